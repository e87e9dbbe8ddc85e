import {
  decimal,
  directionOf,
  type Market,
  type Plan,
  type Pricing,
  type Strategy,
  type StrategyDraft,
  type Trigger,
  type Venue,
} from '../../engine/index.js';
import type { ContextOf, RequestOf } from './operations.js';
import { draftOf, termsOf } from './strategy-terms.js';
import { triggerBy } from './triggers.js';

type Placing = ContextOf<'trade.placeStrategyOrder'>;
type Request = RequestOf<'trade.placeStrategyOrder'>;
type Params<Name extends keyof Request> = Exclude<NonNullable<Request[Name]>, readonly unknown[]>;

/** What a kind adds to a strategy order. */
type Kind = Pick<StrategyDraft, 'triggers'> & { callback?: string; strategy: Partial<Strategy> };

const AT_MARKET: Pricing = { from: 'market', ticks: 0, distance: 0, share: 0, worst: 0 };

/** An OCO, trailing stop, iceberg or TWAP order. Their parameters come as an object or in a list of one. */
export function placeStrategy(context: Placing, venue: Venue): Plan {
  const { request } = context;
  const kind = request.type;
  switch (kind) {
    case 'oco':
      return add(context, venue, kind, oco(context, venue, one(context, 'ocoParams')));
    case 'trailing_stop':
      return add(context, venue, kind, trailingStop(context, venue, one(context, 'trailingStopParams')));
    case 'iceberg':
      return add(context, venue, kind, iceberg(context, venue, one(context, 'icebergParams')));
    case 'twap':
      return add(context, venue, kind, twap(context, venue, one(context, 'twapParams')));
    default:
      throw new Error(`[mock] no strategy of the type ${kind}`);
  }
}

type ParamsName = 'ocoParams' | 'trailingStopParams' | 'icebergParams' | 'twapParams';

function one<Name extends ParamsName>(context: Placing, name: Name): Params<Name>;
function one(context: Placing, name: ParamsName) {
  const given = context.request[name];
  const params = Array.isArray(given) ? given[0] : given;
  if (params === undefined) throw context.missing(name);
  return params;
}

function add(context: Placing, venue: Venue, kind: StrategyDraft['kind'], { strategy, ...rest }: Kind): Plan {
  const drafted: Strategy = {
    params: {},
    pricing: AT_MARKET,
    spread: 0,
    part: '',
    parts: 0,
    every: 0,
    until: { ticks: 0, direction: 'up' },
    begun: 0,
    sent: 0,
    ...strategy,
  };
  const draft = { ...draftOf(context, venue), ...termsOf(context, venue), kind, byValue: false, ...rest };
  return context.engine.placeStrategy(venue, { ...draft, strategy: drafted });
}

function needed<Value>(context: Placing, value: Value | undefined, field: string): Value {
  if (value === undefined) throw context.missing(field);
  return value;
}

const ticksOf = (market: Market, price: string | undefined) =>
  price === undefined ? 0 : market.roundTicks(decimal(price));

/** A condition that the last price comes to a price, from where it stands now. */
function trigger(context: Placing, venue: Venue, price: string, orderTicks = 0): Trigger {
  const ticks = ticksOf(venue.market, price);
  const direction = directionOf(venue, context.now, ticks);
  return { which: 'open', ticks, direction, by: 'fill_price', orderTicks };
}

function oco(context: Placing, venue: Venue, params: Params<'ocoParams'>): Kind {
  const limit = needed(context, params.ocoLimitPrice, 'ocoLimitPrice');
  const price = needed(context, params.ocoTriggerPrice, 'ocoTriggerPrice');
  const order = params.ocoOrderType === 'limit' ? needed(context, params.ocoOrderPrice, 'ocoOrderPrice') : undefined;
  return {
    triggers: [trigger(context, venue, price, ticksOf(venue.market, order))],
    strategy: { params: { ...params }, pricing: { ...AT_MARKET, from: 'fixed', ticks: ticksOf(venue.market, limit) } },
  };
}

function trailingStop(context: Placing, venue: Venue, params: Params<'trailingStopParams'>): Kind {
  const { activationPrice, activationType, trailType, preOrderType, preOrderPrice } = params;
  const variance = needed(context, params.trailVariance, 'trailVariance');
  const price = preOrderType === 'limit' ? needed(context, preOrderPrice, 'preOrderPrice') : undefined;
  const orderTicks = ticksOf(venue.market, price);
  // Without a price to begin at, it follows at once.
  const start: Trigger =
    activationPrice === undefined
      ? { which: 'open', ticks: 0, direction: 'up', by: 'fill_price', orderTicks }
      : trigger(context, venue, activationPrice, orderTicks);
  const by = activationType === 'index' ? 'fill_price' : (triggerBy(activationType) ?? 'fill_price');
  return {
    triggers: [{ ...start, by }],
    callback: variance,
    strategy: { params: { ...params }, spread: trailType === 'spread' ? ticksOf(venue.market, variance) : 0 },
  };
}

function iceberg(context: Placing, venue: Venue, params: Params<'icebergParams'>): Kind {
  const { splitMode, qtyPerOrder, splitOrderNumbers } = params;
  const cut =
    splitMode === 'order'
      ? { parts: Number(needed(context, splitOrderNumbers, 'splitOrderNumbers')) }
      : { part: needed(context, qtyPerOrder, 'qtyPerOrder') };
  return {
    triggers: [],
    strategy: { params: { ...params }, ...cut, pricing: icebergPricing(context, venue, params) },
  };
}

function icebergPricing(context: Placing, { market }: Venue, params: Params<'icebergParams'>): Pricing {
  const { orderPreference, executionStrategy, fixedDistanceType, distance, fixedPrice, priceLimit } = params;
  const worst = ticksOf(market, priceLimit);
  if (orderPreference === 'fixed_price') {
    return { ...AT_MARKET, from: 'fixed', ticks: ticksOf(market, needed(context, fixedPrice, 'fixedPrice')) };
  }
  if (orderPreference === 'fixed_distance') {
    const offset = needed(context, distance, 'distance');
    return { ...AT_MARKET, from: 'last', worst, ...distanceOf(market, fixedDistanceType, offset, 100) };
  }
  return { ...AT_MARKET, from: executionStrategy === 'counterparty1' ? 'other' : 'own', worst };
}

/** A distance from the market: a difference of prices, or a share of which `whole` is the price itself. */
function distanceOf(market: Market, unit: 'percentage' | 'spread' | undefined, offset: string, whole: number) {
  return unit === 'spread' ? { distance: ticksOf(market, offset) } : { share: Math.min(Number(offset) / whole, 1) };
}

function twap(context: Placing, venue: Venue, params: Params<'twapParams'>): Kind {
  const { orderType, limitOffsetType, limitOffsetPercentage, limitOffsetSpread } = params;
  const minutes = Number(needed(context, params.duration, 'duration'));
  const seconds = Number(needed(context, params.interval, 'interval'));
  const offset = (limitOffsetType === 'spread' ? limitOffsetSpread : limitOffsetPercentage) ?? '0';
  const { twapTriggerPrice: start, twapTerminationPrice: end } = params;
  const until = end === undefined ? undefined : trigger(context, venue, end);
  return {
    triggers: start === undefined ? [] : [trigger(context, venue, start)],
    strategy: {
      params: { ...params },
      parts: Math.max(1, Math.floor((minutes * 60) / seconds)),
      every: seconds * 1000,
      ...(until && { until: { ticks: until.ticks, direction: until.direction } }),
      pricing:
        orderType === 'limit'
          ? { ...AT_MARKET, from: 'last', ...distanceOf(venue.market, limitOffsetType, offset, 1) }
          : AT_MARKET,
    },
  };
}
