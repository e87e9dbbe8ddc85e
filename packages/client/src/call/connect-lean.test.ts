import { describe, expect, it } from 'vitest';
import { credentials, routes, type TestClient, thrown } from '../../test/client.js';
import {
  type BitgetError,
  type ClientOptions,
  catalogueHints,
  debugLog,
  http,
  outcomes,
  pages,
  signatureReports,
} from '../index.js';
import { connect as connectAll } from './connect-all.js';
import { connect as connectLean } from './connect-lean.js';

const fine = (data: unknown) => ({ code: '00000', data });
const refused = (code: string) => ({ code, msg: 'no' });

type Client = TestClient & { http: Record<string, (path: string) => Promise<unknown>> };

/** A client in front of an exchange that responds with these, the last again and again. */
function make(connect: typeof connectAll, options: ClientOptions, ...responses: unknown[]) {
  const sent: string[] = [];
  const client = connect<Client>(routes, {
    credentials,
    retries: false,
    clock: { offset: 0, now: Date.now },
    fetch: async (request) => {
      sent.push(new URL(request.url).pathname.slice(8));
      return Response.json(responses.length > 1 ? responses.shift() : responses[0]);
    },
    ...options,
  });
  return { client, sent };
}

describe('in a lean bundle', () => {
  it('reads work as ever', async () => {
    const { client, sent } = make(connectLean, {}, fine([1]));
    expect(await client.account.assets()).toEqual([1]);
    expect(sent).toEqual(['account/assets']);
  });

  it.each([
    ['an order', (client: Client) => client.trade.placeOrder({}), 'v3:trade.placeOrder: give use: [outcomes()]'],
    ['any write', (client: Client) => client.account.setLeverage({}), 'v3:account.setLeverage: give use: [outcomes()]'],
    ['a walk', async (client: Client) => client.trade.fills.pages(), 'v3:trade.fills: give use: [pages()]'],
    ['client.http', async (client: Client) => client.http.GET?.('/x'), 'client.http.GET: give use: [http()]'],
    ['its middleware', async (client: Client) => client.http.use?.('x'), 'client.http.use: give use: [http()]'],
  ])('%s is not sent, and says what to hand in', async (_, call, where) => {
    const { client, sent } = make(connectLean, {}, fine([]));
    const error = (await thrown(call(client))) as BitgetError;
    expect(error).toMatchObject({ name: 'BitgetError', code: 'not-sent' });
    expect(error.message).toMatch(/^\[@bitget-spec\/client\] \w+\(\) is not in this lean bundle, /);
    expect(error.message.endsWith(`${where}; nothing was sent.`)).toBe(true);
    expect(sent).toEqual([]);
  });

  it('outcomeWaitMs: false sends writes without it, as anywhere', async () => {
    const { client, sent } = make(connectLean, { outcomeWaitMs: false }, fine({ orderId: '1' }));
    await client.trade.placeOrder({});
    expect(sent).toEqual(['trade/place-order']);
  });

  it.each([
    ['onIntent', () => {}, 'outcomes({ onIntent })'],
    ['outcomeWaitMs', 1, 'outcomes({ waitMs })'],
    ['outcomeGraceMs', 1, 'outcomes({ graceMs })'],
    ['catalogue', async () => ({ errors: {} }), 'catalogueHints(catalogue)'],
    ['debug', true, 'debugLog()'],
  ])('the option %s of a part that is missing is an error that names the part', (name, value, part) => {
    expect(() => make(connectLean, { [name]: value })).toThrow(
      new TypeError(`[@bitget-spec/client] \`${name}\` in a lean bundle, createClient: give use: [${part}].`),
    );
  });
});

describe.each<[string, typeof connectAll]>([
  ['in a lean bundle', connectLean],
  ['elsewhere', connectAll],
])('%s, a part that is handed in is the one that counts:', (_, connect) => {
  it('order outcomes, with their own options', async () => {
    const noted: string[] = [];
    const onIntent = ({ operation }: { operation: string }) => void noted.push(operation);
    const use = [outcomes({ waitMs: 0, onIntent })];
    const { client, sent } = make(connect, { use }, refused('40010'), fine({ orderId: '7', clientOid: 'mine' }));
    expect(await client.trade.placeOrder({ clientOid: 'mine' })).toMatchObject({ orderId: '7' });
    expect(sent).toEqual(['trade/place-order', 'trade/order-info']);
    expect(noted).toEqual(['v3:trade.placeOrder']);
  });

  it('order outcomes, which look once where they are told so', async () => {
    const { client, sent } = make(connect, { use: [outcomes({ waitMs: 0 })] }, refused('40010'));
    expect(await thrown(client.trade.placeOrder({}))).toMatchObject({ code: 'outcome-unknown' });
    expect(sent).toEqual(['trade/place-order', 'trade/order-info']);
  });

  it('pages', async () => {
    const { client } = make(connect, { use: [pages()] }, fine({ list: [1, 2], cursor: '' }));
    const found: unknown[] = [];
    for await (const one of client.trade.fills.pages()) found.push(one);
    expect(found).toEqual([1, 2]);
  });

  it('client.http', async () => {
    const { client, sent } = make(connect, { use: [http()] }, fine([]));
    expect(await client.http.GET?.('/api/v3/market/tickers')).toMatchObject({ data: { code: '00000' } });
    expect(sent).toEqual(['market/tickers']);
  });

  it('what is wrong with a signature, said once', async () => {
    const { client } = make(connect, { use: [signatureReports()] }, refused('40009'));
    const { message } = (await thrown(client.account.assets())) as BitgetError;
    expect(message.match(/What was signed/g)).toHaveLength(1);
  });

  it('hints, in place of those that a client has by itself', async () => {
    const common = async () => ({ errors: { 25204: { hint: 'Wait.', meaning: 'It is gone.' } } });
    const own = catalogueHints(async () => ({ errors: { 25204: { hint: 'Look.', meaning: 'It is lost.' } } }));
    const fetch = async () => Response.json(refused('25204'));
    const client = connect<Client>(routes, { use: [own], fetch }, common);
    const { message } = (await thrown(client.market.tickers())) as BitgetError;
    expect(message).toMatch(/"no", v3:market\.tickers: Look\. \(It is lost\.\)$/);
  });

  it('hints, and lines of the log', async () => {
    const lines: string[] = [];
    const hints = catalogueHints(async () => ({ errors: { 25204: { hint: 'Look.' } } }));
    const use = [hints, debugLog((line) => void lines.push(line))];
    const { client } = make(connect, { use }, refused('25204'));
    expect(await thrown(client.market.tickers())).toMatchObject({ hint: 'Look' });
    expect(lines).toHaveLength(2);
  });
});
