import {
  decimal,
  EngineError,
  type HoldSide,
  type Position,
  positionKey,
  positionModeOf,
  type Trigger,
  type TriggerBy,
  type Venue,
} from '../../engine/index.js';
import type { RequestContext } from '../context.js';

/** The position that a take profit or stop loss is for. @throws EngineError `no-position-tpsl` */
export function positionAsked(context: RequestContext, { instrument }: Venue, side: HoldSide | undefined): Position {
  const hedge = positionModeOf(context.world, context.account, instrument.category) === 'hedge_mode';
  const name = hedge ? (side ?? 'long') : 'net';
  const position = context.account.positions.get(positionKey(instrument.category, instrument.symbol, name));
  if (!position || (side !== undefined && position.side !== side)) throw new EngineError('no-position-tpsl');
  return position;
}

/**
 * A condition that takes profit from or stops the loss of a position.
 *
 * @throws EngineError `tp-long`, `tp-short`, `sl-long`, `sl-short` where it would fire at once
 */
export function exitTrigger(
  context: RequestContext,
  venue: Venue,
  side: HoldSide,
  which: 'profit' | 'loss',
  price: string,
  by: TriggerBy | undefined,
  execute: string | undefined,
): Trigger {
  const { market } = venue;
  const ticks = market.roundTicks(decimal(price));
  const direction = (which === 'profit') === (side === 'long') ? 'up' : 'down';
  const now = by === 'mark_price' ? market.markAt(context.now) : market.ticksAt(context.now);
  if (direction === 'up' ? ticks <= now : ticks >= now) {
    throw new EngineError(which === 'profit' ? `tp-${side}` : `sl-${side}`);
  }
  const order = execute === undefined || Number(execute) === 0 ? 0 : market.roundTicks(decimal(execute));
  return { which, ticks, direction, by: by ?? 'fill_price', orderTicks: order };
}
