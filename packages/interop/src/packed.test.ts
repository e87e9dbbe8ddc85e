import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const PACKAGES = [
  'packages/contract',
  'packages/auth',
  'packages/client',
  'packages/websocket',
  'generated/errors',
  'generated/v2',
  'generated/v3',
  'packages/mock',
  'generator',
];

let project: string;

/** What a command prints; when it fails, what it printed is in the error. */
function run(command: string, args: string[], cwd = project): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}

/** An empty project with the packages installed from what `npm pack` makes of them. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'bitget-spec-packed-'));
  const tarballs = join(project, 'tarballs');
  mkdirSync(tarballs);
  const workspaces = PACKAGES.flatMap((path) => ['--workspace', path]);
  run('npm', ['pack', '--silent', '--pack-destination', tarballs, ...workspaces], ROOT);
  const files = readdirSync(tarballs).map((file) => `./tarballs/${file}`);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true }));
  const compilers = ['ts59@npm:typescript@~5.9.3', 'ts7@npm:typescript@^7'];
  run('npm', [
    'install',
    '--silent',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    ...files,
    ...compilers,
    '@types/node@^20.19.0',
    'undici@^7',
  ]);
}, 180_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

const PLACE = `
  const exchange = createMockExchange();
  const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };
  const v3 = three.createClient({ fetch: exchange.fetch, credentials });
  const v2 = two.createClient({ fetch: exchange.fetch, credentials });
  const order = await v3.trade.placeOrder({ category: 'SPOT', symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', qty: '1', price: '2', clientOid: 'packed' });
  const time = await v2.public.time();
  console.log(order.clientOid, /^\\d+$/.test(time.serverTime));`;

test('imported', () => {
  writeFileSync(
    join(project, 'import.mjs'),
    `import * as three from '@bitget-spec/v3';\nimport * as two from '@bitget-spec/v2';\nimport { createMockExchange } from '@bitget-spec/mock';\n${PLACE}`,
  );
  expect(run('node', ['import.mjs'])).toBe('packed true\n');
});

test('required', () => {
  writeFileSync(
    join(project, 'require.cjs'),
    `const three = require('@bitget-spec/v3'), two = require('@bitget-spec/v2'), { createMockExchange } = require('@bitget-spec/mock');\n(async () => {${PLACE}})();`,
  );
  expect(run('node', ['--no-warnings', 'require.cjs'])).toBe('packed true\n');
});

test('metadata and description', () => {
  const code = `
    import { operations } from '@bitget-spec/v3/operations';
    import document from '@bitget-spec/v3/openapi.json' with { type: 'json' };
    console.log(operations.some(({ key }) => key === 'v3:trade.placeOrder'), document.openapi);`;
  writeFileSync(join(project, 'meta.mjs'), code);
  expect(run('node', ['--no-warnings', 'meta.mjs'])).toBe('true 3.1.0\n');
});

test.each(['ts59', 'ts7'])('type-checked by %s', (compiler) => {
  writeFileSync(
    join(project, 'use.ts'),
    `import { createClient, type TradePlaceOrderRequest } from '@bitget-spec/v3';
     import { createMockExchange } from '@bitget-spec/mock';
     import { stringToSign } from '@bitget-spec/auth';
     const order: TradePlaceOrderRequest = { category: 'SPOT', symbol: 'BTCUSDT', side: 'buy', orderType: 'market', qty: '1' };
     const bitget = createClient({ fetch: createMockExchange().fetch });
     export const placed: Promise<{ clientOid: string }> = bitget.trade.placeOrder(order);
     export const text: string = stringToSign({ timestamp: '1', method: 'GET', path: '/' });
     // @ts-expect-error a misspelt word
     bitget.market.tickers({ category: 'SPOTT' });`,
  );
  const options = [
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--lib',
    'es2023,dom,dom.iterable',
    '--noEmit',
    'use.ts',
  ];
  // Libraries are checked too: what we publish must stand in a project that does not skip them.
  expect(run('node', [`node_modules/${compiler}/bin/tsc`, ...options])).toBe('');
});

describe.each(['node16', 'nodenext', 'preserve'])('type-checked for Node without the DOM, module %s', (module) => {
  const check = (code: string, ...more: string[]) => {
    writeFileSync(join(project, 'node.mts'), code);
    const options = ['--strict', '--target', 'es2022', '--lib', 'es2023', '--types', 'node', '--noEmit', 'node.mts'];
    return run('node', ['node_modules/ts59/bin/tsc', '--module', module, ...options, ...more]);
  };

  test.each(['false', 'true'])('skipLibCheck %s', (skipLibCheck) => {
    const code = `
      import { createClient, drift, limiter, type HttpClient } from '@bitget-spec/v3';
      import { createClient as core } from '@bitget-spec/v3/core';
      import { accountAssets, createClient as named } from '@bitget-spec/v3/calls';
      import { createClient as two } from '@bitget-spec/v2';
      import { redisStore } from '@bitget-spec/client/redis';
      import { openapiFetch } from '@bitget-spec/client/openapi-fetch';
      import { connectPlain } from '@bitget-spec/client/plain';
      import { undiciTransport } from '@bitget-spec/client/undici';
      import { authMiddleware, SignableRequest } from '@bitget-spec/auth';
      const bitget = createClient({ limits: limiter(), use: [drift(() => import('@bitget-spec/v3/validators'))] });
      export const request = new SignableRequest(new URL('https://api.bitget.com'), { method: 'GET' });
      export const answer: Promise<{ response: { status: number } }> = bitget.http.GET('/api/v3/market/tickers', {
        params: { query: { category: 'SPOT' } }, headers: { 'x-a': 'b' } });
      export const assets: Promise<object> = named({ calls: [accountAssets] }).account.assets();
      export const all = [core, two, redisStore, openapiFetch, connectPlain, undiciTransport, authMiddleware];
      export type Http = HttpClient<object>;
      // @ts-expect-error no headers
      bitget.http.GET('/api/v3/public/time', { headers: 5 });`;
    expect(check(code, '--skipLibCheck', skipLibCheck)).toBe('');
  });

  test('the mock, without what it imports: the types of MSW need the DOM', () => {
    const code = `
      import { createMockExchange } from '@bitget-spec/mock';
      const { fetch } = createMockExchange();
      export const answer: Promise<Response> = fetch(new URL('https://api.bitget.com'), { method: 'GET' });
      // @ts-expect-error no address
      fetch(5);`;
    expect(check(code, '--skipLibCheck', 'true')).toBe('');
  });
});

test('the generator generates and lints from its package', () => {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Ping', version: '1' },
    servers: [{ url: 'https://ping.example' }],
    paths: { '/ping': { get: { operationId: 'ping', responses: { 200: { description: 'pong' } } } } },
  };
  writeFileSync(join(project, 'ping.json'), JSON.stringify(document));
  // Published are its bundled programs; in the repository the compiled sources run.
  const packed = readdirSync(join(project, 'node_modules/bitget-spec'));
  expect([packed.includes('bundle'), packed.includes('src')]).toEqual([true, false]);
  const generate = () => run('npx', ['bitget-spec', 'generate', '--input', 'ping.json', '--output', 'ping']);
  expect(generate()).toContain('1 operations');
  expect(generate()).toContain('up to date');
  expect(readdirSync(join(project, 'ping'))).toContain('package.json');
  expect(run('npx', ['bitget-spec', 'lint', 'ping.json'])).toContain('0 errors');
  expect(run('npx', ['bitget-spec', 'find', 'place order'])).toContain('/api/v3/trade/place-order');
  expect(run('npx', ['bitget-spec', '--version'])).toMatch(/^\d+\.\d+\.\d+\n$/);
});
