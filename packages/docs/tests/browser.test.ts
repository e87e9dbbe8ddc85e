import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PAGE_MS } from '../../../scripts/patience.js';
import { serve } from '../scripts/serve.mjs';
import { built, dist, KINDS } from './dist.js';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ready = built && existsSync(executablePath);
if (!ready)
  console.log(`browser tests skipped: ${built ? `no Chromium at ${executablePath}` : 'the site is not built'}`);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.runIf(ready)('in Chromium', () => {
  let browser: Browser;
  let site: { url: string; close: () => Promise<unknown> };
  const complaints: string[] = [];

  beforeAll(async () => {
    site = await serve(dist);
    const flags = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking';
    const args = [...flags.split(' '), '--disable-component-update', '--disable-sync'];
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  afterEach(() => {
    expect(complaints.splice(0)).toEqual([]);
  });

  /** A page of its own; whatever it complains of, and whatever leaves for another host, fails the test. */
  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    context.setDefaultTimeout(PAGE_MS);
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(site.url) && !/^(data|blob):/.test(request.url()))
        complaints.push(`asks ${request.url()}`);
    });
    await page.goto(site.url + path, { waitUntil: 'networkidle' });
    // Once Vue has taken the page over, clicks and keys reach it.
    await page.waitForFunction(() => {
      const app = document.querySelector('#app');
      return !app || '__vue_app__' in app;
    });
    return page;
  }
  const close = (page: Page) => page.context().close();

  test('home leads on, and starts with the line that installs', async () => {
    const page = await open('');
    expect(await page.locator('.home-order pre').first().textContent()).toContain('npm run pack:all');
    expect(await page.textContent('h1')).toBe('The Bitget API, every field of it');
    await page.click('.home-ways a');
    await page.waitForURL('**/guides/quick-start.html');
    await page.locator('h1', { hasText: 'Quick start' }).waitFor();
    await close(page);
  });

  test('the page of a call has its fields, foldable, and remembers the language of samples', async () => {
    const page = await open('v2/mix/order/orders-pending.html');
    expect(await page.textContent('.endpoint-path')).toBe('/api/v2/mix/order/orders-pending');
    const fold = page.locator('.op-main details').first();
    expect(await fold.getAttribute('open')).not.toBeNull();
    await fold.locator('summary').first().click();
    expect(await fold.getAttribute('open')).toBeNull();
    expect(await page.locator('.vp-code-group label').allTextContents()).toEqual([
      'TypeScript',
      'curl',
      'Python',
      'Go',
    ]);
    await page.click('.vp-code-group label:has-text("Go")');
    await page.locator('text=package main').first().waitFor();
    await page.goto(`${site.url}v3/trade/place-order.html`, { waitUntil: 'networkidle' });
    await page.waitForFunction(() =>
      document.querySelector('.vp-code-group .active')?.textContent?.includes('package main'),
    );
    await close(page);
  });

  test.each([
    ['40762', 'errors.html#40762'],
    ['clientOid', 'v3/trade/place-order.html#request-clientOid'],
    ['/api/v2/mix/order/pl', 'v2/mix/order/place-order.html'],
    ['place futures order', 'v3/trade/place-order.html'],
    ['set leverge', 'v3/account/set-leverage.html'],
  ])('search: %s leads to %s, by keyboard alone', async (query, expected) => {
    const page = await open('guides/limits.html');
    await page.keyboard.press('/');
    await page.waitForSelector('.search-panel input');
    await page.keyboard.type(query);
    await page.waitForSelector('.hit');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/${expected}`);
    await close(page);
  });

  test('try it: an order placed in the page is found among the open orders', async () => {
    const page = await open('v3/trade/place-order.html');
    await page.click('.try-open');
    await page.waitForSelector('.try-send');
    const clientOid = await page.inputValue('#try-clientOid');
    expect(clientOid).toMatch(/^page-/);
    await page.click('.try-send button[type=submit]');
    await page.waitForSelector('.try-response .good');
    expect(await page.textContent('.signed')).toContain('POST/api/v3/trade/place-order{');
    await page.click('.try-status a');
    await page.waitForURL('**/v3/trade/unfilled-orders.html#try-it');
    await page.locator('.try-response', { hasText: clientOid }).waitFor();
    await page.locator('.try-status', { hasText: 'reflects earlier calls' }).waitFor();
    await close(page);
  });

  test('watch it: a stream of the mock in the page shows a live book, and orders placed in the page', async () => {
    const page = await open('v3/channels/public/books.html');
    await page.click('#watch-it .try-open');
    await page.waitForSelector('.watch-book .bid');
    const top = async () =>
      page.$$eval('.watch-book tr', (rows) => rows.map((row) => [row.className, row.textContent].join(' ')));
    const before = await top();
    expect(before.filter((row) => row.startsWith('ask')).length).toBeGreaterThan(3);
    const sequence = await page.textContent('.watch-book caption');
    await page.waitForFunction((old) => document.querySelector('.watch-book caption')?.textContent !== old, sequence);
    expect(await page.$$eval('.watch-frames code', (all) => all.map((one) => one.textContent).join())).toContain(
      '"pseq"',
    );
    await close(page);
    const own = await open('v3/channels/private/order.html');
    await own.click('#watch-it .try-open');
    await own.waitForFunction(() =>
      /"event":"subscribe"/.test(document.querySelector('.watch-frames')?.textContent ?? ''),
    );
    expect(await own.textContent('.watch-frames')).not.toContain('sign');
    await close(own);
  });

  test('the sidebar has methods and words, placing before changing before cancelling, and leads to every section', async () => {
    const page = await open('v2/mix/order/place-order.html');
    const calls = await page.locator('.VPSidebar .group').first().locator('.items .link').allTextContents();
    expect(calls[0]).toBe('POST Place a futures order');
    const at = (words: string) => calls.findIndex((text) => text.endsWith(words));
    expect(at('Amend an open futures order')).toBeGreaterThan(0);
    expect(at('Cancel an open futures order')).toBeGreaterThan(at('Amend an open futures order'));
    expect(at('List open futures orders')).toBeGreaterThan(at('Cancel an open futures order'));
    expect(at('List past futures orders')).toBeGreaterThan(at('List open futures orders'));
    await page.click('.VPSidebar .link:has-text("Margin")');
    await page.waitForURL('**/v2/margin/crossed/');
    await page.locator('h1', { hasText: 'Cross margin orders' }).waitFor();
    await close(page);
  });

  test('a page says where the repository is, its version, and which file to change', async () => {
    const page = await open('v3/trade/place-order.html');
    const repository = 'https://github.com/bitget-spec/bitget-spec';
    expect(await page.getAttribute('.edit-link-button', 'href')).toBe(
      `${repository}/edit/main/spec/v3/trade/place-order.yaml`,
    );
    expect(await page.locator(`.VPNavBar a[href="${repository}"]`).count()).toBe(1);
    expect(await page.textContent('.VPNavBar')).toMatch(/\d+\.\d+\.\d+/);
    expect(await page.getAttribute('meta[property="og:title"]', 'content')).toBe('Place an order');
    await close(page);
  });

  test('a long line shows that it goes on', async () => {
    const page = await open('v2/mix/order/place-order.html');
    await page.click('.vp-code-group label:has-text("curl")');
    const { overflows, shadow, bar } = await page.evaluate(() => {
      const code = document.querySelector('.vp-code-group .active pre');
      if (!code) throw new Error('no sample');
      return {
        overflows: code.scrollWidth > code.clientWidth,
        shadow: getComputedStyle(code).backgroundAttachment,
        bar: getComputedStyle(code, '::-webkit-scrollbar').height,
      };
    });
    expect({ overflows, shadow, bar }).toEqual({
      overflows: true,
      shadow: 'local, local, scroll, scroll',
      bar: '10px',
    });
    await close(page);
  });

  test('on a phone the response comes into view, with the clientOid that was sent', async () => {
    const page = await open('v3/trade/place-order.html', { viewport: { width: 390, height: 844 }, isMobile: true });
    await page.click('.try-open');
    await page.waitForSelector('.try-send');
    const clientOid = await page.inputValue('#try-clientOid');
    await page.click('.try-send button[type=submit]');
    await page.waitForSelector('.try-response .good');
    expect(await page.textContent('.try-sent')).toBe(`clientOid ${clientOid}`);
    await page.waitForFunction(() => {
      const { top = -1 } = document.querySelector('.try-response')?.getBoundingClientRect() ?? {};
      return top >= 0 && top < innerHeight / 2;
    });
    expect(await page.inputValue('#try-clientOid')).not.toBe(clientOid);
    await close(page);
  });

  test('search says how many there are, and what it looked for instead of a misspelt word', async () => {
    const page = await open('guides/limits.html');
    await page.keyboard.press('/');
    await page.waitForSelector('.search-panel input');
    await page.keyboard.type('clientOid');
    await page.waitForSelector('.hit');
    expect(await page.textContent('.search-count')).toMatch(/^\d{2,3} results, the first 24 shown$/);
    await page.fill('.search-panel input', 'set leverge');
    await page.waitForSelector('.search-meant:has-text("set leverage")');
    await close(page);
  });

  test('an address that no page has leads to those that are spelt like it', async () => {
    const page = await open('v3/trade/plce-order.html');
    complaints.length = 0; // the browser notes that the page was not found
    await page.waitForSelector('.not-found li a');
    await page.click('.not-found li a');
    await page.waitForURL('**/v3/trade/place-order.html');
    await close(page);
  });

  test('the calculator signs, and knows what went wrong', async () => {
    const page = await open('guides/signing-calculator.html');
    await page.fill('#calc-query', 'symbol=$AIUSDT');
    await page.selectOption('#calc-method', 'GET');
    await page.fill('#calc-body', '');
    await page.fill('#calc-path', '/api/v3/market/tickers');
    await page.waitForFunction(() => document.querySelector('.signed-text')?.textContent?.includes('?symbol=$AIUSDT'));
    const encoded = 'cannot be right';
    await page.fill('#calc-theirs', encoded);
    await page.waitForSelector('text=no common mistake gives it');
    expect(
      await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])),
    ).not.toContain('test-secret');
    await close(page);
  });

  test('codes can be filtered', async () => {
    const page = await open('errors.html');
    await page.fill('#filter', 'insufficient balance');
    await page.waitForSelector('.filter [role=status]:has-text("found")');
    expect(await page.isVisible('[id="43012"]')).toBe(true);
    expect(await page.isVisible('[id="40762"]')).toBe(false);
    await close(page);
  });

  test('what is typed into the filter while the page loads is not lost', async () => {
    const page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(PAGE_MS);
    let release = () => {};
    const typed = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/assets/*.js', async (route) => {
      await typed;
      await route.continue();
    });
    await page.goto(`${site.url}errors.html`, { waitUntil: 'commit' });
    await page.fill('#filter', 'insufficient balance');
    release();
    await page.waitForSelector('.filter [role=status]:has-text("found")');
    expect(await page.inputValue('#filter')).toBe('insufficient balance');
    expect(await page.isVisible('[id="40762"]')).toBe(false);
    await close(page);
  });

  test('dark mode follows the system and the switch', async () => {
    const page = await open('v2/mix/order/place-order.html', { colorScheme: 'dark' });
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(await background()).toBe('rgb(21, 25, 27)');
    await page.click('.VPNavBarAppearance button');
    await page.waitForFunction(() => !document.documentElement.classList.contains('dark'));
    await close(page);
  });

  test.each(Object.entries(KINDS))('%s fits a phone', async (_, path) => {
    const page = await open(path, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    if (path !== '404.html')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await close(page);
  });

  /** Of a thousand rows that are made of the same elements and classes, axe needs one. Runs in the page. */
  function oneOfEachRow() {
    const seen = new Set<string>();
    for (const row of document.querySelectorAll('tbody tr, [data-row]')) {
      const parts = [row, ...row.querySelectorAll('*')].map(({ tagName, className }) => `${tagName}.${className}`);
      const shape = [...new Set(parts)].join(' ');
      if (seen.has(shape)) row.remove();
      seen.add(shape);
    }
  }

  /** What axe finds in the page by the rules of WCAG 2.2 AA, or by those named alone. */
  const violations = (page: Page, within = 'html', rules?: string[]) =>
    page.evaluate(
      async ({ within, rules }) => {
        const { violations } = await (window as unknown as { axe: typeof import('axe-core') }).axe.run(within, {
          runOnly: rules ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        });
        return violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes
              .slice(0, 3)
              .map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary?.slice(0, 200)}`)
              .join(' | ')}`,
        );
      },
      { within, rules },
    );

  test.each(Object.entries(KINDS))('%s keeps WCAG AA, in light and dark (%s)', async (_, path) => {
    const page = await open(path, { colorScheme: 'light' });
    if (path.includes('place-order')) {
      await page.click('.try-open');
      await page.waitForSelector('.try-send');
      await page.click('.try-send button[type=submit]');
      await page.waitForSelector('.try-response');
    }
    await page.evaluate(oneOfEachRow);
    await page.evaluate(axe);
    expect(await violations(page)).toEqual([]);
    // The colours are all that changes.
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(() => document.documentElement.classList.contains('dark'));
    expect(await violations(page, 'html', ['color-contrast', 'link-in-text-block'])).toEqual([]);
    await close(page);
  });

  test('the search dialog keeps WCAG AA', async () => {
    const page = await open('guides/limits.html');
    await page.keyboard.press('/');
    await page.waitForSelector('.search-panel input');
    await page.keyboard.type('clientOid');
    await page.waitForSelector('.hit');
    await page.evaluate(axe);
    expect(await violations(page, '.search-dialog')).toEqual([]);
    await close(page);
  });

  test('Redoc shows the description from one file, with no other host', async () => {
    const page = await open('v1/redoc.html');
    await page.waitForSelector('h1:has-text("Bitget REST API v1")');
    await close(page);
  });
});
