import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PAGE_MS } from '../../../scripts/patience.js';
import { serve } from '../scripts/serve.mjs';
import { docs } from './dist.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ready = existsSync(executablePath) && existsSync(`${docs}node_modules/vitepress`);

describe.runIf(ready)('below a path', () => {
  test('pages, search and the worker are found at /some/path/ too', async () => {
    const out = mkdtempSync(join(tmpdir(), 'docs-'));
    const args = ['scripts/build.mjs', '--base', '/some/path', '--host', 'https://docs.example', '--only', 'v3/trade'];
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: docs,
      env: { ...process.env, DOCS_OUT: out },
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    const site = await serve(out, { base: '/some/path/' });
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
    });
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(PAGE_MS);
      const bad: string[] = [];
      page.on('response', (response) => response.status() >= 400 && bad.push(response.url()));
      page.on('pageerror', (error) => bad.push(error.message));
      await page.goto(`${site.url}v3/trade/place-order.html`, { waitUntil: 'networkidle' });
      await page.click('.try-open');
      await page.waitForSelector('.try-send');
      await page.keyboard.press('Escape');
      await page.click('.search-button');
      await page.fill('.search-panel input', 'unfilled-orders');
      await page.waitForSelector('.hit');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/some/path/v3/trade/unfilled-orders.html');
      expect(bad).toEqual([]);
      const address = 'https://docs.example/some/path/v3/trade/place-order.html';
      const sitemap = readFileSync(join(out, 'sitemap.xml'), 'utf8');
      expect(sitemap).toContain(`<loc>${address}</loc>`);
      const mapped = [...sitemap.matchAll(/<loc>https:\/\/docs\.example\/some\/path\/([^<]*)</g)].map(
        ([, path = '']) => path,
      );
      expect(mapped.length).toBeGreaterThan(50);
      expect(mapped.filter((path) => !existsSync(join(out, path, path.endsWith('.html') ? '' : 'index.html')))).toEqual(
        [],
      );
      expect(readFileSync(join(out, 'robots.txt'), 'utf8')).toContain(
        'Sitemap: https://docs.example/some/path/sitemap.xml\n',
      );
      expect(readFileSync(join(out, 'v3/trade/place-order.html'), 'utf8')).toContain(
        `<meta property="og:url" content="${address}">`,
      );
      expect(readFileSync(join(out, 'llms.txt'), 'utf8')).toContain('](/some/path/v3/trade/place-order.md)');
    } finally {
      await browser.close();
      await site.close();
      rmSync(out, { recursive: true });
    }
  });
});
