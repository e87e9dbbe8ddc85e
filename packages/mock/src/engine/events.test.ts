import { expect, it } from 'vitest';
import { Engine, type EngineEvent } from './index.js';

const NOW = 1_761_998_400_000;
const btc = { category: 'SPOT', symbol: 'BTCUSDT', size: '0.01' } as const;

function listened() {
  const engine = new Engine({ seed: 'events' });
  const account = engine.account({ key: 'a' }, 'classic', NOW);
  engine.setPrice({ symbol: 'BTCUSDT', price: '60000', now: NOW });
  const events: EngineEvent[] = [];
  const stop = engine.on((event) => events.push(event));
  return { engine, account, events, stop, types: () => events.splice(0).map(({ type }) => type) };
}

it('what happens to an order leaves in order: it comes, trades and ends, and its money moves', () => {
  const { engine, account, events, types } = listened();
  const order = engine.place(account, { ...btc, side: 'buy', type: 'limit', price: '59000' });
  expect(events).toMatchObject([
    { type: 'balance', at: NOW, account: 'a/classic', purse: 'spot', coin: 'USDT', cash: '100000', hold: '590' },
    {
      type: 'order',
      at: NOW,
      account: 'a/classic',
      order: { seq: order.seq, status: 'live', size: '0.01', hold: '590' },
    },
  ]);
  events.length = 0;
  engine.setPrice({ symbol: 'BTCUSDT', category: 'SPOT', price: '58000', now: NOW });
  expect(events).toMatchObject([
    { type: 'market', category: 'SPOT', symbol: 'BTCUSDT', price: '58000' },
    { type: 'balance', coin: 'USDT', cash: '99410', hold: '590' },
    { type: 'balance', coin: 'BTC', cash: '10.00999' },
    { type: 'fill', order: order.seq, fill: { price: '59000', size: '0.01', maker: true } },
    { type: 'balance', coin: 'USDT', cash: '99410', hold: '0' },
    { type: 'order', order: { seq: order.seq, status: 'filled', filled: '0.01', hold: '0' } },
  ]);
  types();
  engine.cancelAll([engine.place(account, { ...btc, side: 'sell', type: 'limit', price: '61000' })]);
  expect(types()).toEqual(['balance', 'order', 'balance', 'order']);
});

it('positions, funding, liquidations, plans and loans leave as well', () => {
  const { engine, events, types } = listened();
  const account = engine.account({ key: 'b' }, 'unified', NOW);
  types();
  const futures = { category: 'USDT-FUTURES', symbol: 'BTCUSDT' } as const;
  const venue = engine.world.venues.get('USDT-FUTURES:BTCUSDT');
  if (!venue) throw new Error('no market');
  engine.setLeverage(account, venue, { long: '100' });
  const isolated = { ...futures, type: 'market', size: '1', marginMode: 'isolated' } as const;
  engine.place(account, { ...isolated, side: 'buy', takeProfit: '90000' });
  expect(types()).toEqual(expect.arrayContaining(['order', 'fill', 'position', 'balance', 'plan']));
  engine.at(NOW + 9 * 3_600_000);
  expect(types()).toContain('funding');
  engine.setPrice({ ...futures, price: '50000', now: NOW + 9 * 3_600_000 });
  const happened = events.filter(({ type }) => type === 'market' || type === 'liquidation' || type === 'plan');
  expect(happened).toMatchObject([
    { type: 'market', price: '50000' },
    { type: 'liquidation', account: 'b/unified', what: { symbol: 'BTCUSDT', side: 'long', size: '1', price: '50000' } },
    { type: 'plan', plan: { status: 'cancelled' } },
  ]);
  const last = events.findLast((event) => event.type === 'position');
  expect(last).toMatchObject({ position: { size: '0', closed: '1' } });
});

it('no event changes afterwards', () => {
  const { engine, account, events } = listened();
  engine.place(account, { ...btc, side: 'buy', type: 'limit', price: '59000', trigger: '59500' });
  const before = structuredClone(events);
  engine.setPrice({ symbol: 'BTCUSDT', price: '58000', now: NOW });
  expect(events.slice(0, before.length)).toEqual(before);
  expect(JSON.parse(JSON.stringify(before))).toEqual(before);
});

it('an exchange that is put back or forgets says so, and goes on to notify', () => {
  const { engine, account, events, types } = listened();
  const snapshot = engine.snapshot();
  engine.reset({ key: 'a' });
  engine.restore(snapshot);
  expect(events).toEqual([
    { type: 'reset', at: NOW, key: 'a' },
    { type: 'reset', at: NOW, key: undefined },
  ]);
  types();
  engine.place(engine.account({ key: account.key }, 'classic', NOW), { ...btc, side: 'buy', type: 'market' });
  expect(types()).toContain('fill');
});

it('no event is made while nobody listens', () => {
  const { engine, stop } = listened();
  expect(engine.world.emit).toBeDefined();
  stop();
  expect(engine.world.emit).toBeUndefined();
  expect(new Engine({ seed: 'quiet' }).world.emit).toBeUndefined();
});
