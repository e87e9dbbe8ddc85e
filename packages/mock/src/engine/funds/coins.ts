import { type Decimal, decimal } from '../decimal.js';
import { type Chain, COINS, INSTRUMENTS } from '../market/instruments.js';
import { EngineError, type Purse, type WalletName } from '../types.js';

const FUTURES_COINS: Readonly<Record<string, readonly string[]>> = {
  usdt_futures: ['USDT'],
  usdc_futures: ['USDC'],
  coin_futures: ['BTC', 'ETH', 'XRP'],
};

/** The two coins of an isolated margin account; none of a pair that does not exist. */
function pairOf(wallet: string): readonly string[] | undefined {
  const [, symbol] = wallet.split('/');
  if (symbol === undefined) return undefined;
  const pair = INSTRUMENTS.find((known) => known.category === 'SPOT' && known.symbol === symbol);
  return pair ? [pair.base, pair.quote] : [];
}

/** Coins that a wallet can keep. */
export function coinsOf(wallet: WalletName | Purse): readonly string[] {
  return pairOf(wallet) ?? FUTURES_COINS[wallet] ?? COINS.map(({ coin }) => coin);
}

/** Digits of an amount, more than any coin has: sums of longer ones take ever longer to reckon with. */
export const LONGEST_AMOUNT = 40;

/** @throws EngineError `bad-amount` */
export function amountOf(amount: string): Decimal {
  if (amount.length > LONGEST_AMOUNT || !/^\d+(\.\d+)?$/.test(amount))
    throw new EngineError('bad-amount', amount.slice(0, LONGEST_AMOUNT));
  const value = decimal(amount);
  if (value.lte(0)) throw new EngineError('bad-amount', amount);
  return value;
}

/** @throws EngineError `unknown-coin` */
export function knownCoin(name: string): string {
  const coin = COINS.find((known) => known.coin === name.toUpperCase());
  if (!coin) throw new EngineError('unknown-coin', name);
  return coin.coin;
}

/** @throws EngineError `withdraw-chain` */
export function chainOf(coin: string, name: string | undefined): Chain {
  const chains = COINS.find((known) => known.coin === coin)?.chains ?? [];
  const chain =
    name === undefined || name === ''
      ? chains[0]
      : chains.find((known) => known.chain.toLowerCase() === name.toLowerCase());
  if (!chain) throw new EngineError('withdraw-chain', name ?? '');
  return chain;
}
