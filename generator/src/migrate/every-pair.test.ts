import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { data, type Migrated, migrated } from '../../test/migrate/project.js';
import { run, type Sent } from '../../test/migrate/run.js';
import { exactRequest, reading, sampleRequest } from '../../test/migrate/samples.js';
import type { MoveData } from './data.js';

const urls = new Map(data.operations.map(({ key, url }) => [key, url]));
const movable = data.moves.filter(
  ({ why, care }) => why === undefined && !care?.some(({ when, reads }) => !when && !reads),
);
const callOf = (key: string): string => key.slice(key.indexOf(':') + 1);

const HEAD = `import { createClient } from '@bitget-spec/v2';
declare const mockFetch: typeof fetch;
const client = createClient({
  credentials: { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' },
  fetch: (request, init) => mockFetch(request, init),
  retries: false,
  outcomeWaitMs: false,
});
declare function use(...values: unknown[]): void;
`;

/** A call of each pair that can be rewritten, of what its sample says and the pair passes. */
const exact = movable.map((move, index) => {
  const request = exactRequest(move, sampleRequest(urls.get(move.from) ?? ''));
  const concerned = (path: string) => move.care?.some(({ reads }) => reads?.some((read) => path.startsWith(read)));
  const read = Object.entries(move.response ?? {}).filter(
    ([path, { to, why }]) => path !== '' && to !== undefined && !why && !path.endsWith(']') && !concerned(path),
  );
  const leaves = read.filter(
    ([path]) =>
      !Object.keys(move.response ?? {}).some((other) => other.startsWith(`${path}.`) || other.startsWith(`${path}[`)),
  );
  const reachable = leaves.filter(([path]) => ways(path).every((way) => move.response?.[way]?.to !== undefined));
  const call = `await client.${callOf(move.from)}(${request ? JSON.stringify(request) : ''});`;
  const text = `export async function f${index}() {
  ${reachable.length ? `const r = ${call}\n  use(${reachable.map(([path]) => reading(path)).join(', ')});` : call}
}
`;
  return { move, request, text, reads: reachable.length };
});

/** Everything above a position. */
function ways(path: string): string[] {
  const cuts = [...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index)).filter((way) => way !== '');
  return ['', ...cuts];
}

const source = HEAD + exact.map(({ text }) => text).join('\n');
let project: Migrated;
beforeAll(() => {
  project = migrated({ 'src/all.ts': source });
}, 240_000);

/** The request that each function sends, last of all. */
async function responsesOf(text: string): Promise<(Sent | undefined)[]> {
  const last: (Sent | undefined)[] = [];
  await run(project.folder, text, async (program, sent) => {
    for (const index of exact.keys()) {
      await program[`f${index}`]?.().catch(() => undefined);
      last.push(sent.at(-1));
    }
  });
  return last;
}

/** Taken, or refused for what the account has: an order or user that is not there, a number that was used. No field is wrong. */
const CARRIED_OUT = ['00000', '25204', '25212', '25227', '25597', '40066'];

/** What the map says that the request of v3 holds. */
function expected({ request: fields = {}, set = {} }: MoveData, request: object): Record<string, string> {
  const moved = Object.entries(request).flatMap(([name, value]) => {
    const { to, words } = fields[name] ?? {};
    return to === undefined ? [] : [[to, words?.[String(value)] ?? text(value)] as const];
  });
  return { ...Object.fromEntries(moved), ...set };
}

const text = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
const texts = (fields: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(fields ?? {}).map(([name, value]) => [name, text(value)]));

describe('every pair that can be rewritten', () => {
  test('arrives at the mock exchange, at the path of v3 and with the fields of v3', { timeout: 120_000 }, async () => {
    const before = await responsesOf(source);
    const after = await responsesOf(project.files['src/all.ts'] ?? '');
    for (const [index, { move, request }] of exact.entries()) {
      const [old, now] = [before[index], after[index]];
      expect(old?.url).toBe(urls.get(move.from));
      expect(now?.url, move.from).toBe(urls.get(move.to ?? ''));
      expect(texts(now?.fields), move.from).toEqual(expected(move, request ?? {}));
      expect(CARRIED_OUT, move.from).toContain(now?.code);
    }
  });

  test('is rewritten, with all that can be read of its response, and type-checks', () => {
    const { files, rewritten, listed } = project;
    expect(listed.map(({ operation, why }) => `${operation}: ${why}`)).toEqual([]);
    expect(rewritten.map(({ operation, to }) => [operation, to])).toEqual(
      exact.map(({ move }) => [move.from, move.to]),
    );
    expect(files['src/all.ts']).not.toContain('@bitget-spec/v2');
    expect(exact.reduce((sum, { reads }) => sum + reads, 0)).toBeGreaterThan(450);
  });
});

test('the map is what was looked at: so many pairs can be rewritten', () => {
  expect(movable.length).toBe(98);
  expect(data.moves.every(({ why, to }) => why !== undefined || to !== undefined)).toBe(true);
  expect(readFileSync('generated/docs/migrate.json', 'utf8').length).toBeLessThan(400_000);
});
