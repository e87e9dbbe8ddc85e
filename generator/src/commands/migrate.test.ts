import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { folderOf } from '../../test/documents.js';
import { main } from '../cli.js';

const BOT = `import { createClient } from '@bitget-spec/v2';
const client = createClient();
await client.spot.trade.cancelOrder({ symbol: 'BTCUSDT', orderId: '1' });
`;
const LEFT = `await client.convert.currencies();\n`;

afterEach(() => vi.restoreAllMocks());

/** Runs the command line: what it prints, and its exit code. */
async function migrate(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const lines = { log: [] as string[], error: [] as string[] };
  vi.spyOn(console, 'log').mockImplementation((line) => lines.log.push(String(line)));
  vi.spyOn(console, 'error').mockImplementation((line) => lines.error.push(String(line)));
  const code = await main(['migrate', ...args]);
  return { code, out: lines.log.join('\n'), err: lines.error.join('\n') };
}

const manifest = (name: string) => `{ "name": "${name}", "exports": { ".": { "types": "./index.d.ts" } } }`;
const V2 = {
  'node_modules/@bitget-spec/v2/package.json': manifest('@bitget-spec/v2'),
  'node_modules/@bitget-spec/v2/index.d.ts': `export interface TradeCalls { cancelOrder(request: object): Promise<object> }
export interface SpotCalls { readonly trade: TradeCalls }
export interface ConvertCalls { currencies(): Promise<object> }
export interface Client { readonly spot: SpotCalls; readonly convert: ConvertCalls }
export declare function createClient(options?: object): Client;
`,
};
const V3 = {
  'node_modules/@bitget-spec/v3/package.json': manifest('@bitget-spec/v3'),
  'node_modules/@bitget-spec/v3/index.d.ts': `export interface TradeCalls { cancelOrder(request: { orderId: string }): Promise<object> }
export interface Client { readonly trade: TradeCalls }
export declare function createClient(options?: object): Client;
`,
};

/** A project of these files and packages. */
const projectFolder = (files: Record<string, string>) =>
  folderOf({
    'package.json': '{ "type": "module" }',
    'tsconfig.json':
      '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2023", "types": [] }, "include": ["src"] }',
    ...V2,
    ...files,
  });

/** A project in a git repository of its own, committed. */
function committed(files: Record<string, string>): string {
  const folder = projectFolder({ '.gitignore': 'node_modules\n', ...V3, ...files });
  commit(folder);
  return folder;
}

/** Makes a git repository of a folder, all of it committed. */
function commit(cwd: string): void {
  for (const args of [['init'], ['add', '-A'], ['commit', '-m', 'all']])
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@a.example', ...args], { cwd, stdio: 'ignore' });
}

test('says what it would do and writes nothing, unless told to', async () => {
  const folder = committed({ 'src/bot.ts': BOT });
  const file = join(folder, 'src/bot.ts');
  const said = await migrate('--project', folder);
  expect(said).toEqual({
    code: 0,
    err: '',
    out: `src/bot.ts:3:7  v2:spot.trade.cancelOrder → v3:trade.cancelOrder

1 call can be rewritten in 1 file; nothing is written without --write.
Calls of v3 need a key of a unified account, signed calls of v2 one of a classic account.`,
  });
  expect(readFileSync(file, 'utf8')).toBe(BOT);

  const done = await migrate('--project', folder, '--write', '--json');
  expect(done.code).toBe(0);
  expect(JSON.parse(done.out)).toEqual({
    written: true,
    rewritten: [
      { file: 'src/bot.ts', line: 3, column: 7, operation: 'v2:spot.trade.cancelOrder', to: 'v3:trade.cancelOrder' },
    ],
    listed: [],
    files: ['src/bot.ts'],
  });
  expect(readFileSync(file, 'utf8')).toBe(`import { createClient } from '@bitget-spec/v3';
const client = createClient();
await client.trade.cancelOrder({ orderId: '1' });
`);

  // What is not committed cannot be taken back.
  writeFileSync(file, BOT + LEFT);
  const refused = await migrate('--project', folder, '--write');
  expect(refused.code).toBe(2);
  expect(refused.err).toMatch(
    /^\[bitget-spec\] git could not take back what is written to \S*src\/bot\.ts \(has changes that are not committed\): commit first, or use --force$/,
  );
  expect(readFileSync(file, 'utf8')).toBe(BOT + LEFT);

  const forced = await migrate('--project', join(folder, 'tsconfig.json'), '--write', '--force');
  expect(forced.code).toBe(1);
  expect(forced.out).toContain('src/bot.ts:4:7  v2:convert.currencies stays: v3 converts only small balances into BGB');
  expect(readFileSync(file, 'utf8')).toContain(
    "await clientV3.trade.cancelOrder({ orderId: '1' });\nawait client.convert.currencies();",
  );
});

test.each([
  [['--project', 'nowhere/at/all'], /nowhere\/at\/all does not exist: name the folder of a project/],
  [['--apply'], /Unknown option '--apply'/],
])('%j is refused', async (args, message) => {
  const { code, err } = await migrate(...args);
  expect(code).toBe(2);
  expect(err).toMatch(message);
});

test('a folder without a program, and one outside of git are refused', async () => {
  const empty = folderOf({ 'notes.txt': '' });
  expect(await migrate('--project', empty)).toMatchObject({
    code: 2,
    err: expect.stringContaining('holds no TypeScript or JavaScript'),
  });
  const outside = projectFolder({ ...V3, 'src/bot.ts': BOT });
  expect(await migrate('--project', outside, '--write')).toMatchObject({
    code: 2,
    err: expect.stringContaining('src/bot.ts (in no git repository)'),
  });
});

test('of each file that is written git is asked where it lies, and of no other', async () => {
  const folder = projectFolder({
    ...V3,
    'repo/.gitignore': 'ignored.ts\n',
    'repo/tsconfig.json':
      '{ "compilerOptions": { "strict": true, "module": "nodenext", "target": "es2023", "types": [] }, "include": [".", "../own"] }',
    'repo/kept.ts': BOT,
    'own/kept.ts': BOT,
  });
  const repository = join(folder, 'repo');
  commit(repository);
  // Of no matter to what is written.
  writeFileSync(join(repository, 'notes.txt'), '');
  writeFileSync(join(repository, 'ignored.ts'), BOT);
  writeFileSync(join(repository, 'new.ts'), BOT);
  const write = () => migrate('--project', repository, '--write');
  const lost = ['repo/ignored.ts (not committed)', 'repo/new.ts (not committed)', 'own/kept.ts (in no git repository)'];
  const refused = await write();
  expect(refused.code).toBe(2);
  for (const one of lost) expect(refused.err).toContain(one);
  expect(refused.err).not.toContain('repo/kept.ts');
  for (const file of ['repo/ignored.ts', 'repo/new.ts', 'repo/kept.ts', 'own/kept.ts'])
    expect(readFileSync(join(folder, file), 'utf8')).toBe(BOT);
  for (const file of ['repo/ignored.ts', 'repo/new.ts', 'own/kept.ts']) rmSync(join(folder, file));
  expect(await write()).toMatchObject({ code: 0, err: '' });
});

test.each([
  ['import { createClient } from', 'bot.ts', { module: 'esnext', moduleResolution: 'node' }],
  ['const { createClient } = require', 'bot.js', { module: 'commonjs', moduleResolution: 'node', allowJs: true }],
])('%s an old package is refused where it leads nowhere', async (start, name, options) => {
  const folder = folderOf({
    ...V3,
    // Only `exports` lead to its types.
    'node_modules/@bitget-spec/v2/package.json': manifest('@bitget-spec/v2').replace('index', 'dist/index'),
    'node_modules/@bitget-spec/v2/dist/index.d.ts': V2['node_modules/@bitget-spec/v2/index.d.ts'],
    'tsconfig.json': JSON.stringify({ compilerOptions: { ...options, target: 'es2023', types: [] }, include: ['src'] }),
    [`src/${name}`]: start.endsWith('require') ? `${start}('@bitget-spec/v2');\n` : `${start} '@bitget-spec/v2';\n`,
  });
  expect(await migrate('--project', folder)).toMatchObject({
    code: 2,
    err: expect.stringMatching(
      /src\/bot\.[jt]s:1 imports @bitget-spec\/v2, which .* do not lead to: install it, and set `module` to `nodenext`/,
    ),
  });
});

test('a configuration that only names others stands for all of them', async () => {
  const options = {
    strict: true,
    module: 'nodenext',
    target: 'es2023',
    composite: true,
    types: [],
    skipLibCheck: true,
  };
  const folder = projectFolder({
    ...V3,
    'tsconfig.json': '{ "files": [], "references": [{ "path": "core" }, { "path": "bot" }] }',
    'core/tsconfig.json': JSON.stringify({ compilerOptions: options, include: ['*.ts'] }),
    'core/client.ts': `import { createClient } from '@bitget-spec/v2';\nexport const client = createClient();\n`,
    'bot/tsconfig.json': JSON.stringify({
      compilerOptions: options,
      include: ['*.ts'],
      references: [{ path: '../core' }],
    }),
    'bot/bot.ts': `import { client } from '../core/client.js';\nawait client.spot.trade.cancelOrder({ symbol: 'A', orderId: '1' });\nexport {};\n`,
  });
  const { code, out, err } = await migrate('--project', folder, '--json');
  expect([code, err]).toEqual([0, '']);
  expect(JSON.parse(out)).toMatchObject({ rewritten: [{ file: 'bot/bot.ts', line: 2 }], listed: [] });
});

test('without the new package nothing is rewritten, and it is said', async () => {
  const folder = folderOf({ 'package.json': '{ "type": "module" }', ...V2, 'src/bot.js': BOT });
  const { code, out } = await migrate('--project', folder);
  expect(code).toBe(1);
  expect(out).toContain(
    'src/bot.js:3:7  v2:spot.trade.cancelOrder stays: @bitget-spec/v3 is not installed here: npm install @bitget-spec/v3',
  );
});
