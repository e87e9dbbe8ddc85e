import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { checkOrder } from './check.js';
import { compare, type Decimal, decimal } from './decimal.js';
import { instrumentOf } from './instrument.js';
import { roundOrder } from './round.js';
import { orderRules } from './rules.js';

/** Rows as the exchange sends them, shortened. */
const futures = {
  symbol: 'BTCUSDT',
  category: 'USDT-FUTURES',
  quoteCoin: 'USDT',
  minOrderQty: '0.0001',
  maxOrderQty: '1200',
  maxMarketOrderQty: '220',
  pricePrecision: '1',
  quantityPrecision: '4',
  quotePrecision: '',
  minOrderAmount: '5',
  priceMultiplier: '0.5',
  quantityMultiplier: '0.0001',
  status: 'online',
};
const spot = {
  symbol: 'BTCUSDT',
  category: 'SPOT',
  minOrderQty: '0.5',
  maxOrderQty: '0',
  pricePrecision: '2',
  quantityPrecision: '6',
  quotePrecision: '8',
  minOrderAmount: '1',
  status: 'online',
};
const pair = {
  symbol: 'BTCUSDT',
  quoteCoin: 'USDT',
  minTradeAmount: '7',
  maxTradeAmount: '1',
  pricePrecision: '2',
  quantityPrecision: '6',
  quotePrecision: '8',
  status: 'online',
  minTradeUSDT: '1',
  maxLimitOrderValue: '5000000',
  maxMarketOrderValue: '1000000',
};
const contract = {
  symbol: 'BTCUSDT',
  quoteCoin: 'USDT',
  pricePlace: '1',
  priceEndStep: '5',
  volumePlace: '3',
  sizeMultiplier: '0.002',
  minTradeNum: '0.002',
  maxOrderQty: '1200',
  maxMarketOrderQty: '220',
  minTradeUSDT: '5',
  symbolStatus: 'normal',
};

const limit = { side: 'buy', orderType: 'limit', price: '64250.5', qty: '0.02' };
const found = (order: object, row: object) =>
  checkOrder({ ...order }, instrumentOf({ ...row })).map(({ field, rule, wanted }) => `${field} ${rule} ${wanted}`);

it('counts decimals as one does', () => {
  const messages = (qty: string, price: string) =>
    checkOrder({ ...limit, qty, price }, instrumentOf(futures)).map(({ message }) => message);
  expect(messages('0.00015', '64250.55')).toEqual([
    'price 64250.55 has more than 1 decimal',
    'qty 0.00015 has more than 4 decimals',
  ]);
});

describe('checkOrder names the field and the rule:', () => {
  it.each<[string, object, object, string[]]>([
    ['nothing for a good order', limit, futures, []],
    ['the step of the price', { ...limit, price: '64250.3' }, futures, ['price step 0.5']],
    ['the decimals of the price', { ...limit, price: '64250.55' }, futures, ['price precision 1']],
    ['the decimals of the quantity', { ...limit, qty: '0.00015' }, futures, ['qty precision 4']],
    [
      'the least quantity',
      { ...limit, qty: '0.00005' },
      futures,
      ['qty precision 4', 'qty min 0.0001', 'qty minAmount 5'],
    ],
    ['the largest quantity', { ...limit, qty: '1200.0001' }, futures, ['qty max 1200']],
    ['that of market orders', { side: 'sell', orderType: 'market', qty: '221' }, futures, ['qty max 220']],
    ['the least amount', { ...limit, price: '10', qty: '0.4999' }, futures, ['qty minAmount 5']],
    ['but not of what closes', { ...limit, price: '10', qty: '0.4999', reduceOnly: 'yes' }, futures, []],
    ['no price', { side: 'buy', orderType: 'limit', qty: '1' }, futures, ['price required a limit order has a price']],
    ['no size', { side: 'buy', orderType: 'market' }, futures, ['qty required an order has a size']],
    ['a list of one number', { ...limit, qty: ['0.01'] }, futures, ['qty decimal a positive decimal number']],
    ['an object', { ...limit, price: { toString: () => '1' } }, futures, ['price decimal a positive decimal number']],
    ['a truth value', { ...limit, qty: true }, futures, ['qty decimal a positive decimal number']],
    ['a bigint, which JSON lacks', { ...limit, qty: 1n }, futures, ['qty decimal a positive decimal number']],
    ['what is no plain decimal', { ...limit, qty: '2e-2' }, futures, ['qty decimal a positive decimal number']],
    ['nor a zero', { ...limit, price: '0' }, futures, ['price decimal a positive decimal number']],
    ['attached prices', { ...limit, stopLoss: '63000.1' }, futures, ['stopLoss step 0.5']],
    ['what does not trade', limit, { ...futures, status: 'offline' }, ['symbol open ']],
    ['a pair is bound by the amount only', { ...limit, qty: '0.0001' }, spot, []],
    [
      'an amount of a market buy',
      { side: 'buy', orderType: 'market', qty: '0.999999999' },
      spot,
      ['qty precision 8', 'qty minAmount 1'],
    ],
    ['a quantity of a market sell', { side: 'sell', orderType: 'market', qty: '0.0000001' }, spot, ['qty precision 6']],
    ['v2 pairs', { ...limit, qty: undefined, size: '100' }, pair, ['size maxAmount 5000000']],
    ['v2 pairs in other coins', { ...limit, qty: undefined, size: '0.000001' }, { ...pair, quoteCoin: 'BTC' }, []],
    [
      'v2 contracts',
      { ...limit, qty: undefined, size: '0.003', price: '64250.1' },
      contract,
      ['price step 0.5', 'size step 0.002'],
    ],
    [
      'v2 margin',
      { ...limit, qty: undefined, baseSize: '0.0000001', price: '1' },
      pair,
      ['baseSize precision 6', 'baseSize minAmount 1'],
    ],
    ['v2 margin, by amount', { side: 'buy', orderType: 'market', quoteSize: '0.5' }, pair, ['quoteSize minAmount 1']],
    [
      'inverse contracts have no amount',
      { ...limit, qty: '0.0001', price: '0.5' },
      { ...futures, category: 'COIN-FUTURES' },
      [],
    ],
  ])('%s', (_, order, row, problems) => {
    expect(found(order, row)).toEqual(problems);
  });

  it('in a sentence', () => {
    const [problem] = checkOrder({ ...limit, price: '64250.3' }, instrumentOf(futures));
    expect(problem).toEqual({
      field: 'price',
      rule: 'step',
      value: '64250.3',
      wanted: '0.5',
      message: 'price 64250.3 is not a multiple of 0.5',
    });
  });
});

describe('roundOrder', () => {
  const rounded = (order: object, row: object = futures) => roundOrder(order, instrumentOf({ ...row }));

  it('never buys dearer or sells cheaper, never more, and keeps the rest to the letter', () => {
    const order = {
      ...limit,
      price: '64250.7',
      qty: '0.02009',
      clientOid: 'x',
      takeProfit: '70000.1',
      stopLoss: '60000.1',
    };
    expect(rounded(order)).toEqual({
      ...order,
      price: '64250.5',
      qty: '0.02',
      takeProfit: '70000.5',
      stopLoss: '60000.5',
    });
    expect(rounded({ ...order, side: 'sell' })).toEqual({
      ...order,
      side: 'sell',
      price: '64251',
      qty: '0.02',
      takeProfit: '70000',
      stopLoss: '60000',
    });
    expect(rounded({ ...limit, qty: '0.0200' }).valueOf()).toEqual({ ...limit, qty: '0.0200' });
    expect(order.price).toBe('64250.7');
  });
  it('knows that v2 closes a long position with "buy"', () => {
    const order = { side: 'buy', tradeSide: 'close', orderType: 'limit', price: '64250.3', size: '0.0039' };
    expect(rounded(order, contract)).toMatchObject({ price: '64250.5', size: '0.002' });
    expect(rounded({ ...order, tradeSide: 'open' }, contract)).toMatchObject({ price: '64250' });
  });
  it('rounds a market buy of a pair as the amount that it is, and leaves its price alone', () => {
    expect(rounded({ side: 'buy', orderType: 'market', qty: '10.123456789', price: '0.001' }, spot)).toMatchObject({
      qty: '10.12345678',
      price: '0.001',
    });
  });
  it('throws rather than send nothing', () => {
    expect(() => rounded({ ...limit, qty: '0.00009' })).toThrow('qty 0.00009 is less than one step of 0.0001');
    expect(() => rounded({ ...limit, price: 'x' })).toThrow('price "x" is no positive decimal number');
    expect(() => rounded({ ...limit, qty: ['0.01'] })).toThrow('qty "0.01" is no positive decimal number');
  });
  it('property: what it returns keeps to every step, and does no more than was asked', () => {
    const number = fc
      .integer({ min: 1, max: 10 ** 9 })
      .map((units) => `${units / 1e5}`)
      .filter((text) => !text.includes('e'));
    const at = (text: unknown): Decimal => decimal(text) ?? expect.fail(`${text}`);
    fc.assert(
      fc.property(
        number,
        number,
        fc.constantFrom('buy', 'sell'),
        fc.constantFrom(futures, spot),
        (price, qty, side, row) => {
          fc.pre(Number(price) >= 0.5 && Number(qty) >= 0.0001);
          const order = rounded({ ...limit, price, qty, side }, row) as typeof limit;
          expect(found(order, row).filter((one) => /step|precision/.test(one))).toEqual([]);
          expect(compare(at(order.qty), at(qty))).toBeLessThanOrEqual(0);
          expect(compare(at(order.price), at(price)) * (side === 'buy' ? 1 : -1)).toBeLessThanOrEqual(0);
          expect(rounded(order, row)).toEqual(order);
        },
      ),
    );
  });
});

describe('orderRules', () => {
  const make = () => {
    let time = 0;
    const instruments = vi.fn(async ({ category }: { category: string }) => (category === 'SPOT' ? [spot] : [futures]));
    const rules = orderRules({ market: { instruments } }, { ttlMs: 1000, now: () => time });
    const wait = (ms: number) => {
      time += ms;
    };
    return { rules, instruments, wait };
  };
  const order = { ...limit, category: 'SPOT', symbol: 'BTCUSDT' };

  it('reads each list once, again when its time is over, and on demand', async () => {
    const { rules, instruments, wait } = make();
    const all = await Promise.all([rules.checkOrder(order), rules.checkOrder(order), rules.roundOrder(order)]);
    expect(all).toEqual([[], [], order]);
    expect(instruments.mock.calls).toEqual([[{ category: 'SPOT' }]]);
    await rules.checkOrder({ ...order, category: 'USDT-FUTURES' });
    wait(999);
    await rules.checkOrder(order);
    expect(instruments).toHaveBeenCalledTimes(2);
    wait(1);
    await rules.checkOrder(order);
    expect(instruments).toHaveBeenCalledTimes(3);
    await rules.refresh(order);
    expect(instruments).toHaveBeenCalledTimes(4);
  });
  it('looks for an unknown symbol once more, not at every order', async () => {
    const { rules, instruments } = make();
    for (const _ of [1, 2, 3])
      await expect(rules.checkOrder({ ...order, symbol: 'NEW' })).rejects.toThrow('no instrument "NEW"');
    expect(instruments).toHaveBeenCalledTimes(2);
    await expect(rules.checkOrder(limit)).rejects.toThrow('names no category');
  });
  it('takes the lists of v2', async () => {
    const symbols = vi.fn(async () => [pair]);
    const contracts = vi.fn(async (_: { productType: string }) => [contract]);
    const rules = orderRules({ spot: { public: { symbols } }, mix: { market: { contracts } } });
    expect(await rules.instrument({ symbol: 'btcusdt' })).toMatchObject({ spot: true });
    expect(await rules.instrument({ symbol: 'BTCUSDT', productType: 'usdt-futures' })).toMatchObject({ spot: false });
    expect(contracts).toHaveBeenCalledWith({ productType: 'USDT-FUTURES' });
  });
});
