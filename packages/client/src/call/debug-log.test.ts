import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { routes, type TestClient } from '../../test/client.js';
import type { ClientOptions } from '../index.js';
import { connect } from '../runtime.js';

const credentials = { apiKey: 'key-7f3a-0001', secretKey: 'secret-7f3a-0001', passphrase: 'pass-7f3a-0001' };
const envelope = (data: unknown) => Response.json({ code: '00000', msg: 'success', requestTime: Date.now(), data });
const placed = async () => envelope({ orderId: '1', clientOid: 'bot-1' });

function make(fetch: (request: Request, init?: RequestInit) => Promise<Response>, options: ClientOptions = {}) {
  const lines: string[] = [];
  const debug = (line: string) => void lines.push(line);
  const clock = { offset: 0, now: () => Date.now() };
  const client = connect<TestClient>(routes, { credentials, fetch, clock, retries: { baseMs: 1 }, debug, ...options });
  return { client, lines };
}

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('the debug log', () => {
  it('says what was sent and what came back', async () => {
    const { client, lines } = make(placed);
    await client.trade.placeOrder({ symbol: 'BTCUSDT', clientOid: 'bot-1' });
    expect(lines).toEqual([
      '[bitget] v3:trade.placeOrder #1 > POST https://api.bitget.com/api/v3/trade/place-order {"symbol":"BTCUSDT","clientOid":"bot-1"}',
      expect.stringMatching(
        /^\[bitget\] v3:trade\.placeOrder #1 < 200 in \d+ ms \{"orderId":"1","clientOid":"bot-1"\}$/,
      ),
    ]);
  });

  it('has a line for each attempt, and says why one failed', async () => {
    const responses = [new Response('<html>', { status: 502 }), envelope([])];
    const { client, lines } = make(async () => responses.shift() ?? Response.error());
    await client.account.assets();
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/#1 < 502 in \d+ ms InvalidResponseError: .*HTTP 502 without the exchange's envelope/);
    expect(lines[3]).toMatch(/#2 < 200 in \d+ ms \[\]$/);
  });

  it('cuts long bodies, and never breaks a call', async () => {
    const { client, lines } = make(async () => envelope('x'.repeat(5_000)));
    await client.account.assets();
    expect(lines.at(-1)).toMatch(/x{900,}…$/);
    const broken = () => {
      throw new Error('disk full');
    };
    await expect(make(placed, { debug: broken }).client.account.assets()).resolves.toBeTruthy();
  });

  it('never breaks a call by an argument that it cannot write', async () => {
    const { client, lines } = make(placed);
    await expect(client.account.assets({ limit: 5n })).resolves.toMatchObject({ orderId: '1' });
    expect(lines).toEqual([expect.stringMatching(/#1 < 200/)]);
  });

  it('nor by a result', async () => {
    const depth = 10_000; // JSON.parse takes it, JSON.stringify does not
    const deep = `{"code":"00000","data":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    const placing = make(async () => new Response(deep), { outcomeWaitMs: false }).client.trade.placeOrder({
      clientOid: 'bot-1',
    });
    expect(Array.isArray(await placing)).toBe(true);
  });

  it('is off, until the option or BITGET_DEBUG says otherwise, of which the option wins', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue();
    const written = async (debug: ClientOptions['debug'], variable: string) => {
      error.mockClear();
      vi.stubEnv('BITGET_DEBUG', variable);
      await make(placed, { debug }).client.account.assets();
      return error.mock.calls.length;
    };
    expect(await written(undefined, '')).toBe(0);
    expect(await written(undefined, '0')).toBe(0);
    expect(await written(undefined, '1')).toBe(2);
    expect(await written(true, '')).toBe(2);
    expect(await written(false, '1')).toBe(0);
  });

  it('logs what client.http sends, by its URL', async () => {
    const { client, lines } = make(placed);
    const { http } = client as unknown as { http: { POST(path: string, init: object): Promise<unknown> } };
    await http.POST('/api/v3/account/set-leverage', { body: { leverage: '5' } });
    expect(lines[0]).toBe(
      '[bitget] v3:account.setLeverage #1 > POST https://api.bitget.com/api/v3/account/set-leverage ',
    );
    expect(lines[1]).toMatch(/#1 < 200 in \d+ ms $/);
  });
});

const secret = fc.oneof(
  fc.stringMatching(/^[0-9a-f]{32}$/),
  fc.base64String({ minLength: 44, maxLength: 44 }),
  fc.string({ unit: fc.constantFrom(...'aZ9"\\/+=&<>%\'-_.;#'), minLength: 12, maxLength: 32 }),
);

it('property: no line tells a secret, though the exchange echoes all it was sent', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ apiKey: secret.filter((key) => /^[\w-]+$/.test(key)), secretKey: secret, passphrase: secret }),
      secret,
      fc.constantFrom('data', 'refusal', 'page', 'thrown'),
      async (credentials, another, how) => {
        const told: string[] = [];
        const echo = async (request: Request, init?: RequestInit) => {
          const sent = await new Response(init?.body ?? request.body).text();
          const headers = Object.fromEntries(request.headers);
          told.push(headers['access-sign'] ?? '');
          const all = { sent, headers, url: request.url, base64: btoa(JSON.stringify(headers)) };
          if (how === 'thrown') throw new Error(JSON.stringify(all));
          if (how === 'page') return new Response(JSON.stringify(all), { status: 502 });
          return how === 'data'
            ? envelope(all)
            : Response.json({ code: '40020', msg: JSON.stringify(all) }, { status: 400 });
        };
        const { client, lines } = make(echo, { credentials, retries: false, outcomeWaitMs: false });
        const request = { passphrase: another, note: credentials.passphrase };
        await client.account.setLeverage(request).catch(() => {});
        expect(lines.length).toBe(2);
        for (const text of [...Object.values(credentials), another, ...told])
          for (const form of [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), btoa(text)])
            expect(lines.join('\n')).not.toContain(form);
      },
    ),
    { numRuns: 300 },
  );
});
