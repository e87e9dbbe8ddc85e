import {
  decimal,
  EngineError,
  type HoldSide,
  type Plan,
  type PlanKind,
  type Position,
  type StpMode,
  type Trigger,
  type Venue,
  ZERO,
} from '../../../engine/index.js';
import type { RequestContext } from '../../context.js';
import { exitTrigger, positionAsked } from '../../shared/exits.js';
import type { ContextOf, RequestOf, ResponseOf } from '../operations.js';
import { venueNamed } from './venues.js';

/** A take profit or stop loss, as one of the two requests describes it. */
interface Exit {
  kind: PlanKind;
  trigger: Trigger;
  /** Left out, all of the position. */
  size: string | undefined;
  clientOid: string | undefined;
  callback?: string;
}

/** v2 names the side of a hedge position `long`, that of a one-way position `buy`. */
function sideHeld({ holdSide }: Pick<RequestOf<'mix.order.placePosTpsl'>, 'holdSide'>): HoldSide {
  return holdSide === 'long' || holdSide === 'buy' ? 'long' : 'short';
}

function addExit(
  context: RequestContext,
  venue: Venue,
  position: Position,
  stp: StpMode | undefined,
  exit: Exit,
): Plan {
  const { kind, trigger, size, clientOid = '', callback = '' } = exit;
  if (size !== undefined && decimal(size).gt(position.size)) throw new EngineError('no-position-tpsl');
  return context.engine.addPlan(venue, {
    account: context.account,
    kind,
    category: position.category,
    symbol: position.symbol,
    side: position.side === 'long' ? 'sell' : 'buy',
    posSide: position.hedge ? position.side : 'net',
    closing: true,
    reduceOnly: true,
    marginMode: position.marginMode,
    stp: stp ?? 'none',
    force: 'gtc',
    clientOid,
    size: size === undefined ? ZERO : decimal(size),
    byValue: false,
    callback,
    triggers: [trigger],
  });
}

export function placeExit(context: ContextOf<'mix.order.placeTpslOrder'>): Plan {
  const { request } = context;
  const { planType: kind, stpMode, clientOid, triggerPrice, triggerType, executePrice } = request;
  const venue = venueNamed(context);
  const side = sideHeld(request);
  const position = positionAsked(context, venue, side);
  const which = kind === 'loss_plan' || kind === 'pos_loss' ? 'loss' : 'profit';
  const whole = kind === 'pos_profit' || kind === 'pos_loss';
  return addExit(context, venue, position, stpMode, {
    kind,
    trigger: exitTrigger(context, venue, side, which, triggerPrice, triggerType, executePrice),
    size: whole ? undefined : request.size,
    clientOid,
    callback: kind === 'moving_plan' ? (request.rangeRate ?? '1') : '',
  });
}

/** Both exits of a position at once: one that would fire at once refuses the other as well. */
export function placePositionExits(context: ContextOf<'mix.order.placePosTpsl'>): ResponseOf<'mix.order.placePosTpsl'> {
  const { request } = context;
  const venue = venueNamed(context);
  const side = sideHeld(request);
  const position = positionAsked(context, venue, side);
  const exits: Exit[] = [];
  if (request.stopSurplusTriggerPrice !== undefined) {
    const { stopSurplusTriggerPrice: price, stopSurplusTriggerType: by, stopSurplusExecutePrice: execute } = request;
    const trigger = exitTrigger(context, venue, side, 'profit', price, by, execute);
    const { stopSurplusSize: size, stopSurplusClientOid: clientOid } = request;
    exits.push({ kind: 'pos_profit', trigger, size, clientOid });
  }
  if (request.stopLossTriggerPrice !== undefined) {
    const { stopLossTriggerPrice: price, stopLossTriggerType: by, stopLossExecutePrice: execute } = request;
    const trigger = exitTrigger(context, venue, side, 'loss', price, by, execute);
    const { stopLossSize: size, stopLossClientOid: clientOid } = request;
    exits.push({ kind: 'pos_loss', trigger, size, clientOid });
  }
  return exits.map((exit) => ({
    orderId: context.id('plan', addExit(context, venue, position, request.stpMode, exit)),
    stopSurplusClientOid: request.stopSurplusClientOid ?? '',
    stopLossClientOid: request.stopLossClientOid ?? '',
  }));
}
