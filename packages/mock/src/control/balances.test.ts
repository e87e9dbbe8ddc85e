import { expect, it } from 'vitest';
import { tester } from '../../test/tester.js';
import type { MockAccount } from '../types.js';

const secrets = { secretKey: 'test-secret', passphrase: 'test-passphrase' };
const balances = { spot: { USDT: '77.5' }, uta: { USDC: '12' } };
const accounts: MockAccount[] = [
  { apiKey: 'both', balances, ...secrets },
  { apiKey: 'other', balances, ...secrets },
];

const held = async (t: ReturnType<typeof tester>) => {
  const spot = await t.ask('v2:spot.account.assets');
  const { assets } = await t.ask('v3:account.assets');
  const shown = (list: { coin: string; available: string }[]) => list.map(({ coin, available }) => [coin, available]);
  return [...shown(spot), ...shown(assets)];
};
const configured = [
  ['USDT', '77.5'],
  ['USDC', '12'],
];

it('an account that is reset opens again with the balances that it was given', async () => {
  const t = tester({ accounts }, 'both');
  expect(await held(t)).toEqual(configured);
  for (const key of ['both', 'other']) t.exchange.deposit({ key, coin: 'USDT', amount: '5', wallet: 'spot' });
  t.exchange.reset('both');
  expect(await held(t)).toEqual(configured);
  expect((await held(t.as('other')))[0]).toEqual(['USDT', '82.5']);
  t.exchange.reset('both');
  t.exchange.deposit({ key: 'both', coin: 'USDT', amount: '1', wallet: 'spot' });
  expect((await held(t))[0]).toEqual(['USDT', '78.5']);
  t.exchange.reset();
  expect(await held(t)).toEqual(configured);
});

it('a snapshot brings back what an account held, and leaves one that it has never seen to its own balances', async () => {
  const t = tester({ accounts }, 'both');
  const empty = t.exchange.snapshot();
  t.exchange.deposit({ key: 'both', coin: 'USDT', amount: '5', wallet: 'spot' });
  const full = t.exchange.snapshot();
  t.exchange.reset('both');
  t.exchange.restore(full);
  expect((await held(t))[0]).toEqual(['USDT', '82.5']);
  t.exchange.restore(empty);
  expect(await held(t)).toEqual(configured);
  t.exchange.restore(full);
  t.exchange.reset('both');
  expect(await held(t)).toEqual(configured);
});

it('what is read or refused leaves no trace', async () => {
  const t = tester({ accounts }, 'both');
  await held(t);
  const before = t.exchange.snapshot();
  const order = { symbol: 'ETHUSDT', side: 'sell', orderType: 'market', force: 'gtc', size: '1' };
  expect(await t.code('v2:spot.trade.placeOrder', order)).toBe('43012');
  const futures = {
    ...order,
    productType: 'USDT-FUTURES',
    marginMode: 'crossed',
    marginCoin: 'USDT',
    tradeSide: 'open',
  };
  expect(await t.code('v2:mix.order.placeOrder', futures)).toBe('40762');
  const move = { fromType: 'usdt_futures', toType: 'spot', amount: '1', coin: 'USDT' };
  expect(await t.code('v2:spot.wallet.transfer', move)).toBe('43117');
  await t.ask('v2:mix.account.accounts', { productType: 'COIN-FUTURES' });
  await t.ask('v2:spot.account.assets', { coin: 'BTC' });
  await t.ask('v2:spot.market.orderbook', { symbol: 'BTCUSDT' });
  expect(t.exchange.snapshot()).toEqual(before);
});
