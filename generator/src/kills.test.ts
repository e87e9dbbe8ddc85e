import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { folderOf, THEIRS } from '../test/documents.js';
import type { generate as Generate } from './generate.js';
import type { GenerateOptions } from './options.js';

/** Real processes, killed with SIGKILL at every phase of a run. `npm run soak -- generate-kills` takes the full count. */
const KILLS = process.env.SOAK ? 200 : 20;

const BIN = fileURLToPath(new URL('../bin/bitget-spec.js', import.meta.url));
const HOOK = new URL('../test/kill-at.mjs', import.meta.url).href;
/** The same build as the command's, so that both share what they remember. */
const { generate }: { generate: typeof Generate } = await import(new URL('../dist/generate.js', import.meta.url).href);

/** Two descriptions of five operations each; between versions every page changes, one operation goes and one comes. */
const document = (version: number): string => {
  const paths = ['pets', 'cats', 'dogs', 'fish', `birds${version}`].map(
    (name) =>
      `  /${name}: { get: { operationId: ${name}, summary: List ${name} of version ${version}, responses: { '200': { description: Fine. } } } }\n`,
  );
  return `${THEIRS}paths:\n${paths.join('')}`;
};
const NAMES = ['left', 'right'];

function describeAs(version: number, folder: string): void {
  for (const name of NAMES) writeFileSync(join(folder, 'spec', name, 'openapi.yaml'), document(version));
}

const namesIn = (folder: string): string[] =>
  readdirSync(join(folder, 'generated'), { recursive: true, encoding: 'utf8' });

/** Every generated file with its text; what a run keeps for itself is passed by. */
const treeOf = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(join(folder, 'generated'), { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('/.generating-'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [file.slice(folder.length + 1), readFileSync(file, 'utf8')]),
  );

const optionsOf = (folder: string): GenerateOptions => ({
  targets: NAMES.map((name) => ({
    input: join(folder, 'spec', name, 'openapi.yaml'),
    output: join(folder, 'generated', name),
    docs: join(folder, 'generated/docs', name),
    name,
  })),
  shared: { folder: join(folder, 'generated/docs'), catalogue: join(folder, 'generated/errors'), apis: NAMES },
  lint: false,
  cwd: folder,
});

/** Runs the command and waits until everybody who holds its output has ended. */
async function run(
  folder: string,
  args: string[] = [],
  env: NodeJS.ProcessEnv = {},
  kill?: { afterMs: number; group?: boolean },
): Promise<number | null> {
  const child = spawn(process.execPath, [BIN, 'generate', '--no-lint', ...args], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: `--import ${HOOK}`, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: kill?.group === true,
  });
  const shoot = () => {
    if (!kill?.group) child.kill('SIGKILL');
    else if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  const timer = kill && setTimeout(shoot, kill.afterMs);
  child.stdout.resume();
  const [code] = await once(child, 'close');
  clearTimeout(timer);
  return code;
}

/** One of the two descriptions, into the folder that both are meant for. */
const ARGS = (name: string) => ['--input', `spec/${name}/openapi.yaml`, '--output', 'generated/one'];

const template = folderOf({ 'spec/left/x': '', 'spec/right/x': '', 'node_modules/.keep': '' });
const trees = new Map<number, Map<string, string>>();
const counts = { generate: 0, mover: 0 };
let runMs = 0;

beforeAll(async () => {
  for (const version of [2, 1]) {
    describeAs(version, template);
    await generate(optionsOf(template));
    trees.set(version, treeOf(template));
  }
  const folder = copy();
  describeAs(2, folder);
  const log = join(folder, 'log');
  const start = performance.now();
  expect(await run(folder, [], { KILL_LOG: log })).toBe(0);
  runMs = performance.now() - start;
  for (const [, self, count] of readFileSync(log, 'utf8').matchAll(/(\w+) (\d+) \d+/g))
    counts[self === 'mover' ? 'mover' : 'generate'] = Number(count);
  expect(treeOf(folder)).toEqual(trees.get(2));
  rmSync(folder, { recursive: true });
});

/** A folder that holds version 1, and remembers that it is up to date. */
function copy(): string {
  const folder = folderOf();
  cpSync(template, folder, { recursive: true });
  return folder;
}

const which = (folder: string): 'old' | 'new' | 'between' => {
  const tree = JSON.stringify([...treeOf(folder)]);
  if (tree === JSON.stringify([...(trees.get(1) ?? [])])) return 'old';
  return tree === JSON.stringify([...(trees.get(2) ?? [])]) ? 'new' : 'between';
};

/** Whatever was left, a check names nothing as foreign, and the next run brings what the description says. */
async function mends(folder: string, round: number): Promise<void> {
  const state = which(folder);
  const halfway = namesIn(folder).some((name) => /\.generating-[^/]*\/journal(\.\d+)?$/.test(name));
  expect(halfway || state !== 'between').toBe(true);
  const options = optionsOf(folder);
  const check = generate({ ...options, check: true, cache: false });
  if (halfway) await expect(check).rejects.toThrow(/part old, part new; generate again/);
  else {
    const changes = [...(await check).changes.values()];
    expect(changes.flatMap(({ strange }) => strange)).toEqual([]);
    expect(changes.some(({ changed }) => changed.length)).toBe(state === 'old');
  }
  const version = (round % 2) + 1; // back to what was remembered, or on
  describeAs(version, folder);
  await generate(options);
  expect(treeOf(folder)).toEqual(trees.get(version));
  await generate(options);
  expect(treeOf(folder)).toEqual(trees.get(version));
  expect(readdirSync(join(folder, 'generated')).filter((name) => name.startsWith('.'))).toEqual([]);
}

/** `share` of the kills, spread evenly over 1…last. */
const spread = (share: number, last: () => number): ((round: number) => number) => {
  const rounds = Math.round(KILLS * share);
  return (round) => 1 + Math.round((round * (last() - 1)) / Math.max(1, rounds - 1));
};
const rounds = (share: number): number[] => Array.from({ length: Math.round(KILLS * share) }, (_, round) => round);

describe('after kill -9 the old or the new tree is there, and the next run goes on from it', () => {
  const atChange = spread(0.4, () => counts.generate);
  test.each(rounds(0.4))('of the generator at a change of its own, %i', async (round) => {
    const folder = copy();
    describeAs(2, folder);
    expect(await run(folder, [], { KILL_AT: `generate:${atChange(round)}` })).toBe(null);
    expect(which(folder)).not.toBe('between');
    await mends(folder, round);
    rmSync(folder, { recursive: true });
  });

  const atTime = spread(0.2, () => runMs);
  test.each(rounds(0.2))('of the generator, alone or with its process group, at some time, %i', async (round) => {
    const folder = copy();
    describeAs(2, folder);
    await run(folder, [], {}, { afterMs: atTime(round), group: round % 2 === 1 });
    expect(which(folder)).not.toBe('between');
    await mends(folder, round);
    rmSync(folder, { recursive: true });
  });

  const atMove = spread(0.2, () => counts.mover);
  test.each(rounds(0.2))('of the generator at a change of the mover, which goes on to its end: %i', async (round) => {
    const folder = copy();
    describeAs(2, folder);
    expect(await run(folder, [], { KILL_AT: `parent:${atMove(round)}` })).toBe(null);
    expect(which(folder)).toBe('new');
    await mends(folder, round);
    rmSync(folder, { recursive: true });
  });

  test('of every mover as it starts', async () => {
    const folder = copy();
    describeAs(2, folder);
    expect(await run(folder, [], { KILL_AT: 'mover:0' })).toBe(0);
    expect(which(folder)).toBe('new');
    await mends(folder, 0);
    rmSync(folder, { recursive: true });
  });

  test.each(rounds(0.2))('of the mover, whose work the generator then does: %i', async (round) => {
    const folder = copy();
    describeAs(2, folder);
    expect(await run(folder, [], { KILL_AT: `mover:${atMove(round)}` })).toBe(0);
    expect(which(folder)).toBe('new');
    await mends(folder, round);
    rmSync(folder, { recursive: true });
  });

  test.each(rounds(0.2))('of both, where a check says if it is neither: %i', async (round) => {
    const folder = copy();
    describeAs(2, folder);
    expect(await run(folder, [], { KILL_AT: `both:${atMove(round)}` })).toBe(null);
    await mends(folder, round);
    rmSync(folder, { recursive: true });
  });
});

test('who finds nothing to write, or nothing right, waits for no mover', async () => {
  const folder = copy();
  const hangs = { KILL_AT: 'stop:0' };
  expect(await run(folder, ['--no-cache', ...ARGS('left')])).toBe(0);
  expect(await run(folder, ['--no-cache', ...ARGS('left')], hangs)).toBe(0);
  expect(await run(folder, ['--no-cache', '--check', ...ARGS('left')], hangs)).toBe(0);
  writeFileSync(join(folder, 'spec/left/openapi.yaml'), 'oops: [');
  expect(await run(folder, ARGS('left'), hangs)).toBe(1);
});

test('several at once take turns, whoever of them is killed', async () => {
  const folder = copy();
  const alone = await Promise.all(
    NAMES.map(async (name, index) => {
      const folder = copy();
      writeFileSync(join(folder, 'spec', name, 'openapi.yaml'), document(index + 1));
      expect(await run(folder, ARGS(name))).toBe(0);
      return treeOf(folder);
    }),
  );
  NAMES.forEach((name, index) => {
    writeFileSync(join(folder, 'spec', name, 'openapi.yaml'), document(index + 1));
  });
  const codes = await Promise.all([
    ...[...NAMES, ...NAMES].map((name) => run(folder, ARGS(name))),
    run(folder, ARGS('left'), { KILL_AT: 'generate:4' }),
    run(folder, ARGS('right'), { KILL_AT: 'generate:40' }),
  ]);
  expect(codes.slice(0, 4)).toEqual([0, 0, 0, 0]);
  expect(alone).toContainEqual(treeOf(folder));
});
