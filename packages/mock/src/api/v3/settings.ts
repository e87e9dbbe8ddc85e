import { knownCoin, LENDING, leveragesOf, marginModeOf, positionModeOf } from '../../engine/index.js';
import type { ContextOf, Handlers, RequestOf, ResponseOf } from './operations.js';
import { venueNamed } from './venues.js';

// The leverage of borrowed coins that nobody set.
const USUAL = 3;

function settings({ world, account }: ContextOf<'account.settings'>): ResponseOf<'account.settings'> {
  const futures = [...world.venues.values()].filter(({ instrument }) => instrument.category !== 'SPOT');
  return {
    uid: account.uid,
    accountMode: 'unified',
    accountLevel: 'advanced',
    repayMode: account.repayMode,
    assetMode: 'multi_assets',
    holdMode: positionModeOf(world, account, 'USDT-FUTURES'),
    stpMode: account.stp,
    symbolConfigList: futures.map(({ instrument }) => {
      const marginMode = marginModeOf(account, instrument);
      const leverages = leveragesOf(account, instrument);
      const leverage = String(marginMode === 'crossed' ? leverages.crossed : leverages.long);
      return { category: instrument.category, symbol: instrument.symbol, marginMode, leverage };
    }),
    coinConfigList: [...LENDING.keys()].map((coin) => ({
      coin,
      leverage: String(account.coinLeverages.get(coin) ?? USUAL),
    })),
  };
}

function leveragesAsked(request: RequestOf<'account.setLeverage'>) {
  const { leverage, marginMode, posSide, longLeverage, shortLeverage } = request;
  if (marginMode === 'isolated') {
    return {
      long: longLeverage ?? (posSide === 'short' ? undefined : leverage),
      short: shortLeverage ?? (posSide === 'long' ? undefined : leverage),
    };
  }
  return { crossed: leverage, long: longLeverage ?? leverage, short: shortLeverage ?? leverage };
}

/** The settings of the account, v3. */
export const accountSettings: Handlers = {
  'account.settings': settings,
  'account.setHoldMode': ({ engine, account, request }) => {
    engine.setPositionMode(account, 'USDT-FUTURES', request.holdMode);
    return 'success';
  },
  'account.setLeverage': (context) => {
    const { engine, account, request } = context;
    const { category, symbol, coin, leverage } = request;
    if (category === 'MARGIN') {
      if (coin === undefined) throw context.missing('coin');
      engine.setCoinLeverage(account, knownCoin(coin), leverage);
      return 'success';
    }
    if (symbol === undefined) throw context.missing('symbol');
    engine.setLeverage(account, venueNamed(context.with({ category, symbol })), leveragesAsked(request));
    return 'success';
  },
  'account.setMargin': (context) => {
    const { engine, account, request } = context;
    const { posSide, operation, amount } = request;
    engine.setMargin(account, venueNamed(context), posSide, operation === 'remove' ? `-${amount}` : amount);
    return 'success';
  },
  'account.deductInfo': ({ account }) => ({ deduct: account.deduct ? 'on' : 'off' }),
  'account.switchDeduct': ({ engine, account, request }) => {
    engine.configure(account, { deduct: request.deduct === 'on' });
    return true;
  },
};
