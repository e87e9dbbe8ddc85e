import { describe, expect, it } from 'vitest';
import { bundle } from '../test/bundle.js';
import { bundleEsbuild } from '../test/bundle-esbuild.js';

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

describe('in a browser, minified and gzipped, a bundle of one signed call', () => {
  it('is at most 8.9 kB with the core', async () => {
    const { size, later } = await bundle(call('@bitget-spec/v3/core'));
    expect(Object.keys(later)).toEqual(['redact', 'rsa']);
    expect(size).toBeLessThanOrEqual(8.9 * KB);
  });

  it('is at most 15.5 kB with all of this', async () => {
    const { size, later } = await bundle(everything);
    expect(size).toBeLessThanOrEqual(15.5 * KB);
    // what few pages need loads when they do: RSA keys, the first order, the first walk through pages, a refused
    // signature, the debug log, what to do about common codes, client.http, the rules of instruments, and the schemas of whoever wants to be notified of drift; what finds
    // secrets in errors loads beside
    expect(Object.keys(later).sort()).toEqual(LATER);
  });
});

describe('of a socket', () => {
  const from = "import { createSocket, followBook } from '@bitget-spec/v3/socket'; const socket = createSocket();";
  const arg = "{ instType: 'usdt-futures', topic: 'books', symbol: 'BTCUSDT' }";
  const ticker = `${from} socket.public.ticker(${arg}, { onItem: console.log });`;
  const book = `${from} followBook(socket.public.books, ${arg}, { onChange: console.log });`;

  it('is at most 5.7 kB for a stream and 8.1 kB for a book at once, and 6.3 kB more when it connects', async () => {
    const { size, later } = await bundle(ticker);
    expect(size).toBeLessThanOrEqual(5.7 * KB);
    expect((await bundle(book)).size).toBeLessThanOrEqual(8.1 * KB);
    expect(later.endpoint).toBeLessThanOrEqual(6.3 * KB);
    // private streams, and what they missed; the first order, with the outcomes of the REST client; RSA keys
    const names = ['endpoint', 'orders', 'redact', 'resync', 'routes', 'rsa', 'session'];
    expect(Object.keys(later).sort()).toEqual(names);
    expect(later.session).toBeLessThanOrEqual(1.6 * KB);
    expect(later.resync).toBeLessThanOrEqual(2 * KB);
  });

  it('is no larger by esbuild, and neither `ws` nor the REST client is in it', async () => {
    expect(await bundleEsbuild(ticker, true)).toBeLessThanOrEqual(6.2 * KB);
    const { code } = await bundle(ticker);
    for (const mark of ['permessage-deflate', 'too-many-pages', 'queue-full', 'Retry-After', 'ACCESS-SIGN'])
      expect(code).not.toContain(mark);
  });
});

describe('by esbuild, which shares code between chunks by module', () => {
  /** The schemas of drift are data of the API's, and no file of the client's. */
  const parts = everything.replace("import('@bitget-spec/v3/validators')", '({ schemas: {}, responses: {} })');

  it('loads at most 9 kB at once with the core, and 16.55 kB with all of this', async () => {
    expect(await bundleEsbuild(call('@bitget-spec/v3/core'), true)).toBeLessThanOrEqual(9 * KB);
    expect(await bundleEsbuild(everything, true)).toBeLessThanOrEqual(16.55 * KB);
  });

  it('as one file, RSA keys and all else that few need included, is no larger than said', async () => {
    expect(await bundleEsbuild(call('@bitget-spec/v3/core'), false)).toBeLessThanOrEqual(10_500);
    expect(await bundleEsbuild(parts, false)).toBeLessThanOrEqual(32_600);
  });
});

describe('the order book', () => {
  const book = "import { createBook } from '@bitget-spec/websocket/book'; console.log(createBook());";
  const scanner = `import { createBookScanner } from '@bitget-spec/websocket/book/scanner';
    console.log(createBookScanner());`;

  it('is at most 2.3 kB alone, and the scanner of its frames, which is no part of it, 1.9 kB', async () => {
    expect(await bundleEsbuild(book, true)).toBeLessThanOrEqual(2.3 * KB);
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
