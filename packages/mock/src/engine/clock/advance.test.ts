import { expect, it } from 'vitest';
import { Engine } from '../index.js';

const HOUR = 3_600_000;
// Half a second before a settlement.
const START = 1_762_012_800_000 - 500;

function held(step: number): string[] {
  const engine = new Engine({ seed: 'funding' });
  const account = engine.account({ key: 'a' }, 'unified', START);
  engine.setPrice({ symbol: 'BTCUSDT', price: '64000', now: START });
  engine.place(account, {
    category: 'USDT-FUTURES',
    symbol: 'BTCUSDT',
    side: 'buy',
    type: 'market',
    size: '0.01',
  });
  for (let now = START; now <= START + 3000; now += step) engine.at(now);
  engine.at(START + 9 * HOUR);
  return account.bills.filter(({ kind }) => kind === 'funding').map(({ at, amount }) => `${at} ${amount}`);
}

it('funding is paid at each settlement, whether the clock ticks or jumps over it', () => {
  const paid = held(1000);
  expect(paid.map((bill) => Number(bill.split(' ')[0]))).toEqual([START + 500, START + 500 + 8 * HOUR]);
  expect(held(3000)).toEqual(paid);
});
