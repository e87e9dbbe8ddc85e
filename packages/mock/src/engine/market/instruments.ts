import { decimal } from '../decimal.js';
import type { Amounts, Category, Instrument, Purse } from '../types.js';

// symbol, base, quote, start price, price places, size places, smallest size
type Row = readonly [string, string, string, number, number, number, string];

const SPOT: readonly Row[] = [
  ['BTCUSDT', 'BTC', 'USDT', 64250.5, 2, 6, '0.000001'],
  ['ETHUSDT', 'ETH', 'USDT', 3350.2, 2, 4, '0.0001'],
  ['SOLUSDT', 'SOL', 'USDT', 162.4, 2, 4, '0.0001'],
  ['XRPUSDT', 'XRP', 'USDT', 2.418, 4, 4, '0.0001'],
  ['DOGEUSDT', 'DOGE', 'USDT', 0.1812, 5, 4, '0.0001'],
  ['ADAUSDT', 'ADA', 'USDT', 0.6124, 4, 4, '0.0001'],
  ['BGBUSDT', 'BGB', 'USDT', 4.512, 4, 4, '0.0001'],
  ['LTCUSDT', 'LTC', 'USDT', 96.3, 2, 4, '0.0001'],
  ['LINKUSDT', 'LINK', 'USDT', 17.45, 3, 4, '0.0001'],
  ['PEPEUSDT', 'PEPE', 'USDT', 0.0000071, 10, 0, '1'],
  ['BTCUSDC', 'BTC', 'USDC', 64250.5, 2, 6, '0.000001'],
  ['ETHBTC', 'ETH', 'BTC', 0.05214, 6, 4, '0.0001'],
];

// … and the highest leverage
type FuturesRow = readonly [...Row, number];

const USDT_FUTURES: readonly FuturesRow[] = [
  ['BTCUSDT', 'BTC', 'USDT', 64250.5, 1, 4, '0.0001', 125],
  ['ETHUSDT', 'ETH', 'USDT', 3350.2, 2, 2, '0.01', 125],
  ['SOLUSDT', 'SOL', 'USDT', 162.4, 3, 1, '0.1', 100],
  ['XRPUSDT', 'XRP', 'USDT', 2.418, 4, 0, '1', 100],
  ['DOGEUSDT', 'DOGE', 'USDT', 0.1812, 5, 0, '1', 75],
  ['ADAUSDT', 'ADA', 'USDT', 0.6124, 4, 0, '1', 75],
  ['LTCUSDT', 'LTC', 'USDT', 96.3, 2, 1, '0.1', 75],
  ['LINKUSDT', 'LINK', 'USDT', 17.45, 3, 1, '0.1', 75],
];
const COIN_FUTURES: readonly FuturesRow[] = [
  ['BTCUSD', 'BTC', 'USD', 64250.5, 1, 3, '0.001', 125],
  ['ETHUSD', 'ETH', 'USD', 3350.2, 2, 2, '0.01', 125],
  ['XRPUSD', 'XRP', 'USD', 2.418, 4, 0, '1', 75],
];
const USDC_FUTURES: readonly FuturesRow[] = [
  ['BTCPERP', 'BTC', 'USDC', 64250.5, 1, 4, '0.0001', 125],
  ['ETHPERP', 'ETH', 'USDC', 3350.2, 2, 2, '0.01', 100],
  ['SOLPERP', 'SOL', 'USDC', 162.4, 3, 1, '0.1', 75],
];

/** Every market of the exchange, with rules as they were in 2025 and 2026. */
export const INSTRUMENTS: readonly Instrument[] = [
  ...SPOT.map((row) => instrument('SPOT', row)),
  ...USDT_FUTURES.map((row) => futures('USDT-FUTURES', row)),
  ...COIN_FUTURES.map((row) => futures('COIN-FUTURES', row)),
  ...USDC_FUTURES.map((row) => futures('USDC-FUTURES', row)),
];

function instrument(category: Category, row: Row): Instrument {
  const [symbol, base, quote, start, pricePlaces, sizePlaces, minSize] = row;
  return {
    symbol,
    category,
    base,
    quote,
    settle: quote,
    pricePlaces,
    sizePlaces,
    quotePlaces: 8,
    minSize: decimal(minSize),
    maxSize: decimal('900000000000000000000'),
    minValue: decimal(quote === 'BTC' ? '0.0001' : '1'),
    makerFee: decimal('0.001'),
    takerFee: decimal('0.001'),
    maxLeverage: 1,
    fundingHours: 0,
    start,
  };
}

function futures(category: Category, row: FuturesRow): Instrument {
  const [symbol, base, quote, start, pricePlaces, sizePlaces, minSize, maxLeverage] = row;
  return {
    ...instrument(category, [symbol, base, quote, start, pricePlaces, sizePlaces, minSize]),
    settle: category === 'COIN-FUTURES' ? base : quote,
    maxSize: decimal(minSize).times(12_000_000),
    minValue: decimal('5'),
    makerFee: decimal('0.0002'),
    takerFee: decimal('0.0006'),
    maxLeverage,
    fundingHours: 8,
  };
}

/** How far a limit price may be on the wrong side of the last price, as a share of it. */
export const PRICE_LIMIT = 0.2;

/** A network that a coin travels by. */
export interface Chain {
  chain: string;
  withdrawFee: string;
  minWithdraw: string;
  minDeposit: string;
  confirm: string;
  needTag: boolean;
}

export interface Coin {
  coin: string;
  id: string;
  chains: readonly Chain[];
}

const chain = (name: string, withdrawFee: string, minWithdraw: string, confirm: string, needTag = false): Chain => ({
  chain: name,
  withdrawFee,
  minWithdraw,
  minDeposit: minWithdraw,
  confirm,
  needTag,
});

/** Every coin of the exchange. */
export const COINS: readonly Coin[] = [
  { coin: 'BTC', id: '1', chains: [chain('BTC', '0.00005', '0.0005', '1')] },
  {
    coin: 'USDT',
    id: '2',
    chains: [chain('TRC20', '1', '10', '1'), chain('ERC20', '1.5', '10', '12'), chain('BEP20', '0', '10', '15')],
  },
  { coin: 'ETH', id: '3', chains: [chain('ERC20', '0.0008', '0.001', '12')] },
  { coin: 'SOL', id: '1060', chains: [chain('SOL', '0.006', '0.02', '1')] },
  { coin: 'XRP', id: '5', chains: [chain('Ripple', '0.2', '10', '1', true)] },
  { coin: 'DOGE', id: '60', chains: [chain('DOGE', '4', '8', '20')] },
  { coin: 'ADA', id: '119', chains: [chain('Cardano', '0.8', '4', '15')] },
  { coin: 'BGB', id: '10', chains: [chain('ERC20', '0.5', '5', '12')] },
  { coin: 'LTC', id: '4', chains: [chain('LTC', '0.001', '0.002', '6')] },
  { coin: 'LINK', id: '15', chains: [chain('ERC20', '0.2', '0.5', '12')] },
  { coin: 'PEPE', id: '8101', chains: [chain('ERC20', '200000', '400000', '12')] },
  { coin: 'USDC', id: '11', chains: [chain('ERC20', '1.5', '10', '12'), chain('SOL', '0.8', '5', '1')] },
];

const coinsOfSpot: Amounts = {
  USDT: '100000',
  USDC: '100000',
  BTC: '10',
  ETH: '100',
  SOL: '1000',
  XRP: '100000',
  BGB: '10000',
};

/** What a new account holds unless told otherwise, by wallet. */
export const STARTING_BALANCES: Readonly<Partial<Record<Purse, Amounts>>> = {
  spot: coinsOfSpot,
  p2p: { USDT: '10000' },
  usdt_futures: { USDT: '100000' },
  coin_futures: { BTC: '10', ETH: '100', XRP: '100000' },
  usdc_futures: { USDC: '100000' },
  crossed_margin: { USDT: '10000', BTC: '0.1' },
  'isolated_margin/BTCUSDT': { USDT: '10000', BTC: '0.1' },
  uta: coinsOfSpot,
};
