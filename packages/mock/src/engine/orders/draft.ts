import { type Decimal, decimal, ZERO } from '../decimal.js';
import { leverageOf, marginModeOf, positionModeOf, walletOf } from '../positions/modes.js';
import { PackedOrder, termsOf } from '../state/order.js';
import type { OrderTrigger, Preset } from '../state/order-facts.js';
import type { Account, Order } from '../state/records.js';
import type { Venue, World } from '../state/world.js';
import { EngineError, type OrderRequest } from '../types.js';

/**
 * Reads a request into an order, which has no number yet and stands nowhere.
 *
 * @throws EngineError `position-mode`, `duplicate`, `price-needed`, `price-scale`, `trigger-price`
 */
export function draftOrder(world: World, account: Account, venue: Venue, request: OrderRequest): Order {
  const { instrument, market } = venue;
  const { side, type, clientOid = '', posSide } = request;
  const spot = instrument.category === 'SPOT';
  const hedge = !spot && positionModeOf(world, account, instrument.category) === 'hedge_mode';
  if (hedge && posSide === undefined) throw new EngineError('position-mode');
  if (clientOid !== '' && (account.clientOids.has(clientOid) || account.planOids.has(clientOid))) {
    throw new EngineError('duplicate', clientOid);
  }
  const price = priceOf(request);
  const ticks = price === undefined ? 0 : market.ticks(price);
  if (!Number.isInteger(ticks)) throw new EngineError('price-scale', String(instrument.pricePlaces));
  const marginMode = request.marginMode ?? marginModeOf(account, instrument);
  const holdSide = posSide ?? (side === 'buy' ? 'long' : 'short');
  const terms = termsOf({
    category: instrument.category,
    line: request.margin?.line ?? (request.trigger === undefined ? instrument.category : 'SPOT-TPSL'),
    symbol: instrument.symbol,
    side,
    type,
    force: type === 'market' ? 'gtc' : (request.force ?? 'gtc'),
    byValue: request.byValue === true && side === 'buy' && type === 'market' && spot,
    feeCoin: spot ? (side === 'buy' ? instrument.base : instrument.quote) : instrument.settle,
    holdCoin: spot ? (side === 'buy' ? instrument.quote : instrument.base) : instrument.settle,
    wallet: request.margin?.purse ?? walletOf(account, instrument.category),
    loan: request.margin?.loan,
    stp: request.stp ?? account.stp,
    posSide: hedge ? holdSide : 'net',
    closing: hedge ? request.closing === true : request.reduceOnly === true && !spot,
    reduceOnly: request.reduceOnly === true,
    marginMode,
    leverage: spot ? 1 : leverageOf(account, instrument, marginMode, holdSide),
    source: request.source ?? (type === 'market' ? 'market' : 'normal'),
  });
  return new PackedOrder(account, terms, {
    seq: 0,
    clientOid,
    ticks,
    size: decimal(request.size),
    filled: ZERO,
    value: ZERO,
    fee: ZERO,
    hold: ZERO,
    profit: ZERO,
    status: 'live',
    reason: '',
    createdAt: world.now,
    updatedAt: world.now,
    preset: presetOf(request),
    trigger: request.trigger === undefined ? undefined : triggerAt(venue, request.trigger, world.now),
  });
}

function priceOf({ type, price }: OrderRequest): Decimal | undefined {
  if (type === 'market') return undefined;
  if (price === undefined || price === '' || Number(price) <= 0) throw new EngineError('price-needed');
  return decimal(price);
}

function presetOf(request: OrderRequest): Preset | undefined {
  const { takeProfit = '', stopLoss = '', takeProfitPrice = '', stopLossPrice = '' } = request;
  if (takeProfit === '' && stopLoss === '') return undefined;
  const { takeProfitBy = 'fill_price', stopLossBy = 'fill_price' } = request;
  return { takeProfit, stopLoss, takeProfitPrice, stopLossPrice, takeProfitBy, stopLossBy };
}

/** A trigger on the side of the market that the price lies on. @throws EngineError `trigger-price` */
function triggerAt({ market }: Venue, price: string, now: number): OrderTrigger {
  const ticks = market.ticks(decimal(price));
  if (!Number.isInteger(ticks) || ticks <= 0) throw new EngineError('trigger-price');
  return { ticks, direction: ticks >= market.ticksAt(now) ? 'up' : 'down', fired: false };
}
