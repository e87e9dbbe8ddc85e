import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundle } from '../test/bundle.js';
import { bundleEsbuild, LEAN } from '../test/bundle-esbuild.js';

const KB = 1000;

const LATER = [
  'common',
  'debug-lines',
  'diagnose',
  'fit',
  'openapi',
  'redact',
  'rsa',
  'rules',
  'validators',
  'walk-ranges',
  'write',
];

/** One signed v3 call. */
const call = (from: string, options = '') => `
  import { createClient } from '${from}';
  const credentials = { apiKey: 'k', secretKey: 's', passphrase: 'p' };
  const bitget = createClient({ credentials, ${options} });
  bitget.account.assets().then(console.log);`;

/** The same by a client that has no other calls. */
const named = `
  import { accountAssets, createClient } from '@bitget-spec/v3/calls';
  const credentials = { apiKey: 'k', secretKey: 's', passphrase: 'p' };
  const bitget = createClient({ calls: [accountAssets], credentials });
  bitget.account.assets().then(console.log);`;

/** Everything that a client can do, drift included. */
const everything = `
  import { cached, createClient, drift, limiter, memoryStore, orderRules } from '@bitget-spec/v3';
  const credentials = { apiKey: 'k', secretKey: 's', passphrase: 'p' };
  const bitget = createClient({
    credentials,
    limits: limiter({ store: memoryStore() }),
    use: [drift(() => import('@bitget-spec/v3/validators'), { strict: true })],
    onDrift: console.log,
  });
  const rules = orderRules(bitget);
  console.log(cached(bitget.market.instruments));
  bitget.account.assets().then((assets) => console.log(assets, rules));`;

/** The schemas of drift are data of the API's, and no file of the client's. */
const parts = everything.replace("import('@bitget-spec/v3/validators')", '({ schemas: {}, responses: {} })');

const orders = `import { outcomes, pages } from '@bitget-spec/v3';${call('@bitget-spec/v3', 'use: [outcomes(), pages()]')}`;

/** What a page loads at once at most, kB: the table in the README of the client, which says nothing of what is left out here. */
const BOUNDS = [
  { what: 'the core, of named calls', code: named, rolldown: 6.4, split: 6.6, single: 8.1, lean: 7.5 },
  { what: 'the core', code: call('@bitget-spec/v3/core'), rolldown: 8.6, split: 8.8, single: 10.3, lean: 9.7 },
  { what: '`createClient`', code: call('@bitget-spec/v3'), rolldown: 12.0, split: 12.9, single: 25.7, lean: 11.5 },
  { what: '… with `use: [outcomes(), pages()]`', code: orders, lean: 17.7 },
  { what: '… with limiter, order rules and drift', code: parts, rolldown: 15.3, split: 16.4, single: 32.3, lean: 18.0 },
];

const readme = readFileSync(join(import.meta.dirname, '../../client/README.md'), 'utf8');
const kB = (size: number | undefined) => (size ? `${size.toFixed(1)} kB` : '');

describe('in a browser, minified and gzipped, a bundle of one signed call', () => {
  it.each(BOUNDS)('is no larger than said of $what, and not much smaller', async ({ code, ...bounds }) => {
    const { what, rolldown, split, single, lean } = bounds;
    const measured = [
      [rolldown, async () => (await bundle(code)).size],
      [split, () => bundleEsbuild(code, true)],
      [single, () => bundleEsbuild(code, false)],
      [lean, () => bundleEsbuild(code, false, LEAN)],
    ] as const;
    for (const [bound, measure] of measured) {
      if (!bound) continue;
      const size = await measure();
      expect(size).toBeLessThanOrEqual(bound * KB);
      expect(size).toBeGreaterThan((bound - 0.3) * KB);
    }
    expect(readme).toContain(`| ${what} | ${kB(rolldown)} | ${kB(split)} | ${kB(single)} | ${kB(lean)} |`);
  });

  it('loads the rest when it is used', async () => {
    expect(Object.keys((await bundle(call('@bitget-spec/v3/core'))).later)).toEqual(['redact', 'rsa']);
    // what few pages need loads when they do: RSA keys, the first order, the first walk through pages, a refused
    // signature, the debug log, what to do about common codes, client.http, the rules of instruments, and the schemas of
    // whoever wants to be notified of drift; what finds secrets in errors loads beside
    expect(Object.keys((await bundle(everything)).later).sort()).toEqual(LATER);
  });
});

/** What a part adds to one lean file, kB, and how it is handed in: the second table of that README. */
const HANDED_IN = [
  { part: 'outcomes()', size: 5.0 },
  { part: 'pages()', size: 1.4 },
  { part: 'http()', size: 3.2 },
  { part: 'signatureReports()', size: 1.4 },
  { part: "catalogueHints(() => import('@bitget-spec/errors/common'))", size: 1.9 },
  { part: 'debugLog()', size: 0.3 },
];

describe('one lean file grows by what is handed in:', () => {
  const bare = bundleEsbuild(call('@bitget-spec/v3'), false, LEAN);
  const added = async (code: string) => (await bundleEsbuild(code, false, LEAN)) - (await bare);
  const expectAbout = (size: number, bound: number) => {
    expect(size).toBeLessThanOrEqual(bound * KB);
    expect(size).toBeGreaterThan((bound - 0.3) * KB);
  };

  it.each(HANDED_IN)('$part', async ({ part, size }) => {
    const from = `import { ${part.split('(')[0]} } from '@bitget-spec/v3';`;
    expectAbout(await added(from + call('@bitget-spec/v3', `use: [${part}]`)), size);
    expect(readme).toContain(` | \`${part}\` | ${kB(size)} | `);
  });

  it('RSA', async () => {
    const code = call('@bitget-spec/v3').replace("passphrase: 'p'", "passphrase: 'p', sign: rsaSign");
    expectAbout(await added(`import { rsaSign } from '@bitget-spec/client/rsa';${code}`), 0.4);
    expect(readme).toContain('| RSA keys | `rsaSign` of `@bitget-spec/client/rsa`, as `credentials.sign` | 0.4 kB | ');
  });
});

describe('of a socket', () => {
  const from = "import { createSocket, followBook } from '@bitget-spec/v3/socket'; const socket = createSocket();";
  const arg = "{ instType: 'usdt-futures', topic: 'books', symbol: 'BTCUSDT' }";
  const ticker = `${from} socket.public.ticker(${arg}, { onItem: console.log });`;
  const book = `${from} followBook(socket.public.books, ${arg}, { onChange: console.log });`;

  it('is at most 5.0 kB for a stream and 7.65 kB for a book at once, and 6.8 kB more when it connects', async () => {
    const { size, later } = await bundle(ticker);
    expect(size).toBeLessThanOrEqual(5.0 * KB);
    expect((await bundle(book)).size).toBeLessThanOrEqual(7.65 * KB);
    expect(later.endpoint).toBeLessThanOrEqual(6.8 * KB);
    // private streams, and what they missed, of one API; the first order, with the outcomes of the REST client; another
    // connection after a day; RSA keys
    const names = ['create-resync', 'endpoint', 'handover', 'orders', 'redact', 'routes', 'rsa', 'session', 'v2', 'v3'];
    expect(Object.keys(later).sort()).toEqual(names);
    expect(later.session).toBeLessThanOrEqual(2.2 * KB);
  });

  it('is no larger by esbuild, and neither `ws` nor the REST client is in it', async () => {
    expect(await bundleEsbuild(ticker, true)).toBeLessThanOrEqual(6.45 * KB);
    const { code } = await bundle(ticker);
    for (const mark of ['permessage-deflate', 'too-many-pages', 'queue-full', 'Retry-After', 'ACCESS-SIGN'])
      expect(code).not.toContain(mark);
  });
});

describe('the order book', () => {
  const book = "import { createBook } from '@bitget-spec/websocket/book'; console.log(createBook());";
  const scanner = `import { createBookScanner } from '@bitget-spec/websocket/book/scanner';
    console.log(createBookScanner());`;

  it('is at most 2.5 kB alone, and the scanner of its frames, which is no part of it, 1.9 kB', async () => {
    expect(await bundleEsbuild(book, true)).toBeLessThanOrEqual(2.5 * KB);
    expect(await bundleEsbuild(scanner, true)).toBeLessThanOrEqual(1.9 * KB);
  });
});

describe('what is not used is not in the bundle:', () => {
  const marks = {
    retries: 'Retry-After',
    limiter: 'queue-full',
    outcomes: 'not-placed',
    pages: 'too-many-pages',
    drift: 'does not fit its schema',
    rules: 'is not a multiple of',
    mock: 'x-accepts',
    catalogue: 'Insufficient balance',
  };

  it.each(Object.entries(marks))('the core has no %s', async (_, mark) => {
    expect((await core).code).not.toContain(mark);
  });
  const core = bundle(call('@bitget-spec/v3/core'));

  it('a part that is asked for is in, alone', async () => {
    const from = `import { outcomes } from '@bitget-spec/client';${call('@bitget-spec/v3/core', 'use: [outcomes()]')}`;
    const { code } = await bundle(from);
    expect(code).toContain('not-placed');
    for (const mark of ['queue-full', 'too-many-pages', 'is not a multiple of']) expect(code).not.toContain(mark);
  });

  it('the full client leaves out what has to be asked for', async () => {
    const { code } = await bundle(call('@bitget-spec/v3'));
    expect(code).toContain('too-many-pages');
    for (const mark of ['queue-full', 'does not fit its schema', 'is not a multiple of'])
      expect(code).not.toContain(mark);
  });

  it('the mock in a page has no sockets unless they are asked for', async () => {
    const rest = await bundle(
      "import { createMockExchange } from '@bitget-spec/mock'; console.log(createMockExchange());",
    );
    expect(rest.code).not.toContain('Unrecognized request');
    const both = await bundle(
      "import { createMockExchange } from '@bitget-spec/mock'; import { memorySockets } from '@bitget-spec/mock/sockets'; console.log(memorySockets(createMockExchange()));",
    );
    expect(both.code).toContain('Unrecognized request');
    expect(both.size - rest.size).toBeLessThanOrEqual(17 * KB);
  });
});
