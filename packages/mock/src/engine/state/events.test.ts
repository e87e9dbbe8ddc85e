import { expect, it } from 'vitest';
import { decimal, Engine, type EngineEvent, text } from '../index.js';

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
  const waits = engine.place(account, { ...btc, side: 'sell', type: 'limit', price: '61000' });
  expect(types()).toEqual(['balance', 'order']);
  engine.amend(waits, { size: '0.02', clientOid: 'own' });
  expect(events.splice(0).at(-1)).toMatchObject({ type: 'order', order: { size: '0.02', clientOid: 'own' } });
  const preset = { takeProfit: '70000', stopLoss: '', takeProfitPrice: '', stopLossPrice: '' } as const;
  engine.setPreset(waits, { ...preset, takeProfitBy: 'fill_price', stopLossBy: 'fill_price' });
  expect(events.splice(0)).toMatchObject([{ type: 'order', order: { preset } }]);
  engine.cancelAll([waits]);
  expect(types()).toEqual(['balance', 'order']);
  const large = engine.place(account, { ...btc, side: 'sell', type: 'limit', price: '57999.99', size: '9' });
  expect(events.at(-1)).toMatchObject({
    type: 'order',
    order: { status: 'partially_filled', filled: text(large.filled) },
  });
});

it('positions, funding, liquidations, plans and loans leave as well', () => {
  const { engine, events, types } = listened();
  const account = engine.account({ key: 'b' }, 'unified', NOW);
  types();
  const futures = { category: 'USDT-FUTURES', symbol: 'BTCUSDT' } as const;
  const venue = engine.world.venues.get('USDT-FUTURES:BTCUSDT');
  if (!venue) throw new Error('no market');
  engine.setLeverage(account, venue, { long: '100' });
  const isolated = { ...futures, size: '1', marginMode: 'isolated' } as const;
  engine.place(account, { ...isolated, side: 'buy', type: 'market', takeProfit: '90000' });
  expect(types()).toEqual(expect.arrayContaining(['order', 'fill', 'position', 'balance', 'plan']));
  const [plan] = account.plans.opened();
  if (!plan) throw new Error('no plan');
  engine.changePlan(plan, { size: '0.5' });
  expect(events.splice(0)).toMatchObject([{ type: 'plan', plan: { seq: plan.seq, size: '0.5', status: 'live' } }]);
  const position = [...account.positions.values()].at(0);
  if (!position) throw new Error('no position');
  engine.setLeverage(account, venue, { long: '50' });
  engine.setMargin(account, venue, 'long', '100');
  engine.setAutoMargin(position, true);
  engine.place(account, { ...isolated, side: 'sell', type: 'limit', price: '70000', reduceOnly: true });
  expect(events.flatMap((event) => (event.type === 'position' ? [event.position] : []))).toMatchObject([
    { leverage: 50, margin: text(position.margin.minus(100)), frozen: '0' },
    { leverage: 50, margin: text(position.margin), autoMargin: false },
    { autoMargin: true, frozen: '0' },
    { autoMargin: true, frozen: '1' },
  ]);
  types();
  engine.at(NOW + 9 * 3_600_000);
  const paid = events.filter(({ type }) => type === 'funding' || type === 'position');
  const amount = events.find((event) => event.type === 'funding')?.amount;
  expect(paid).toMatchObject([{ symbol: 'BTCUSDT', side: 'long', coin: 'USDT' }, { position: { funding: amount } }]);
  types();
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

it('loans leave as they are taken, charged, paid and called in', () => {
  const { engine, account, events, types } = listened();
  engine.borrow(account, 'crossed_margin', 'BTC', decimal('0.2'));
  expect(events.filter(({ type }) => type === 'loan')).toMatchObject([
    { change: 'borrow', amount: '0.2', debt: { principal: '0.2', interest: '0' } },
    { change: 'interest', amount: '0.00000025', debt: { principal: '0.2', interest: '0.00000025' } },
  ]);
  types();
  engine.repay(account, 'crossed_margin', 'BTC', decimal('0.1'));
  expect(events.filter(({ type }) => type === 'loan')).toMatchObject([
    { change: 'repay', amount: '0.1', debt: { coin: 'BTC', interest: '0' } },
  ]);
  types();
  const margin = { purse: 'crossed_margin', line: 'CROSSED', loan: 'normal' } as const;
  engine.place(account, { ...btc, side: 'sell', type: 'market', size: '0.19', margin });
  engine.setPrice({ symbol: 'BTCUSDT', price: '900000', now: NOW });
  expect(events.find(({ type }) => type === 'liquidation')).toMatchObject({
    account: 'a/classic',
    what: { purse: 'crossed_margin' },
  });
});

it('no event changes afterwards', () => {
  const { engine, account, events } = listened();
  engine.place(account, { ...btc, side: 'buy', type: 'limit', price: '59000', trigger: '59500' });
  const before = structuredClone(events);
  engine.setPrice({ symbol: 'BTCUSDT', price: '58000', now: NOW });
  expect(events.slice(0, before.length)).toEqual(before);
  const fired = events.slice(before.length).flatMap((event) => (event.type === 'order' ? [event.order.trigger] : []));
  expect(fired.map((trigger) => trigger?.fired)).toEqual([true, true]);
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
