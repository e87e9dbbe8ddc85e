import { expect, it } from 'vitest';
import { decimal } from '../decimal.js';
import { Engine } from '../index.js';

const NOW = 1_761_998_400_000;

it('a snapshot keeps the order in which accounts are charged', () => {
  const engine = new Engine({ seed: 'loans' });
  const [first, second] = ['a', 'b'].map((key) => engine.account({ key }, 'classic', NOW));
  // The other way round than they were opened.
  for (const account of [second, first]) {
    if (account) engine.borrow(account, 'crossed_margin', 'USDT', decimal('100'));
  }
  const copy = new Engine({ seed: 'other' });
  copy.restore(JSON.parse(JSON.stringify(engine.snapshot())));
  for (const one of [engine, copy]) one.at(NOW + 7_200_000);
  expect(JSON.stringify(copy.snapshot())).toBe(JSON.stringify(engine.snapshot()));
});
