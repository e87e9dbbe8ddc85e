import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PAGE_MS } from '../../../scripts/patience.js';
import { serve } from '../scripts/serve.mjs';
import { docs } from './dist.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const vite = join(docs, 'node_modules/vite/bin/vite.js');

describe.runIf(existsSync(executablePath) && existsSync(vite))('examples/dashboard', () => {
  test('built by Vite, shows prices, places an order and lists it', async () => {
    const out = mkdtempSync(join(tmpdir(), 'dashboard-'));
    const args = [
      vite,
      'build',
      join(docs, '../../examples/dashboard'),
      '--outDir',
      out,
      '--emptyOutDir',
      '--logLevel',
      'warn',
    ];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    const site = await serve(out);
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
    });
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(PAGE_MS);
      const bad: string[] = [];
      page.on('pageerror', (error) => bad.push(error.message));
      page.on('request', (request) => !request.url().startsWith(site.url) && bad.push(request.url()));
      await page.goto(site.url);
      await page.waitForSelector('[data-prices] tr:nth-child(3)');
      await page.fill('[name=qty]', '0.01');
      await page.fill('[name=price]', '20000');
      await page.click('button');
      await page.waitForSelector('[data-orders] tr');
      expect(await page.textContent('[data-orders]')).toContain('buy0.0120000');
      await page.fill('[name=qty]', '1000');
      await page.click('button');
      await page.waitForFunction(
        () => !/Placed|Placing/.test(document.querySelector('[role=status]')?.textContent ?? ''),
      );
      expect(await page.locator('[data-orders] tr').count()).toBe(1);
      expect(bad).toEqual([]);
    } finally {
      await browser.close();
      await site.close();
      rmSync(out, { recursive: true });
    }
  });
});
