import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { array, assert, asyncProperty, constantFrom, nat, oneof, record } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderOf } from '../test/documents.js';
import type { generate as Generate, Kept } from './generate.js';
import type { LintThread as Thread } from './lint/beside.js';
import type { GenerateOptions } from './options.js';

/** What remembers must write, and say, what a run does that knows nothing. `npm run soak -- incremental` edits the whole description. */
const SOAK = Boolean(process.env.SOAK);
/** On a machine that is busy with other things. */
const LONG = SOAK ? 7_200_000 : 180_000;

const built = (path: string) => import(new URL(`../dist/${path}`, import.meta.url).href);
const { generate }: { generate: typeof Generate } = await built('generate.js');
const { LintThread }: { LintThread: typeof Thread } = await built('lint/beside.js');

const FIXTURES = join(import.meta.dirname, 'lint/fixtures');
const apis = SOAK ? ['v1', 'v2', 'v3'] : ['v8', 'v9'];

/** Text by path, and the folders that hold nothing. */
type Tree = ReadonlyMap<string, string | typeof EMPTY>;
const EMPTY = Symbol('an empty folder');

/** The YAML files of a folder, as they lie below `spec/`. */
function specOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  return new Map(names.sort().map((name) => [`spec/${name}`, readFileSync(join(folder, name), 'utf8')]));
}

/** A description of two APIs that share files: that of a fixture, twice. */
function described(fixture: string): Map<string, string> {
  const files = specOf(join(FIXTURES, fixture, 'spec'));
  for (const [name, text] of [...files])
    if (name.startsWith('spec/v9/')) files.set(name.replace('v9', 'v8'), text.replaceAll('v9', 'v8'));
  const safety = files.get('spec/safety.yaml') ?? '';
  return files.set(
    'spec/safety.yaml',
    safety.replaceAll(/^ {2}v9:.*$/gm, (line) => `${line}\n${line.replaceAll('v9', 'v8')}`),
  );
}

/** What a workspace says beside the description. */
const WORKSPACE = {
  'package.json': JSON.stringify({ keywords: ['api'], repository: { type: 'git', url: 'https://example.com/a.git' } }),
  LICENSE: 'Do what you like.\n',
  'packages/client/tsconfig.json': '{}\n',
};
const original: Tree = new Map([
  ...(SOAK ? specOf(join(import.meta.dirname, '../../spec')) : described('clean')),
  ...Object.entries(WORKSPACE),
]);

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
afterAll(() => thread.end());
const kept: Kept = { memories: new Map(), thread };

/** What is described in a folder; the rest of it is made. */
const DESCRIBED = ['spec', 'packages', 'package.json', 'LICENSE'];
let now: Tree = new Map();

/** Brings the description of each folder to this tree. */
function describeAs(tree: Tree): void {
  for (const folder of Object.values(folders)) {
    for (const name of now.keys())
      if (now.get(name) !== tree.get(name)) rmSync(join(folder, name), { recursive: true });
    for (const name of DESCRIBED) removeEmpty(join(folder, name));
    for (const [name, text] of tree) {
      const path = join(folder, name);
      if (text === EMPTY) mkdirSync(path, { recursive: true });
      if (text === EMPTY || existsSync(path)) continue;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  now = tree;
}

function removeEmpty(path: string): void {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  for (const name of readdirSync(path)) removeEmpty(join(path, name));
  if (!readdirSync(path).length) rmdirSync(path);
}

/** All three come to the same. */
async function agree(tree: Tree): Promise<void> {
  describeAs(tree);
  const cold = await outcome(folders.cold, { cache: false }, { thread });
  expect(await outcome(folders.command, {}, { thread })).toEqual(cold);
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
    constantFrom('drop', 'double', 'join', 'word', 'break', 'away', 'rename', 'orphan'),
    constantFrom('folder away', 'folder renamed', 'folder copied', 'folder in folders', 'empty folder'),
    constantFrom(...WORDS.map((text) => ({ text }))),
  ),
});
type Edit = typeof edits extends { filter(test: (value: infer Value) => boolean): unknown } ? Value : never;

function edited(tree: Tree, { file, at, edit }: Edit): Tree {
  const text = tree.get(file) ?? '';
  if (typeof text !== 'string') return tree;
  const folder = dirname(file);
  const isIn = (name: string) => name.startsWith(`${folder}/`);
  const renamed = (name: string) => name.replace(folder, `${folder}-2`);
  const copy = `${file.replace(/(\.\w+)?$/, '')}-2.yaml`;
  if (edit === 'away') return new Map([...tree].filter(([name]) => name !== file));
  if (edit === 'rename') return new Map([...tree].map(([name, text]) => [name === file ? copy : name, text]));
  if (edit === 'orphan') return new Map([...tree, [copy, text]]);
  if (edit === 'folder away') return new Map([...tree].filter(([name]) => !isIn(name)));
  if (edit === 'folder renamed')
    return new Map([...tree].map(([name, text]) => [isIn(name) ? renamed(name) : name, text]));
  if (edit === 'folder copied')
    return new Map(
      [...tree].flatMap(([name, text]) =>
        isIn(name)
          ? [
              [name, text],
              [renamed(name), text],
            ]
          : [[name, text]],
      ),
    );
  if (edit === 'folder in folders') return new Map([...tree, [`${folder}/deep/er/new.yaml`, text]]);
  if (edit === 'empty folder') return new Map([...tree, [`${folder}/empty`, EMPTY]]);
  const lines = text.split('\n');
  const line = at % lines.length;
  const here = lines[line] ?? '';
  if (edit === 'drop') lines.splice(line, 1);
  else if (edit === 'double') lines.splice(line, 0, here);
  else if (edit === 'join') lines.splice(line, 2, here + (lines[line + 1] ?? ''));
  else if (edit === 'word') lines[line] = here.replace(/(?<=[a-z]{3} )[a-z]{3,}/, (word) => `${word} more`);
  else if (edit === 'break') lines.splice(line, 0, '}: [');
  else lines[line] = here.replace(/[^ -].*$/, edit.text);
  return new Map([...tree, [file, lines.join('\n')]]);
}

test(
  'after any edits of any files and folders, and back again',
  async () => {
    await assert(
      asyncProperty(array(edits, { minLength: 1, maxLength: 3 }), async (some) => {
        let tree = original;
        for (const edit of some) {
          tree = edited(tree, edit);
          await agree(tree);
        }
        await agree(original);
      }),
      { numRuns: SOAK ? 40 : 8, endOnFailure: SOAK },
    );
  },
  LONG,
);

describe.runIf(!SOAK)('a run sees', () => {
  /** Changes one after another: what each sets to undefined goes. */
  const steps: [name: string, ...changes: Record<string, string | typeof EMPTY | undefined>[]][] = [
    [
      'a path that nothing names, in folders that hold nothing else',
      { 'spec/v9/deep/er/new.yaml': 'get: {}\n' },
      { 'spec/v9/deep/er/new.yaml': undefined, 'spec/v9/deep/er/none': EMPTY },
    ],
    [
      'the first file of a folder that is named',
      {
        'spec/v9/openapi.yaml': String(original.get('spec/v9/openapi.yaml')).replace(
          'errors:',
          'changes: ../changes/, errors:',
        ),
        'spec/changes': EMPTY,
      },
      { 'spec/changes': undefined, 'spec/changes/0.2.0.yaml': 'date: 2026-11-26\nbase: abc\nchanges: []\n' },
    ],
    ['a mistake in a file that no description refers to', { 'spec/common/schemas.yaml': 'A: [' }],
    ['a rule file that is new', { 'spec/common/envelope.yaml': 'A: { type: object, description: A. }\n' }],
    [
      'a package that its own builds on',
      { 'packages/contract/tsconfig.json': '{}\n' },
      { 'packages/contract/tsconfig.json': undefined, 'packages/client/tsconfig.json': undefined },
    ],
    ['what the workspace says', { LICENSE: 'Do no harm.\n' }, { LICENSE: undefined }, { 'package.json': '{}' }],
  ];
  test.each(steps)('%s', async (_name, ...changes) => {
    await agree(original);
    let tree = original;
    for (const change of changes) {
      const entries = Object.entries(change);
      const gone = new Set(entries.flatMap(([name, text]) => (text === undefined ? [name] : [])));
      const kept = [...tree].filter(([name]) => !gone.has(name));
      tree = new Map([
        ...kept,
        ...entries.flatMap(([name, text]): [string, string | typeof EMPTY][] =>
          text === undefined ? [] : [[name, text]],
        ),
      ]);
      await agree(tree);
    }
  });
});

describe.runIf(!SOAK)('what a rule finds is found', () => {
  test.each(readdirSync(FIXTURES))('%s', async (fixture) => {
    await agree(new Map([...described(fixture), ...Object.entries(WORKSPACE)]));
  });
});

test(
  'what was written by hand is put right, and what is lost is made again',
  async () => {
    await agree(original);
    const { command } = folders;
    const memory = join(command, 'node_modules/.cache/bitget-spec');
    const page = join(command, 'generated/docs', apis[0] ?? '', 'index.md');
    const before = readFileSync(page, 'utf8');
    for (const name of ['', ...readdirSync(memory)]) {
      writeFileSync(page, 'By hand.');
      if (name) rmSync(join(memory, name));
      await outcome(command, {}, { thread });
      expect(readFileSync(page, 'utf8')).toBe(before);
    }
    rmSync(join(command, 'generated/docs/index.md'));
    await agree(original);
  },
  LONG,
);

test(
  'two runs at once, and whoever comes after them',
  async () => {
    const { command } = folders;
    for (const round of [1, 2]) {
      const changed = new Map(original);
      for (const [name, text] of original)
        if (name.endsWith('order-info.yaml') && text !== EMPTY)
          changed.set(name, text.replace(/summary: .*/, `summary: Round ${round}`));
      describeAs(changed);
      await Promise.all([outcome(command, {}), outcome(command, {})]);
      await agree(changed);
    }
  },
  LONG,
);
