import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { paths } from '@bitget-spec/v3';
import ts from 'typescript';
import { afterAll, expect, test } from 'vitest';

/** The code of the guides: programs run, tests pass. That all of it compiles, samples.test.ts says. */
const docs = fileURLToPath(new URL('..', import.meta.url));
const folder = join(docs, '.site/guide-code');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const blocks = ['guides', 'pages'].flatMap((place) =>
  readdirSync(join(docs, place)).flatMap((guide) => {
    const text = readFileSync(join(docs, place, guide), 'utf8');
    return [...text.matchAll(/^```(tsx?)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = ''], index) => {
      const isTest = code.includes("from 'vitest'");
      const name = `${guide.replace('.md', '')}-${index + 1}${isTest ? '.test' : ''}.${language}`;
      writeFileSync(join(folder, name), `${code}\nexport {};\n`);
      return { name, code, isTest };
    });
  }),
);

test('the guides have code', () => expect(blocks.length).toBeGreaterThan(20));

/** Sockets and calls of the program that loads it reach a mock exchange in its process. */
const offline = join(folder, 'offline.mjs');
writeFileSync(
  offline,
  `import { createMockExchange } from '@bitget-spec/mock';
import { memorySockets } from '@bitget-spec/mock/sockets';
const exchange = createMockExchange();
globalThis.WebSocket = memorySockets(exchange);
globalThis.fetch = exchange.fetch;
`,
);

const programs = blocks.filter(({ name, isTest }) => !isTest && name.endsWith('.ts'));
const isEndless = ({ code }: { code: string }) => code.includes('createSocket(');

test.each(programs.filter(isEndless))('$name runs until it is stopped', ({ name, code }) => {
  const file = join(folder, name.replace(/\.ts$/, '.mjs'));
  writeFileSync(file, ts.transpile(code, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }));
  const keys = { BITGET_API_KEY: 'test-key', BITGET_SECRET_KEY: 'test-secret', BITGET_PASSPHRASE: 'test-passphrase' };
  const { status, signal, stderr } = spawnSync(process.execPath, ['--import', offline, file], {
    env: { ...process.env, ...keys },
    encoding: 'utf8',
    timeout: 3_000,
  });
  expect(stderr).toBe('');
  expect(signal ?? status).toBeOneOf(['SIGTERM', 0]);
});

test.each(programs.filter((program) => !isEndless(program)))('$name runs', ({ name, code }) => {
  const file = join(folder, name.replace(/\.ts$/, '.mjs'));
  const compiled = ts.transpile(code, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext });
  writeFileSync(file, compiled);
  const env = { ...process.env, BITGET_DEMO_KEY: 'k', BITGET_DEMO_SECRET: 's', BITGET_DEMO_PASSPHRASE: 'p' };
  const keys = { BITGET_API_KEY: 'k', BITGET_SECRET_KEY: 's', BITGET_PASSPHRASE: 'p' };
  const { status, stderr } = spawnSync(process.execPath, [file], {
    env: { ...env, ...keys },
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

test('the tests in it pass', () => {
  const config = join(folder, 'vitest.config.mjs');
  writeFileSync(config, `export default { test: { root: ${JSON.stringify(folder)}, include: ['*.test.ts'] } };\n`);
  const { status, stdout, stderr } = spawnSync('npx', ['vitest', 'run', '--config', config], {
    cwd: docs,
    encoding: 'utf8',
  });
  expect(status, stdout + stderr).toBe(0);
});

test('the React Query sample reads from the mock', async () => {
  const { QueryClient } = await import('@tanstack/react-query');
  const { default: createQueries } = await import('openapi-react-query');
  const { createMockExchange } = await import('@bitget-spec/mock');
  const { default: createFetchClient } = await import('openapi-fetch');
  const http = createFetchClient<paths>({ baseUrl: 'https://api.bitget.com', fetch: createMockExchange().fetch });
  const $api = createQueries(http);
  const query = { category: 'SPOT', symbol: 'BTCUSDT' } as const;
  const data = await new QueryClient().fetchQuery(
    $api.queryOptions('get', '/api/v3/market/tickers', { params: { query } }),
  );
  expect(data.data[0]?.lastPrice).toMatch(/^\d/);
});
