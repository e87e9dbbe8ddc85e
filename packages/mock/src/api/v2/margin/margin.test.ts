import { beforeEach, describe, expect, it } from 'vitest';
import { NOW } from '../../../../test/small-exchange.js';
import { type Tester, tester } from '../../../../test/tester.js';

let t: Tester;
beforeEach(async () => {
  const secrets = { secretKey: 'test-secret', passphrase: 'test-passphrase' };
  t = tester({ accounts: [{ apiKey: 'test-key', balances: { spot: { USDT: '100000' } }, ...secrets }] });
  t.exchange.price({ symbol: 'BTCUSDT', price: '64000' });
  for (const toType of ['crossed_margin', 'isolated_margin']) {
    await t.ask('v2:spot.wallet.transfer', {
      fromType: 'spot',
      toType,
      amount: '1000',
      coin: 'USDT',
      symbol: 'BTCUSDT',
    });
  }
});

const HOUR = 3_600_000;
const since = { startTime: String(NOW - HOUR) };
const symbol = 'BTCUSDT';
const buy = { symbol, side: 'buy', orderType: 'market', force: 'gtc', loanType: 'autoLoan', quoteSize: '2000' };
const sell = { symbol, side: 'sell', orderType: 'market', force: 'gtc', loanType: 'normal', baseSize: '0.01' };

describe.each([
  ['crossed', {}, '2000', '3000'],
  ['isolated', { symbol }, '9000', '10000'],
])('%s margin', (side, where, most, least) => {
  const op = (name: string) => `v2:margin.${side}.${name}`;
  const asset = async (coin: string) =>
    (await t.ask(op('account.assets'), where)).find((one: { coin: string }) => one.coin === coin);
  const list = async (name: string, fields = {}) =>
    (await t.ask(op(name), { ...where, ...since, ...fields })).resultList;

  it('lends up to its leverage, and takes back interest first', async () => {
    const borrowable = await t.ask(op('account.maxBorrowableAmount'), { coin: 'USDT', ...where });
    expect(borrowable.maxBorrowableAmount ?? borrowable.quoteCoinMaxBorrowAmount).toBe(most);
    const borrow = (borrowAmount: string) => t.code(op('account.borrow'), { ...where, coin: 'USDT', borrowAmount });
    expect(await borrow(`${most}.00000001`)).toBe('50035');
    expect(await borrow('0')).toBe('50034');
    expect(await borrow('1.000000001')).toBe('50063');
    expect(await t.code(op('account.borrow'), { ...where, coin: 'PEPE', borrowAmount: '1' })).toBe('50037');

    const loan = await t.ask(op('account.borrow'), { ...where, coin: 'USDT', borrowAmount: '850' });
    // The example of the exchange's own page: 850 at 0.012333 % a day for an hour.
    expect(await asset('USDT')).toMatchObject({
      totalAmount: '1850',
      borrow: '850',
      interest: '0.00436794',
      net: '999.99563206',
    });
    t.exchange.clock.advance(HOUR);
    t.exchange.clock.advance(2 * HOUR);
    expect((await asset('USDT')).interest).toBe('0.01747176');
    expect(await list('interestHistory')).toMatchObject([
      { interstType: 'scheduled', dailyInterestRate: '0.00012333' },
      {},
      {},
      { interstType: 'first', interestAmount: '0.00436794' },
    ]);
    expect(await list('borrowHistory')).toMatchObject([{ loanId: loan.loanId, borrowType: 'manual_loan' }]);

    const repay = (repayAmount: string) => ({ ...where, coin: 'USDT', repayAmount });
    expect(await t.code(op('account.repay'), repay('0.01'))).toBe('50042');
    expect(await t.code(op('account.repay'), repay('0'))).toBe('50040');
    const paid = await t.ask(op('account.repay'), repay('500'));
    expect(paid).toMatchObject({ repayAmount: '500', remainDebtAmount: '350.01747176' });
    expect(await list('repayHistory')).toMatchObject([
      { repayId: paid.repayId, repayInterest: '0.01747176', repayPrincipal: '499.98252824', repayType: 'manual_repay' },
    ]);
    expect(await t.ask(op('account.repay'), repay('9999'))).toMatchObject({ remainDebtAmount: '0' });
    expect(await t.code(op('account.repay'), repay('1'))).toBe('50040');
    const kinds = (await list('financialRecords')).map((one: { marginType: string }) => one.marginType);
    expect(kinds).toEqual(['repay', 'repay', 'borrow', 'transfer_in']);
    expect(await list('financialRecords', { marginType: 'borrow' })).toHaveLength(1);
  });

  it('debt holds back what may leave, and shows as risk', async () => {
    await t.ask(op('account.borrow'), { ...where, coin: 'USDT', borrowAmount: '1000' });
    const out = await t.ask(op('account.maxTransferOutAmount'), { coin: 'USDT', ...where });
    const free = out.maxTransferOutAmount ?? out.quoteCoinMaxTransferOutAmount;
    expect(Number(free)).toBeCloseTo(1000 - 1000 / (Number(most) / 1000), 1);
    const move = { fromType: `${side}_margin`, toType: 'spot', coin: 'USDT', symbol };
    expect(await t.code('v2:spot.wallet.transfer', { ...move, amount: String(Number(free) + 1) })).toBe('43117');
    await t.ask('v2:spot.wallet.transfer', { ...move, amount: free });
    const risk = await t.ask(op('account.riskRate'), where);
    expect(Number(Array.isArray(risk) ? risk[0].riskRateRatio : risk.riskRateRatio)).toBeGreaterThan(0.1);
  });

  it('an order borrows what it misses and pays with what it brings', async () => {
    expect(await t.code(op('placeOrder'), { ...buy, loanType: 'normal' })).toBe('50020');
    expect(await t.code(op('placeOrder'), { ...buy, quoteSize: String(Number(least) + 5) })).toBe('50020');
    const { orderId } = await t.ask(op('placeOrder'), { ...buy, clientOid: 'm1' });
    expect(await t.code(op('placeOrder'), { ...buy, clientOid: 'm1' })).toBe('50060');
    expect((await t.ask(op('historyOrders'), { symbol, ...since, orderId })).orderList).toMatchObject([
      { clientOid: 'm1', loanType: 'autoLoan', status: 'filled', quoteSize: '2000', baseSize: '0' },
    ]);
    expect((await asset('USDT')).borrow).toBe('1000');
    expect(await list('borrowHistory')).toMatchObject([{ borrowType: 'auto_loan', borrowAmount: '1000' }]);
    const { fills } = await t.ask(op('fills'), { symbol, ...since });
    expect(fills[0]).toMatchObject({ orderId, side: 'buy', tradeScope: 'taker' });

    await t.ask(op('placeOrder'), { ...sell, loanType: 'autoRepay' });
    const after = await asset('USDT');
    expect(Number(after.borrow)).toBeGreaterThan(300);
    expect(after).toMatchObject({ available: '0', interest: '0' });
    expect(await list('repayHistory')).toMatchObject([{ repayType: 'auto_repay' }]);
  });

  it('orders rest apart from those of spot, and are cancelled', async () => {
    const limit = { ...buy, orderType: 'limit', price: '60000', baseSize: '0.05', quoteSize: '' };
    const { successList, failureList } = await t.ask(op('batchPlaceOrder'), {
      symbol,
      orderList: [
        { ...limit, symbol: undefined, clientOid: 'b1' },
        { ...limit, symbol: undefined, clientOid: 'b1' },
      ],
    });
    expect(failureList).toMatchObject([{ errorCode: '50060' }]);
    expect((await asset('USDT')).frozen).toBe('3000');
    expect(await t.ask('v2:spot.trade.unfilledOrders')).toEqual([]);
    const [{ orderId }] = successList;
    expect(await t.code('v2:spot.trade.cancelOrder', { symbol, orderId })).toBe('43001');
    const open = await t.ask(op('openOrders'), { symbol, ...since });
    expect(open).toMatchObject({ orderList: [{ orderId, status: 'live', loanType: 'autoLoan' }], maxId: orderId });
    await t.ask(op('cancelOrder'), { symbol, clientOid: 'b1' });
    expect(await t.code(op('cancelOrder'), { symbol, orderId })).toBe('50062');
    expect(await asset('USDT')).toMatchObject({ frozen: '0', borrow: '2000' });
    const again = await t.ask(op('placeOrder'), { ...limit, loanType: 'normal' });
    const gone = await t.ask(op('batchCancelOrder'), {
      symbol,
      orderIdList: [{ orderId: again.orderId }, { orderId }],
    });
    expect(gone).toMatchObject({ successList: [again], failureList: [{ orderId, errorCode: '50062' }] });
  });

  it('a flash repayment swaps what it misses', async () => {
    await t.ask(op('placeOrder'), buy);
    expect(await t.code(op('account.repay'), { ...where, coin: 'USDT', repayAmount: '5' })).toBe('50041');
    const done = await t.ask(
      op('account.flashRepay'),
      side === 'crossed' ? { coin: 'USDT' } : { symbolList: [symbol] },
    );
    const { repayId } = Array.isArray(done) ? done[0] : done;
    expect(await t.ask(op('account.queryFlashRepayStatus'), { idList: [repayId] })).toEqual([
      { repayId, status: 'FINISH' },
    ]);
    expect(await t.code(op('account.queryFlashRepayStatus'), { idList: ['1'] })).toBe('50061');
    expect(await asset('USDT')).toMatchObject({ borrow: '0', interest: '0', totalAmount: '0' });
    expect(Number((await asset('BTC')).available)).toBeCloseTo(1000 / 64000, 3);
    expect((await list('financialRecords')).map((one: { marginType: string }) => one.marginType)).toContain(
      'exchange_out',
    );
  });

  it('is liquidated when too little of its own is left', async () => {
    await t.ask(op('placeOrder'), { ...buy, quoteSize: least });
    expect(await list('liquidationHistory')).toEqual([]);
    const before = t.exchange.snapshot();
    t.exchange.price({ symbol, price: side === 'crossed' ? '44000' : '60100' });
    expect(await list('liquidationHistory')).toMatchObject([{ liqFee: '0' }]);
    const swaps = await t.ask(op('liquidationOrder'), { ...since, type: 'swap' });
    expect(swaps.resultList).toMatchObject([{ fromCoin: 'BTC', toCoin: 'USDT' }]);
    expect((await t.ask(op('liquidationOrder'), since)).resultList).toEqual([]);
    expect(await asset('USDT')).toMatchObject({ borrow: '0', interest: '0' });
    expect(await list('repayHistory')).toMatchObject([{ repayType: 'liq_repay' }]);
    t.exchange.restore(JSON.parse(JSON.stringify(before)));
    expect(Number((await asset('USDT')).borrow)).toBe(Number(most));
    t.exchange.price({ symbol, price: '30000' });
    expect(await asset('USDT')).toMatchObject({ borrow: '0', totalAmount: '0' });
  });
});

it('reports its terms', async () => {
  expect(await t.ask('v2:margin.currencies')).toHaveLength(12);
  const record = await t.ask('v2:margin.interestRateRecord', { coin: 'USDT' });
  expect(record).toMatchObject({ dailyInterestRate: '0.00012333', annualInterestRate: '0.04501545' });
  await t.ask('v2:margin.crossed.interestRateAndLimit', { coin: 'BTC' });
  await t.ask('v2:margin.crossed.tierData', { coin: 'BTC' });
  await t.ask('v2:margin.isolated.interestRateAndLimit', { symbol });
  await t.ask('v2:margin.isolated.tierData', { symbol });
  expect(await t.code('v2:margin.crossed.tierData', { coin: 'NONE' })).toBe('50032');
  expect(await t.ask('v2:margin.isolated.account.riskRate')).toEqual([{ symbol, riskRateRatio: '0' }]);
  expect(await t.ask('v2:margin.crossed.account.assets', { coin: 'BTC' })).toMatchObject([{ totalAmount: '0' }]);
});
