import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { PAGE_MS } from '../../../scripts/patience.js';
import { BUNDLERS, type Bundler, pageOf } from './bundlers.js';
import { CALLERS, LIVE } from './programs.js';
import { present } from './run.js';
import { type Served, serve } from './serve.js';

const CHROMIUM = present([{ name: 'Chromium', path: process.env.CHROMIUM ?? '/usr/bin/chromium' }]);
const BUILDERS = present(BUNDLERS);

describe.each(CHROMIUM)("in $name, under script-src 'self'", ({ path: executablePath }) => {
  let browser: Browser;
  let served: Served;
  beforeAll(async () => {
    served = await serve(inject('project'), inject('mock').replace('http', 'ws'));
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });

  /** The title that a page gives itself. */
  async function titleOf(path: string): Promise<string> {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(`${served.url}/${path}`);
    await page
      .waitForFunction(() => document.title !== '', undefined, { timeout: PAGE_MS })
      .catch((cause: unknown) => {
        throw new Error(`nothing is shown; ${complaints.join() || 'nothing was thrown'}`, { cause });
      });
    const title = await page.title();
    await page.close();
    return title;
  }

  const shown = async (bundler: Bundler, entry: string) =>
    titleOf(`${await pageOf(bundler, inject('project'), entry)}/index.html`);

  test('eval is refused', async () => {
    expect(await titleOf('eval.html')).toBe('EvalError');
  });

  test.each(BUILDERS)('a page that $name built places an order', async (bundler) => {
    expect(await shown(bundler, 'page.mjs')).toBe('installed');
  });

  test.each(BUILDERS.slice(0, 1))(
    'a page that $name built follows a book and an order over sockets',
    async (bundler) => {
      expect(await shown(bundler, 'page-live.mjs')).toBe(LIVE);
    },
  );

  test.each(BUILDERS.slice(0, 1))(
    'a page with React Query that $name built shows what it asked for',
    async (bundler) => {
      expect(await shown(bundler, 'page-react.tsx')).toBe('BTCUSDT');
    },
  );

  test.each(BUILDERS.slice(0, 1))(
    'the stack of an error names the function that called and its line',
    async (bundler) => {
      const path = await pageOf(bundler, inject('project'), 'page-stacks.mjs', true);
      const stacks = await titleOf(`${path}/index.html`);
      const built = readFileSync(join(inject('project'), path, 'page.js'), 'utf8').split('\n');
      for (const [caller, call] of Object.entries(CALLERS)) {
        const [, line] = new RegExp(`${caller} \\(\\S*page\\.js:(\\d+):`).exec(stacks) ?? [];
        expect(built[Number(line) - 1], stacks).toContain(call);
      }
    },
  );
});
