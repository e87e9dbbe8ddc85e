import { platformSystem } from '@bitget-spec/auth';
import { parseRoute } from '@bitget-spec/contract';
import { describe, expect, it } from 'vitest';
import { CancelScope } from '../call/scope.js';
import type { Attempt } from './attempt.js';
import { isThis } from './is-this.js';

const SENT = 1_700_000_000_000;
const attempt: Attempt = {
  route: parseRoute('/api/v3/', 'POST trade/place-order order id=clientOid'),
  scope: new CancelScope(platformSystem),
  firstSentAt: SENT,
  sentAt: SENT,
  sentTick: 0,
  validMs: 30_000,
};
/** Whether what was found is what was sent, with a number of the caller's own unless told otherwise. */
const is = (found: object, sent: object, ours = false) =>
  isThis({ ...found }, { clientOid: 'mine', ours, fields: { ...sent } }, attempt);

describe('what has the number of an order', () => {
  it.each(['createdTime', 'cTime', 'ctime'])(
    'is an earlier order where %s is older than any clock explains',
    (name) => {
      expect(is({ [name]: `${SENT - 30_000}` }, {})).toBe(true);
      expect(is({ [name]: `${SENT - 30_001}` }, {})).toBe(false);
    },
  );

  it('is this order where the client made the number up, whatever the exchange says of time and quantity', () => {
    expect(is({ cTime: '1600000000000', symbol: 'ETHUSDT' }, { symbol: 'BTCUSDT' }, true)).toBe(true);
  });

  it.each([
    ['symbol', 'BTCUSDT', 'ETHUSDT'],
    ['side', 'buy', 'sell'],
    ['coin', 'USDT', 'BTC'],
  ])('is another with another %s, but not in other letters or where nothing is said', (name, sent, other) => {
    expect(is({ [name]: other }, { [name]: sent })).toBe(false);
    expect(is({ [name]: sent.toUpperCase() }, { [name]: sent.toLowerCase() })).toBe(true);
    expect(is({ [name]: '' }, { [name]: sent })).toBe(true);
    expect(is({ [name]: sent }, {})).toBe(true);
  });

  it('may have either side where it closes a position, but no other symbol', () => {
    const closing = { symbol: 'BTCUSDT', side: 'buy', tradeSide: 'close' };
    expect(is({ symbol: 'BTCUSDT', side: 'sell' }, closing)).toBe(true);
    expect(is({ symbol: 'ETHUSDT', side: 'sell' }, closing)).toBe(false);
  });

  it.each(['price', 'qty', 'size'])('is compared by %s as a number, of limit orders alone', (name) => {
    for (const orderType of ['limit', 'LIMIT']) {
      expect(is({ [name]: '1.50' }, { orderType, [name]: '1.5' })).toBe(true);
      expect(is({ [name]: '1.51' }, { orderType, [name]: '1.5' })).toBe(false);
    }
    for (const orderType of ['market', undefined])
      expect(is({ [name]: '1.51' }, { orderType, [name]: '1.5' })).toBe(true);
  });
});
