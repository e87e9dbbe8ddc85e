import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Files, folderOf } from '../../test/documents.js';
import { NEW, OLD } from '../../test/impact/descriptions.js';
import { generate } from '../generate.js';
import { impact } from './index.js';

const [OLD_PETS, NEW_PETS] = [
  { 'openapi.yaml': OLD['pets/openapi.yaml'] ?? '' },
  { 'openapi.yaml': NEW['pets/openapi.yaml'] ?? '' },
];
const sides = () => ({ from: join(folderOf(OLD_PETS), 'openapi.yaml'), to: join(folderOf(NEW_PETS), 'openapi.yaml') });

const OPTIONS = { strict: true, target: 'es2023', lib: ['es2023'], module: 'nodenext', types: [], skipLibCheck: true };
const config = (more: object = {}, options: object = {}) =>
  JSON.stringify({ compilerOptions: { ...OPTIONS, ...options }, ...more });

const BOT = `import type { Pet } from 'pets';
export const ownerOf = (pet: Pet): string | undefined => pet.owner_name;
`;
const MENDED = BOT.replace('owner_name', 'ownerName');

const project = (files: Files) =>
  folderOf({ 'package.json': '{ "type": "module" }', 'tsconfig.json': config(), ...files });
const fix = (folder: string) => impact({ ...sides(), packageName: 'pets', project: folder, fix: true, force: true });
const read = (folder: string, file: string) => readFileSync(join(folder, file), 'utf8');

it('mends a project whose sources lie in a folder of their own', async () => {
  const folder = project({
    'tsconfig.json': config({ include: ['src'] }, { rootDir: 'src', outDir: 'dist' }),
    'src/bot.ts': BOT,
  });
  const { report } = await fix(folder);
  expect(report.fixed).toEqual([{ file: relative('', join(folder, 'src/bot.ts')), done: 1, errors: [] }]);
  expect(read(folder, 'src/bot.ts')).toBe(MENDED);
});

it('mends a file of two programs once, and says so once', async () => {
  const folder = project({
    'tsconfig.json':
      '{ "files": [], "references": [{ "path": "tsconfig.app.json" }, { "path": "tsconfig.test.json" }] }',
    'tsconfig.app.json': config({ files: ['bot.ts'] }, { composite: true }),
    'tsconfig.test.json': config({ files: ['bot.ts', 'test.ts'] }, { composite: true, strict: false }),
    'bot.ts': BOT,
    'test.ts': `import { ownerOf } from './bot.js';\nconsole.log(ownerOf);\n`,
  });
  const { report } = await fix(folder);
  expect(report.impacts.map(({ file, fix: state }) => [relative(folder, file), state])).toEqual([['bot.ts', 'done']]);
  expect(read(folder, 'bot.ts')).toBe(MENDED);
});

it('leaves a file as it is that a second program of the project would find fault with', async () => {
  const keys = `import type { Pet } from 'pets';\nexport const keys = ['id', 'owner_name'] as const satisfies readonly (keyof Pet)[];\n`;
  const folder = project({
    'tsconfig.json': '{ "files": [], "references": [{ "path": "app" }, { "path": "test" }] }',
    'app/tsconfig.json': config({ include: ['*.ts'] }, { composite: true }),
    'app/keys.ts': keys,
    'test/tsconfig.json': config({ include: ['*.ts'], references: [{ path: '../app' }] }, { composite: true }),
    'test/keys.ts': `import type { keys } from '../app/keys.js';\nexport const table: Record<(typeof keys)[number], 1> = { id: 1, owner_name: 1 };\n`,
  });
  const { report } = await fix(folder);
  expect(report.fixed).toEqual([]);
  expect(report.refused).toEqual([
    { file: relative('', join(folder, 'app/keys.ts')), why: expect.stringMatching(/test\/keys\.ts:2: TS2561: /) },
  ]);
  expect(report.impacts.map((one) => one.fix)).toEqual(['can']);
  expect(read(folder, 'app/keys.ts')).toBe(keys);
});

it.each([
  ['Latin-1', Buffer.from(`// \xe9t\xe9\n${BOT}`, 'latin1')],
  ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(BOT, 'utf16le')])],
])('leaves a file in %s as it is', async (_, bytes) => {
  const folder = project({});
  writeFileSync(join(folder, 'bot.ts'), bytes);
  const { report } = await fix(folder);
  expect(report.refused?.map(({ why }) => why)).toEqual(['it is not encoded as UTF-8']);
  expect(readFileSync(join(folder, 'bot.ts')).equals(bytes)).toBe(true);
});

it('keeps the mark of the byte order, and the ends of lines', async () => {
  const text = `\uFEFF${BOT.replaceAll('\n', '\r\n')}`;
  const folder = project({ 'bot.ts': text });
  await fix(folder);
  expect(read(folder, 'bot.ts')).toBe(text.replace('owner_name', 'ownerName'));
});

it('writes all files or none', async () => {
  const folder = project({ 'a/bot.ts': BOT, 'b/bot.ts': BOT });
  // What is taken for a folder can't be written, whoever asks.
  mkdirSync(join(folder, `b/bot.ts.${process.pid}.tmp`));
  await expect(fix(folder)).rejects.toThrow();
  expect([read(folder, 'a/bot.ts'), read(folder, 'b/bot.ts')]).toEqual([BOT, BOT]);
  expect(readdirSync(join(folder, 'a'))).toEqual(['bot.ts']);
});

it('writes where git has a copy, or is told to', async () => {
  const folder = project({ 'bot.ts': BOT });
  const carefully = () => impact({ ...sides(), packageName: 'pets', project: folder, fix: true });
  await expect(carefully()).rejects.toThrow(/bot\.ts \(in no git repository\).*--force/);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@a.example', ...args], { cwd: folder });
  git('init', '-q');
  await expect(carefully()).rejects.toThrow(/bot\.ts \(not committed\).*--force/);
  git('add', '-A');
  git('commit', '-qm', 'all');
  await carefully();
  expect(read(folder, 'bot.ts')).toBe(MENDED);
});

it('refuses a project that imports nothing of it', async () => {
  const folder = project({ 'bot.ts': BOT });
  await expect(impact({ ...sides(), packageName: 'pest', project: folder })).rejects.toThrow(
    /nothing in .* imports pest: say with --package what it imports/,
  );
});

it('follows references that go round in circles once', async () => {
  const folder = project({
    'tsconfig.json': '{ "files": [], "references": [{ "path": "app" }, { "path": "." }] }',
    'app/tsconfig.json': config({ include: ['*.ts'] }, { composite: true }),
    'app/bot.ts': BOT,
  });
  const { report } = await impact({ ...sides(), packageName: 'pets', project: folder });
  expect(report.impacts.map(({ kind }) => kind)).toEqual(['rename']);
});

describe('two packages that were generated, as `npm pack` unpacks them', () => {
  let folder: string;
  beforeAll(async () => {
    folder = project({
      'bot.ts': `import { createClient, type Order } from '@bitget-spec/v3';
const client = createClient();
export const timeOf = (order: Order): string => order.cTime;
export const first = async () => (await client.trade.fills({ symbol: 'A' }))[0]?.cTime;
`,
    });
    for (const name of ['client', 'contract', 'auth']) {
      const target = join(folder, 'node_modules/@bitget-spec', name);
      mkdirSync(dirname(target), { recursive: true });
      symlinkSync(join(import.meta.dirname, '../../../packages', name), target);
    }
    for (const [output, files] of [
      ['node_modules/@bitget-spec/v3', OLD],
      ['package', NEW],
    ] as const) {
      const input = join(folderOf(files), 'v3/openapi.yaml');
      const target = { name: 'v3', input, output: join(folder, output), docs: join(folder, output, 'docs') };
      await generate({ targets: [target], lint: false, cache: false, cwd: folder });
    }
  });

  it('compares the package that is installed with the one that was fetched, and mends', async () => {
    const [from, to] = [join(folder, 'node_modules/@bitget-spec/v3'), join(folder, 'package')];
    const { report } = await impact({ from, to, project: folder, fix: true, force: true });
    expect(report.packages).toEqual(['@bitget-spec/v3']);
    expect(report.impacts.map(({ line, kind, because, fix: state }) => [line, kind, because?.place, state])).toEqual([
      [3, 'rename', expect.stringMatching(/^GET \/api\/v3\/trade\/order(s|-info), response 200, data/), 'done'],
      [4, 'field', 'GET /api/v3/trade/fills, response 200, data[]', undefined],
    ]);
    expect(read(folder, 'bot.ts')).toContain('order.createdTime');
  });
});
