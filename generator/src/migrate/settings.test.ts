import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { data, migrated, migratedIn, projectFolder } from '../../test/migrate/project.js';
import { isLibrary } from '../project/package.js';
import { loadProject } from '../project/program.js';
import { Directory } from './attempt.js';
import { planMigration } from './plan.js';
import { printJson, printText } from './print.js';

const OPTIONS = { module: 'nodenext', target: 'es2023', types: [], skipLibCheck: true };
const config = (options: object, more: object = {}) =>
  JSON.stringify({ compilerOptions: { ...OPTIONS, ...options }, include: ['src'], ...more });

test.each([
  ['as it was built', true],
  ['before it is built', false],
])('a package of a workspace is moved with those that import it, %s', (_, isBuilt) => {
  const composite = { strict: true, composite: true, rootDir: 'src', outDir: 'dist' };
  const files = {
    'tsconfig.json': '{ "files": [], "references": [{ "path": "packages/b" }, { "path": "packages/a" }] }',
    'packages/a/package.json':
      '{ "name": "@me/a", "private": true, "type": "module", "exports": { "types": "./dist/index.d.ts", "default": "./dist/index.js" } }',
    'packages/a/tsconfig.json': config(composite),
    'packages/a/src/index.ts': `import { createClient } from '@bitget-spec/v2';
const client = createClient();
export async function prices() {
  return client.spot.market.tickers({});
}
`,
    ...(isBuilt && {
      'packages/a/dist/index.d.ts':
        'export declare function prices(): Promise<import("@bitget-spec/v2").SpotMarketTickersResponse>;\n',
    }),
    'packages/b/package.json': '{ "name": "@me/b", "private": true, "type": "module" }',
    'packages/b/tsconfig.json': config(composite, { references: [{ path: '../a' }] }),
    'packages/b/src/main.ts': `import { prices } from '@me/a';
const [first] = await prices();
console.log(Number(first?.lastPr) * 2);
`,
  };
  const folder = projectFolder(files);
  mkdirSync(join(folder, 'packages/b/node_modules/@me'), { recursive: true });
  symlinkSync(join(folder, 'packages/a'), join(folder, 'packages/b/node_modules/@me/a'));
  const { files: after, listed } = migratedIn(folder, files);
  expect(listed).toEqual([]);
  expect(after['packages/a/src/index.ts']).toContain("client.market.tickers({ category: 'SPOT' })");
  expect(after['packages/b/src/main.ts']).toContain('Number(first?.lastPrice) * 2');
});

describe('one package of a workspace by itself', () => {
  const files = {
    'package.json': '{ "private": true, "type": "module", "workspaces": ["packages/*"] }',
    'packages/a/package.json':
      '{ "name": "@me/a", "private": true, "type": "module", "exports": { "types": "./dist/index.d.ts", "default": "./dist/index.js" } }',
    'packages/a/tsconfig.json': config({ strict: true }),
    'packages/a/src/index.ts': `import { createClient } from '@bitget-spec/v2';
const client = createClient();
export async function prices() {
  return client.spot.market.tickers({});
}
`,
    'packages/a/dist/index.d.ts': 'export declare function retry<T>(work: () => Promise<T>): Promise<T>;\n',
    'packages/b/package.json': '{ "name": "@me/b", "private": true, "type": "module" }',
    'packages/b/tsconfig.json': config({ strict: true }),
    'packages/b/src/main.ts': `import { createClient } from '@bitget-spec/v2';
import { retry } from '@me/a';
const client = createClient();
await retry(async () => { await client.spot.trade.cancelOrder({ symbol: 'BTCUSDT', orderId: '1' }); });
`,
  };
  const folder = projectFolder(files);
  mkdirSync(join(folder, 'packages/b/node_modules/@me'), { recursive: true });
  symlinkSync(join(folder, 'packages/a'), join(folder, 'packages/b/node_modules/@me/a'));
  const planOf = (name: string) => {
    const dir = join(folder, 'packages', name);
    return planMigration({ project: loadProject(dir), directory: new Directory(data), isLibrary: isLibrary(dir) });
  };

  test('says of which sisters it sees declarations alone', () => {
    const plan = planOf('b');
    expect(plan.sisters).toEqual([realpathSync(join(folder, 'packages/a'))]);
    expect(printText(plan, folder, false)).toMatch(/\nOf \S*packages\/a only declarations are seen/);
    expect(JSON.parse(printJson(plan, folder, false)).sisters).toEqual(['packages/a']);
  });

  test('what it exports may be used by its sisters, private or not', () => {
    const { sisters, rewritten, listed } = planOf('a');
    expect([sisters, rewritten]).toEqual([[], []]);
    expect(listed).toMatchObject([{ why: expect.stringContaining('`prices` is exported, and others may use it') }]);
  });
});

const LOOSE = `import { createClient } from '@bitget-spec/v2';
const client = createClient();
const symbol = 'BTCUSDT';
export const last = async (options: { symbol?: string }) => {
  const one = await client.mix.market.ticker({ productType: 'USDT-FUTURES', symbol: options.symbol });
  const two = await client.mix.market.ticker({ productType: 'USDT-FUTURES', symbol: 'BTCUSDT' });
  const three = await client.mix.market.ticker({ productType: 'USDT-FUTURES', symbol: \`\${options.symbol}USDT\` });
  const four = await client.mix.market.ticker({ productType: 'USDT-FUTURES', symbol });
  return [one[0].lastPr, two[0].lastPr, three[0].lastPr, four[0].lastPr];
};
export async function open(settings: { marginMode: 'isolated' | 'crossed'; force: 'gtc' }) {
  await client.mix.order.placeOrder({ symbol, productType: 'USDT-FUTURES', marginCoin: 'USDT', size: '1', side: 'buy', orderType: 'market', marginMode: settings.marginMode });
  await client.spot.trade.placeOrder({ symbol, side: 'buy', orderType: 'limit', price: '1', size: '1', force: settings.force });
}
`;

test('where types say nothing of what is undefined, anything may be but what is written', () => {
  const linesOf = (options: object) => {
    const { listed } = migrated({ 'tsconfig.json': config(options), 'src/bot.ts': LOOSE });
    return listed.map(({ line }) => line);
  };
  expect(linesOf({ strict: false })).toEqual([5, 12, 13]);
  expect(linesOf({ strictNullChecks: true })).toEqual([5]);
});

const OPEN = `import { RestClientV2 } from 'bitget-api'
const client = new RestClientV2()
export async function ids(text: string) {
  const seen: string[] = []
  const res = await client.getSpotOpenOrders({ symbol: 'BTCUSDT' })
  const state = JSON.parse(text)
  res.data.forEach((one) => seen.push(one.orderId))
  if (state) { seen.push('') }
  res.data.forEach((one) => seen.push(one.orderId))
  seen.pop();
  res.data.forEach((one) => seen.push(one.orderId))
  if (state) res.data.forEach((one) => seen.push(one.orderId))
  return { seen, state }
}
`;

test('what is put in parentheses is no call of what stands before', () => {
  const { files, listed } = migrated({ 'src/bot.ts': OPEN });
  expect(listed).toEqual([]);
  const lines = files['src/bot.ts']?.split('\n').flatMap((line) => /^.*(?=\(res\.list)/.exec(line) ?? []);
  expect(lines).toEqual(['  ;', '  ', '  ', '  if (state) ']);
});
