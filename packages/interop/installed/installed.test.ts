import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRegistry } from './registry.mjs';

const ROOT = join(import.meta.dirname, '../../..');
const installed = (path: string) => join(import.meta.dirname, 'node_modules', path);

let project: string;

function run(command: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: project, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status ?? error}\n${stdout}${stderr}`);
  return stdout;
}

const file = (name: string, text: string) => writeFileSync(join(project, name), text);

const BODY = `
  const bitget = createClient({
    fetch: createMockExchange().fetch,
    credentials: { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' },
  });
  const { clientOid } = await bitget.trade.placeOrder({
    category: 'SPOT', symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', qty: '1', price: '2', clientOid: 'installed',
  });`;
const IMPORTS = `
  import { createClient } from '@bitget-spec/v3';
  import { createMockExchange } from '@bitget-spec/mock';`;

beforeAll(async () => {
  process.chdir(ROOT);
  project = mkdtempSync(join(tmpdir(), 'bitget-spec-installed-'));
  const registry = await startRegistry(4874);
  try {
    file('package.json', JSON.stringify({ private: true }));
    const packages = ['@bitget-spec/v3', '@bitget-spec/mock', '@types/node@^20.19.0'];
    run('npm', ['install', '--registry', registry.url, '--no-audit', '--no-fund', ...packages]);
  } finally {
    registry.close();
  }
  file('order.mjs', `${IMPORTS}${BODY} console.log(clientOid);`);
  file(
    'order.cjs',
    `const { createClient } = require('@bitget-spec/v3');
     const { createMockExchange } = require('@bitget-spec/mock');
     (async () => {${BODY} console.log(clientOid); })();`,
  );
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

const NODES = {
  'this Node': process.execPath,
  'Node 22': installed('node22/bin/node'),
  'Node 24': installed('node24/bin/node'),
};
const OTHERS = { Deno: [installed('.bin/deno'), 'run', '-A'], Bun: [installed('.bin/bun'), 'run'] } as const;
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

for (const [name, path] of Object.entries({ ...NODES, Deno: OTHERS.Deno[0], Bun: OTHERS.Bun[0], Chromium: CHROMIUM }))
  if (!existsSync(path)) console.log(`[installed] ${name} is left out: there is none at ${path}`);

describe.each(Object.entries(NODES).filter(([, path]) => existsSync(path)))('%s places an order', (_, node) => {
  test('with import', () => {
    expect(run(node, ['order.mjs'])).toBe('installed\n');
  });

  test('with require()', () => {
    expect(run(node, ['--no-warnings', 'order.cjs'])).toBe('installed\n');
  });
});

test.each(Object.entries(OTHERS).filter(([, [path]]) => existsSync(path)))(
  '%s places an order',
  (_, [path, ...args]) => {
    expect(run(path, [...args, 'order.mjs'])).toBe('installed\n');
  },
);

describe.each(['ts59', 'ts7'])('types under %s', (compiler) => {
  test.each([
    ['node16', 'node16', 'order.mts'],
    ['nodenext', 'nodenext', 'order.mts'],
    ['nodenext', 'nodenext', 'order.cts'],
    ['esnext', 'bundler', 'order.mts'],
  ])('module %s, resolution %s, %s', (module, resolution, name) => {
    file(
      name,
      `${IMPORTS}\nexport async function place(): Promise<string | null | undefined> {${BODY} return clientOid; }`,
    );
    const options = {
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
      target: 'es2022',
      lib: ['es2023', 'dom', 'dom.iterable'],
      types: ['node'],
      module,
      moduleResolution: resolution,
    };
    file('tsconfig.json', JSON.stringify({ compilerOptions: options, files: [name] }));
    expect(run(process.execPath, [installed(`${compiler}/bin/tsc`), '-p', '.'])).toBe('');
  });
});

test.runIf(existsSync(CHROMIUM))('built by Vite, Chromium places an order', async () => {
  file('index.html', '<!doctype html><title></title><script type="module" src="/page.mjs"></script>');
  file('page.mjs', `${IMPORTS}${BODY} document.title = clientOid;`);
  run(process.execPath, [installed('vite/bin/vite.js'), 'build', '--logLevel', 'error']);
  const { preview } = await import('vite');
  const server = await preview({ root: project, logLevel: 'error', preview: { host: 'localhost', port: 4875 } });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    await page.goto('http://localhost:4875/');
    await page.waitForFunction(() => document.title !== '', undefined, { timeout: 30_000 });
    expect(await page.title()).toBe('installed');
  } finally {
    await browser.close();
    await server.close();
  }
});
