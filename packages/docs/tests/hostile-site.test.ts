import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { chromium, type Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { emitPages } from '../../../generator/src/emit/emit.js';
import { emitOpenapi } from '../../../generator/src/emit/openapi.js';
import { emitSite } from '../../../generator/src/emit/site/site.js';
import { siteApi } from '../../../generator/src/emit/site/site-api.js';
import { SpecError } from '../../../generator/src/load/diagnostic.js';
import { Source } from '../../../generator/src/load/source.js';
import { buildApi } from '../../../generator/src/model/build.js';
import type { Api } from '../../../generator/src/model/types.js';
import { documentOf, texts } from '../../../generator/test/hostile-documents.js';
import { PAGE_MS } from '../../../scripts/patience.js';
import { serve } from '../scripts/serve.mjs';
import { docs, filesBelow } from './dist.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ready = existsSync(executablePath) && existsSync(`${docs}node_modules/vitepress`);

/** Descriptions put through the whole build; each has a hostile text at every place. */
const APIS = 6;

/** In the build it ends the process, in a page it calls the sentinel. */
const RUN = "({}).constructor.constructor('globalThis.pwned ? pwned() : process.exit(7)')()";

/** What once ran, whole; the other documents are drawn from pieces. */
const KNOWN = [
  `\\\`<i :id="${RUN}"></i>\\\``,
  `a \` b\n\n<i :id="${RUN}"></i>\n\nc \` d`,
  `<img src=x onerror=pwned() alt="<b>">`,
  `<svg onload=pwned()><script>pwned()</script><iframe srcdoc="<script>parent.pwned()</script>"></iframe>`,
  `{{ ${RUN} }} &#123;&#123; ${RUN} }} {\\{ ${RUN} }}`,
  `[a](javascript:pwned()) ![a](https://pwned.example/x.png) <https://pwned.example> <style>@import "https://pwned.example/"</style>`,
  `\n---\nhead: [[script, {}, "pwned()"]]\n---\n<script setup>pwned()</script>`,
  `</script><script>pwned()</script><!--<script>`,
];

/** A repository that has only what these documents are made into. */
async function repository(folder: string): Promise<void> {
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const apis: Api[] = [];
  for (const words of [KNOWN, KNOWN, ...fc.sample(texts, { seed: 10, numRuns: 100 })]) {
    if (apis.length === APIS) break;
    const name = `v${apis.length + 1}`;
    const { document, errors } = documentOf(words, apis.length % 2 === 0);
    put(`spec/${name}/openapi.yaml`, document);
    put(`spec/${name}/errors.yaml`, errors);
    try {
      const api = buildApi(await Source.load(join(folder, `spec/${name}/openapi.yaml`)), name, folder);
      const pages = emitPages(api, (_, work) => work());
      for (const { path, text } of pages) put(`generated/docs/${name}/${path}`, text);
      put(`generated/${name}/openapi.json`, emitOpenapi(api).text);
      apis.push(api);
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
    }
  }
  expect(apis).toHaveLength(APIS);
  for (const { path, text } of emitSite(apis.map((api) => siteApi(api)))) put(`generated/docs/${path}`, text);
  put('CHANGELOG.md', '# Changelog\n');
  put('generator/package.json', JSON.stringify({ version: '0.0.0' }));
}

describe.runIf(ready)('a site of hostile descriptions', () => {
  test('is built, and nothing of it runs or asks for anything', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hostile-site-'));
    const out = join(folder, 'dist');
    try {
      await repository(folder);
      const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs', '--only', everyApi()], {
        cwd: docs,
        env: { ...process.env, DOCS_ROOT: folder, DOCS_OUT: out },
        encoding: 'utf8',
      });
      expect(status, stderr).toBe(0);
      const pages = filesBelow(out, '.html').filter((page) => !page.startsWith('guides/'));
      expect(pages.length).toBeGreaterThan(APIS * 3);
      expect(await happensIn(out, pages)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const everyApi = (): string => Array.from({ length: APIS }, (_, at) => `v${at + 1}`).join();

/** Opens each page and tells what ran, failed or left. Redoc may stumble over such a description, but runs nothing of it. */
async function happensIn(out: string, pages: string[]): Promise<string[]> {
  const site = await serve(out);
  const found: string[] = [];
  // Every other host is this one, which hears the name in the first bytes, encrypted or not.
  const others = createServer((socket) =>
    socket
      .on('error', () => {})
      .once('data', (hello) => {
        if (hello.includes('pwned')) found.push('a request left');
        socket.destroy();
      }),
  );
  await new Promise<void>((done) => others.listen(0, '127.0.0.1', done));
  const flags =
    '--no-sandbox --disable-gpu --disable-quic --no-proxy-server --no-first-run --disable-background-networking';
  const { port } = others.address() as AddressInfo;
  const rules = `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE 127.0.0.1`;
  const browser = await chromium.launch({ executablePath, args: [...flags.split(' '), rules] });
  async function open(): Promise<Page> {
    const page = await browser.newPage();
    page.setDefaultTimeout(PAGE_MS);
    await page.exposeFunction('pwned', () => found.push(`${page.url()} ran`));
    page.on('response', (response) => {
      if (response.status() >= 400) found.push(`${page.url()} misses ${response.url()}`);
    });
    page.on('dialog', (dialog) => found.push(`${page.url()} says ${dialog.message()}`));
    return page;
  }
  try {
    const known = await open();
    // The listener hears what leaves: a page that may ask anybody is heard.
    await known.setContent('<img src="https://pwned.example/heard.png">');
    await expect.poll(() => found).toContain('a request left');
    await known.close();
    found.length = 0;
    const page = await open();
    page.on('pageerror', (error) => found.push(`${page.url()} throws ${error.stack}`));
    for (const path of pages.filter((path) => !path.endsWith('/redoc.html'))) {
      await page.goto(site.url + path, { waitUntil: 'load' });
      await page.waitForTimeout(200);
      expect(page.url()).toBe(site.url + path);
    }
    for (const path of pages.filter((path) => path.endsWith('/redoc.html'))) {
      const redoc = await open();
      await redoc.goto(site.url + path, { waitUntil: 'commit' });
      await new Promise((done) => setTimeout(done, 2_000));
      expect(redoc.url()).toBe(site.url + path);
    }
  } finally {
    await browser.close();
    await site.close();
    others.close();
  }
  return found;
}
