import { clockSync, outcomes, pages } from '@bitget-spec/client';
import { callPath, parseRoutes } from '@bitget-spec/contract';
import { createMockExchange } from '@bitget-spec/mock';
import { createMockExchange as listening } from '@bitget-spec/mock/node';
import * as v1 from '@bitget-spec/v1/calls';
import * as v2 from '@bitget-spec/v2/calls';
import type { Client } from '@bitget-spec/v3';
import * as v3 from '@bitget-spec/v3/calls';
import { accountAssets, createClient, marketTickers, tradeFills, tradePlaceOrder } from '@bitget-spec/v3/calls';
import { operations as v3Operations } from '@bitget-spec/v3/operations';
import { createSocket } from '@bitget-spec/v3/socket';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { routes as v1Routes } from '../../../generated/v1/src/routes.js';
import { routes as v2Routes } from '../../../generated/v2/src/routes.js';
import { routes as v3Routes } from '../../../generated/v3/src/routes.js';
import { oneFile } from '../test/bundle-esbuild.js';

const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };
const order = {
  ...({ category: 'SPOT', symbol: 'BTCUSDT', side: 'buy' } as const),
  ...({ orderType: 'limit', qty: '0.01', price: '60000' } as const),
};

describe.each([
  { name: 'v1', module: v1, routes: v1Routes },
  { name: 'v2', module: v2, routes: v2Routes },
  { name: 'v3', module: v3, routes: v3Routes },
])('the calls of $name', ({ module, routes }) => {
  const { createClient: _, ...values } = module;
  const lines: Record<string, string> = values;

  it('say together what the table says, each of itself and of its lookups', () => {
    const byKey = (table: string) =>
      Object.fromEntries(parseRoutes({ base: routes.base, table }).map((route) => [route.key, route]));
    expect(byKey(Object.values(lines).join('\n'))).toEqual(byKey(routes.table));
    for (const [name, table] of Object.entries(lines)) {
      const said = parseRoutes({ base: routes.base, table });
      const own = said.filter(({ name: [first = '', ...more] }) => {
        const words = more.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
        return first + words.join('') === name;
      });
      expect(own).toHaveLength(1);
      const lookups = own.flatMap(({ words }) =>
        words.flatMap((word) => /^(?:find|scan|seek|skim)=([^:]+)/.exec(word)?.[1] ?? []),
      );
      const others = said.filter((route) => !own.includes(route)).map(({ below }) => below);
      expect(others.sort()).toEqual([...new Set(lookups)].sort());
    }
  });

  it('are in a bundle when they are named, and not otherwise', async () => {
    const [[name = '', line = ''] = [], ...others] = Object.entries(lines).filter(([, line]) => !line.includes('\n'));
    const path = callPath(line.split(' ')[1] ?? '');
    const api = routes.base === v3Routes.base ? 'v3' : routes.base === v2Routes.base ? 'v2' : 'v1';
    const code = `import { createClient, ${name} } from '@bitget-spec/${api}/calls';
      createClient({ calls: [${name}] }).${path.join('.')}();`;
    const text = await oneFile(code, []);
    expect(text).toContain(line);
    for (const [, other] of others)
      if (!other.startsWith('GET public/time public')) expect(text).not.toContain(`"${other}"`);
  });
});

describe('a client of named calls', () => {
  it('has these, at their usual places and with their usual types, and no others', async () => {
    const { fetch } = createMockExchange();
    const bitget = createClient({ calls: [accountAssets, marketTickers, tradePlaceOrder], fetch, credentials });
    expect(await bitget.account.assets()).toBeDefined();
    expect(await bitget.market.tickers({ category: 'SPOT', symbol: 'BTCUSDT' })).toHaveLength(1);
    expect((await bitget.trade.placeOrder(order)).orderId).toMatch(/^\d+$/);
    expectTypeOf(bitget.trade.placeOrder).toEqualTypeOf<Client['trade']['placeOrder']>();
    expectTypeOf<keyof typeof bitget>().toEqualTypeOf<'account' | 'market' | 'trade' | 'close' | 'resume'>();
    expectTypeOf<keyof typeof bitget.account>().toEqualTypeOf<'assets'>();
    expect(Object.keys(bitget.account)).toEqual(['assets']);
    expect(Object.keys(bitget.trade)).toEqual(['orderInfo', 'placeOrder']);
    await bitget.close();
  });

  it('finds an order whose response is lost, by the lookups that the call brings along, and sets the clock', async () => {
    const exchange = createMockExchange();
    exchange.faults.add({ operation: 'v3:trade.placeOrder', count: 1, fault: { empty: true } });
    const { fetch } = exchange;
    const bitget = createClient({ calls: [tradePlaceOrder], fetch, credentials, use: [outcomes(), clockSync()] });
    expect((await bitget.trade.placeOrder(order)).orderId).toMatch(/^\d+$/);
    const made = exchange.journal.list().map(({ operation }) => operation);
    expect(made).toEqual(['v3:public.time', 'v3:trade.placeOrder', 'v3:trade.orderInfo']);
  });

  it('pages, and serves what takes a client that has the call', async () => {
    const { fetch } = createMockExchange();
    const bitget = createClient({ calls: [tradeFills], fetch, credentials, use: [pages()] });
    for await (const fill of bitget.trade.fills.pages({ category: 'SPOT' })) expectTypeOf(fill.execId).toBeString();
    expectTypeOf(bitget.trade.fills).toEqualTypeOf<Client['trade']['fills']>();
  });

  it('keeps types that depend on what is asked for, and groups within groups', () => {
    const bitget = v2.createClient({ calls: [v2.mixOrderPlaceOrder, v2.mixMarketContracts, v2.spotPublicSymbols] });
    type V2 = import('@bitget-spec/v2').Client;
    expectTypeOf(bitget.mix.order.placeOrder).toEqualTypeOf<V2['mix']['order']['placeOrder']>();
    expectTypeOf(bitget.mix.market.contracts).toEqualTypeOf<V2['mix']['market']['contracts']>();
    expectTypeOf<keyof typeof bitget.mix>().toEqualTypeOf<'order' | 'market'>();
  });

  it('takes values of its own API alone, and says so where it is given something else', () => {
    // @ts-expect-error of another API
    v3.createClient({ calls: [v2.accountFundingAssets] });
    // @ts-expect-error a path
    expect(() => createClient({ calls: ['account/assets'] })).toThrow('`calls` are none, createClient: give');
    // @ts-expect-error no list
    expect(() => createClient({ calls: accountAssets })).toThrow(TypeError);
    // @ts-expect-error nothing
    expect(() => createClient({ calls: [undefined] })).toThrow(TypeError);
    // @ts-expect-error none
    expect(() => createClient({})).toThrow(TypeError);
    // @ts-expect-error what no call covers is for a client that knows all of them
    void createClient({ calls: [accountAssets] }).http;
  });

  it('lends its clock and keys to a socket, which brings along the calls that it needs', async () => {
    const exchange = listening();
    const server = await exchange.listen({ port: 0 });
    const options = { baseUrl: server.url, credentials };
    const client = createClient({ ...options, calls: [marketTickers], use: [outcomes()] });
    const socket = createSocket({ ...options, client });
    exchange.faults.add({ operation: 'v3:private.placeOrder', count: 1, fault: { cut: 'after' } });
    const placed = await socket.private.placeOrder({ ...order, category: 'spot', clientOid: 'beside' });
    expect(placed.orderId).toMatch(/^\d+$/);
    const made = exchange.journal.list().map(({ operation }) => operation);
    expect(made).toContain('v3:trade.orderInfo');
    const notices: string[] = [];
    const events: unknown[] = [];
    const again = createSocket({ ...options, client, onNotice: ({ message }) => notices.push(message) });
    const stream = again.private.order({}, { onItem: () => {}, onEvent: (event) => events.push(event) });
    await stream.ready();
    exchange.sockets.cut({});
    await expect.poll(() => events).toContainEqual(expect.objectContaining({ type: 'live', continuous: true }));
    await expect.poll(() => events.filter((event) => Object(event).reason === 'reconnected')).toHaveLength(1);
    expect(notices).toEqual([]);
    again.close();
    socket.close();
    await client.close();
    await server.close();
  });

  it('has a value for each operation', () => {
    const names = Object.keys(v3).filter((name) => name !== 'createClient');
    expect(names.sort()).toEqual(v3Operations.map(({ id }) => id).sort());
  });
});
