import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { array, assert, asyncProperty, constantFrom, nat, oneof, record } from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { folderOf } from '../test/documents.js';
import type { generate as Generate, Kept } from './generate.js';
import type { LintThread as Thread } from './lint/beside.js';
import type { GenerateOptions } from './options.js';

/** What remembers must write, and say, what a run does that knows nothing. `npm run soak -- incremental` edits the whole description. */
const SOAK = Boolean(process.env.SOAK);

const built = (path: string) => import(new URL(`../dist/${path}`, import.meta.url).href);
const { generate }: { generate: typeof Generate } = await built('generate.js');
const { LintThread }: { LintThread: typeof Thread } = await built('lint/beside.js');

const FIXTURES = join(import.meta.dirname, 'lint/fixtures');
const apis = SOAK ? ['v1', 'v2', 'v3'] : ['v8', 'v9'];

/** Text by path below `spec/`. */
function filesIn(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** A description of two APIs that share files: that of a fixture, twice. */
function described(fixture: string): Map<string, string> {
  const files = filesIn(join(FIXTURES, fixture, 'spec'));
  for (const [name, text] of [...files])
    if (name.startsWith('v9/')) files.set(name.replace('v9', 'v8'), text.replaceAll('v9', 'v8'));
  const safety = files.get('safety.yaml') ?? '';
  return files.set(
    'safety.yaml',
    safety.replaceAll(/^ {2}v9:.*$/gm, (line) => `${line}\n${line.replaceAll('v9', 'v8')}`),
  );
}

const original = SOAK ? filesIn(join(import.meta.dirname, '../../spec')) : described('clean');

const optionsOf = (folder: string): GenerateOptions => ({
  targets: apis.map((name) => ({
    input: join(folder, 'spec', name, 'openapi.yaml'),
    output: join(folder, 'generated', name),
    docs: join(folder, 'generated/docs', name),
    name,
  })),
  shared: { folder: join(folder, 'generated/docs'), catalogue: join(folder, 'generated/errors'), apis },
  cwd: folder,
});

/** Everything that is generated, with what a run says of bad input instead. */
async function outcome(folder: string, options: Partial<GenerateOptions>, kept?: Kept): Promise<unknown> {
  const said = await generate({ ...optionsOf(folder), ...options }, kept).catch((error: Error) => {
    return error.message.replaceAll(folder, '');
  });
  const generated = join(folder, 'generated');
  const files = readdirSync(generated, { recursive: true, withFileTypes: true, encoding: 'utf8' });
  return {
    said: typeof said === 'string' ? said.split('\n').sort() : said.operations,
    files: Object.fromEntries(
      files
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((file) => [file.slice(generated.length), readFileSync(file, 'utf8')]),
    ),
  };
}

const folders = { cold: folderOf(), command: folderOf({ 'node_modules/.keep': '' }), watch: folderOf() };
const thread = new LintThread();
const kept: Kept = { memories: new Map(), thread };

/** Brings the description of each folder to these files. */
async function describeAs(files: Map<string, string>): Promise<void> {
  for (const folder of Object.values(folders)) {
    const spec = join(folder, 'spec');
    for (const name of existsSync(spec) ? filesIn(spec).keys() : []) if (!files.has(name)) rmSync(join(spec, name));
    for (const [name, text] of files) {
      const file = join(spec, name);
      if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
  await sleep(30); // what is younger than a run may have been saved while it worked
}

/** All three come to the same. */
async function agree(files: Map<string, string>): Promise<void> {
  await describeAs(files);
  const cold = await outcome(folders.cold, {}, { thread });
  expect(await outcome(folders.command, {})).toEqual(cold);
  expect(await outcome(folders.watch, {}, kept)).toEqual(cold);
}

beforeAll(() => agree(original));

const WORDS = [
  'description: Other words.',
  'type: integer',
  'summary: Another name',
  'x-source: [live]',
  'deprecated: true',
];
const edits = record({
  file: constantFrom(...original.keys()),
  at: nat(),
  edit: oneof(
    constantFrom('drop', 'double', 'join', 'word', 'away', 'orphan'),
    constantFrom(...WORDS.map((text) => ({ text }))),
  ),
});
type Edit = typeof edits extends { filter(test: (value: infer Value) => boolean): unknown } ? Value : never;

function edited(files: Map<string, string>, { file, at, edit }: Edit): Map<string, string> {
  const after = new Map(files);
  const lines = (files.get(file) ?? '').split('\n');
  const line = at % lines.length;
  const here = lines[line] ?? '';
  if (edit === 'drop') lines.splice(line, 1);
  else if (edit === 'double') lines.splice(line, 0, here);
  else if (edit === 'join') lines.splice(line, 2, here + (lines[line + 1] ?? ''));
  else if (edit === 'word') lines[line] = here.replace(/(?<=[a-z]{3} )[a-z]{3,}/, (word) => `${word} more`);
  else if (edit === 'away') return new Map([...files].filter(([name]) => at % 4 || name !== file));
  else if (edit === 'orphan') return after.set(`${file.replace(/\.yaml$/, '')}-2.yaml`, files.get(file) ?? '');
  else lines[line] = here.replace(/[^ -].*$/, edit.text);
  return after.set(file, lines.join('\n'));
}

test(
  'after any edits of any files, common ones among them, and back again',
  async () => {
    await assert(
      asyncProperty(array(edits, { minLength: 1, maxLength: 3 }), async (some) => {
        let files = original;
        for (const edit of some) {
          files = edited(files, edit);
          await agree(files);
        }
        await agree(original);
      }),
      { numRuns: SOAK ? 40 : 6, endOnFailure: SOAK },
    );
  },
  SOAK ? 7_200_000 : 180_000,
);

describe.runIf(!SOAK)('what a rule finds is found', () => {
  test.each(readdirSync(FIXTURES))(
    '%s',
    async (fixture) => {
      await agree(described(fixture));
    },
    90_000,
  );
});

test('what was written by hand is put right, and what is lost is made again', async () => {
  await agree(original);
  const { command } = folders;
  const memory = join(command, 'node_modules/.cache/bitget-spec');
  const page = join(command, 'generated/docs', apis[0] ?? '', 'index.md');
  const before = readFileSync(page, 'utf8');
  for (const name of ['', ...readdirSync(memory)]) {
    writeFileSync(page, 'By hand.');
    if (name) rmSync(join(memory, name));
    await outcome(command, {});
    expect(readFileSync(page, 'utf8')).toBe(before);
  }
  rmSync(join(command, 'generated/docs/index.md'));
  await agree(original);
}, 180_000);

test('two runs at once, and whoever comes after them', async () => {
  const { command } = folders;
  for (const round of [1, 2]) {
    const [first = '', ...more] = original.keys();
    const changed = new Map(original);
    for (const name of [first, ...more].filter((name) => name.endsWith('order-info.yaml')))
      changed.set(name, (original.get(name) ?? '').replace(/summary: .*/, `summary: Round ${round}`));
    await describeAs(changed);
    await Promise.all([outcome(command, {}), outcome(command, {})]);
    await agree(changed);
  }
}, 180_000);
