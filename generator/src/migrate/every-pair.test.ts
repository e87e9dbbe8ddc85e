import { readFileSync } from 'node:fs';
import { createMockExchange } from '@bitget-spec/mock';
import { beforeAll, describe, expect, test } from 'vitest';
import { HEAD, pairs, SETUP, urls } from '../../test/migrate/pairs.js';
import { data, type Migrated, migrated } from '../../test/migrate/project.js';
import { type Program, programOf, type Sent, sentBy } from '../../test/migrate/run.js';
import type { MoveData } from './data.js';

const source = HEAD + pairs.map(({ text }) => text).join('\n');
let project: Migrated;
beforeAll(() => {
  project = migrated({ 'src/all.ts': source, 'src/setup.ts': SETUP });
});

/** What a function sent and returned. */
interface Outcome {
  sent: Sent | undefined;
  values: unknown;
}

/** What each function sends and returns, each against an exchange of its own in the same state. */
async function outcomesOf(before: string, text: string): Promise<Outcome[]> {
  const [setup, program] = [await programOf(project.folder, before), await programOf(project.folder, text)];
  const outcomes: Outcome[] = [];
  for (const [index, { move }] of pairs.entries())
    outcomes.push(await outcomeOf(hasState(move) ? setup : {}, program, `f${index}`));
  return outcomes;
}

async function outcomeOf(setup: Program, program: Program, name: string): Promise<Outcome> {
  const exchange = createMockExchange({ now: 1761998400000 });
  await sentBy(exchange, async () => setup.setup?.());
  let values: unknown;
  const sent = await sentBy(exchange, async () => {
    values = await program[name]?.().catch(() => undefined);
  });
  return { sent: sent.at(-1), values };
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

/** True where the mock exchange keeps state for an operation; elsewhere it makes up what fits the schema. */
function isStateful(key: string | undefined): boolean {
  const page = `generated/docs${urls.get(key ?? '')?.replace(/^\w+ \/api/, '')}.json`;
  const { facts }: { facts: { name: string; value: string }[] } = JSON.parse(readFileSync(page, 'utf8'));
  return facts.some(({ name, value }) => name === 'In the mock' && value.startsWith('stateful'));
}

const hasState = ({ from, to }: MoveData): boolean => isStateful(from) && isStateful(to);

const valueAt = (outcome: Outcome | undefined, position: number): unknown =>
  Array.isArray(outcome?.values) ? outcome.values[position] : undefined;

describe('every pair that can be rewritten', () => {
  test('does at the mock exchange what it did, and what is read of it is the same', async () => {
    const before = await outcomesOf(SETUP, source);
    const after = await outcomesOf(project.files['src/setup.ts'] ?? '', project.files['src/all.ts'] ?? '');
    const compared: string[] = [];
    const different: unknown[] = [];
    for (const [index, { move, request, reads }] of pairs.entries()) {
      const [old, now] = [before[index], after[index]];
      expect(old?.sent?.url).toBe(urls.get(move.from));
      expect(now?.sent?.url, move.from).toBe(urls.get(move.to ?? ''));
      expect(texts(now?.sent?.fields), move.from).toEqual(expected(move, request ?? {}));
      expect(CARRIED_OUT, move.from).toContain(now?.sent?.code);
      if (!hasState(move)) continue;
      for (const [position, path] of reads.entries()) {
        const [was, is] = [valueAt(old, position), valueAt(now, position)];
        if (was !== undefined) compared.push(path);
        if (JSON.stringify(is) !== JSON.stringify(was))
          different.push([`${move.from} ${path}`, was, is, now?.sent?.code]);
      }
    }
    expect(different).toEqual([]);
    expect(compared.length).toBeGreaterThan(100);
  });

  test('is rewritten, with all that can be read of its response, and type-checks', () => {
    const { files, rewritten, listed } = project;
    expect(listed.map(({ operation }) => operation)).toEqual(['v2:mix.account.setPositionMode']);
    const calls = rewritten.filter(({ file }) => file === 'src/all.ts');
    expect(calls.map(({ operation, to }) => [operation, to])).toEqual(pairs.map(({ move }) => [move.from, move.to]));
    expect(files['src/all.ts']).not.toContain('@bitget-spec/v2');
    expect(pairs.reduce((sum, { reads }) => sum + reads.length, 0)).toBeGreaterThan(390);
  });
});

test('the map is what was looked at: so many pairs can be rewritten', () => {
  expect(pairs.length).toBe(90);
  expect(data.moves.every(({ why, to }) => why !== undefined || to !== undefined)).toBe(true);
  expect(readFileSync('generated/docs/migrate.json', 'utf8').length).toBeLessThan(400_000);
});
