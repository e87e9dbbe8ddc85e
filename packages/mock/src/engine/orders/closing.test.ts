import { expect, it } from 'vitest';
import { Engine } from '../index.js';

const NOW = 1_761_998_400_000;
const btc = { category: 'USDT-FUTURES', symbol: 'BTCUSDT', size: '0.01' } as const;

function opened() {
  const engine = new Engine({ seed: 'closing' });
  const account = engine.account({ key: 'a' }, 'unified', NOW);
  engine.place(account, { ...btc, side: 'buy', type: 'market' });
  const waits = { ...btc, type: 'limit' } as const;
  engine.place(account, { ...waits, side: 'sell', price: '70000', reduceOnly: true, clientOid: 'closes' });
  engine.place(account, { ...waits, side: 'buy', price: '50000', clientOid: 'opens' });
  return engine;
}

it.each([
  ['', (engine: Engine) => engine],
  [
    ', after a snapshot too',
    (engine: Engine) => {
      const other = new Engine({ seed: 'other' });
      other.restore(JSON.parse(JSON.stringify(engine.snapshot())));
      return other;
    },
  ],
])('orders that close a position go with it, others stay%s', (_, through) => {
  const engine = through(opened());
  const account = engine.account({ key: 'a' }, 'unified', NOW);
  expect(account.orders.opened().map(({ clientOid }) => clientOid)).toEqual(['closes', 'opens']);
  expect([...account.closing.values()].flatMap((orders) => [...orders]).map(({ clientOid }) => clientOid)).toEqual([
    'closes',
  ]);
  engine.place(account, { ...btc, side: 'sell', type: 'market' });
  expect(account.orders.opened().map(({ clientOid }) => clientOid)).toEqual(['opens']);
  expect([...account.closing.values()].map(({ size }) => size)).toEqual([0]);
  expect(account.clientOids.get('closes')).toMatchObject({ status: 'cancelled', reason: 'normal_cancel' });
});

it('an execution says what it did, before and after a snapshot', () => {
  const engine = new Engine({ seed: 'fills' });
  const account = engine.account({ key: 'a' }, 'classic', NOW);
  engine.place(account, {
    category: 'SPOT',
    symbol: 'BTCUSDT',
    side: 'sell',
    type: 'market',
    size: '0.01',
  });
  const [fill] = account.fills.all();
  const { price = '', value } = fill?.shown() ?? {};
  expect(fill?.shown()).toMatchObject({ size: '0.01', profit: '0', maker: false, at: NOW, effect: 'spot' });
  expect(Number(value)).toBeCloseTo(Number(price) * 0.01, 8);
  const balances = account.bills.map(({ coin, balance, amount }) => ({ coin, balance, amount }));
  expect(balances).toEqual([
    { coin: 'BTC', balance: '9.99', amount: '-0.01' },
    { coin: 'USDT', balance: expect.stringMatching(/^100\d{3}\.\d+$/), amount: value },
  ]);
  const copy = new Engine({ seed: 'other' });
  copy.restore(JSON.parse(JSON.stringify(engine.snapshot())));
  const restored = copy.account({ key: 'a' }, 'classic', NOW);
  expect(restored.fills.all().map((each) => each.shown())).toEqual([fill?.shown()]);
  expect(restored.bills.map(({ coin, balance, amount }) => ({ coin, balance, amount }))).toEqual(balances);
});
