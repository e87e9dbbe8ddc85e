import { EngineError, leveragesOf, marginModeOf, type Venue } from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import type { Handlers, RequestOf } from '../operations.js';
import { productOf, venueNamed } from './venues.js';

function leverageView({ account }: RequestContext, { instrument }: Venue) {
  const { crossed, long, short } = leveragesOf(account, instrument);
  const mode = marginModeOf(account, instrument);
  return {
    symbol: instrument.symbol,
    marginCoin: instrument.settle,
    longLeverage: String(mode === 'crossed' ? crossed : long),
    shortLeverage: String(mode === 'crossed' ? crossed : short),
    marginMode: mode,
  };
}

type LeverageRequest = Pick<
  RequestOf<'mix.account.setLeverage'>,
  'leverage' | 'longLeverage' | 'shortLeverage' | 'holdSide'
>;

/** v2 sets the crossed leverage unless the symbol is isolated, then one side's or both. */
function leverageAsked({ account }: RequestContext, { instrument }: Venue, request: LeverageRequest) {
  const { leverage: all, longLeverage, shortLeverage, holdSide } = request;
  if (marginModeOf(account, instrument) === 'crossed') return { crossed: all ?? longLeverage ?? shortLeverage };
  return {
    long: longLeverage ?? (holdSide === 'short' ? undefined : all),
    short: shortLeverage ?? (holdSide === 'long' ? undefined : all),
  };
}

/** How futures positions are held: leverage, margin and modes, v2. */
export const holding: Handlers = {
  'mix.account.setLeverage': (context) => {
    const { engine, account, request } = context;
    const venue = venueNamed(context);
    engine.setLeverage(account, venue, leverageAsked(context, venue, request));
    const view = leverageView(context, venue);
    return {
      ...view,
      shortLeveage: view.shortLeverage,
      crossMarginLeverage: String(leveragesOf(account, venue.instrument).crossed),
    };
  },
  'mix.account.setAllLeverage': (context) => {
    const { engine, account, request } = context;
    const category = productOf(request);
    const symbol = request.symbol?.toUpperCase();
    for (const venue of context.world.venues.values()) {
      const { instrument } = venue;
      if (instrument.category !== category || (symbol !== undefined && instrument.symbol !== symbol)) continue;
      const leverage = String(Math.min(Number(request.leverage), instrument.maxLeverage));
      engine.setLeverage(account, venue, leverageAsked(context, venue, { ...request, leverage }));
    }
    return 'success';
  },
  'mix.account.setMarginMode': (context) => {
    const venue = venueNamed(context);
    context.engine.setMarginMode(context.account, venue, context.request.marginMode);
    return leverageView(context, venue);
  },
  'mix.account.setPositionMode': ({ engine, account, request }) => {
    engine.setPositionMode(account, productOf(request), request.posMode);
    return { posMode: request.posMode };
  },
  'mix.account.setMargin': (context) => {
    const { engine, account, request } = context;
    engine.setMargin(account, venueNamed(context), request.holdSide, request.amount);
    return '';
  },
  'mix.account.setAutoMargin': ({ engine, account, request }) => {
    const symbol = request.symbol.toUpperCase();
    const position = [...account.positions.values()].find(
      (one) => one.symbol === symbol && one.side === request.holdSide,
    );
    if (!position) throw new EngineError('no-position');
    engine.setAutoMargin(position, request.autoMargin === 'on');
    return 'success';
  },
  'mix.account.setAssetMode': ({ engine, account, request }) => {
    engine.configure(account, { assetMode: request.assetMode });
    return 'success';
  },
};
