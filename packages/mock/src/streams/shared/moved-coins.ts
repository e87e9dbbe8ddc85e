import type { EngineEvent, Purse } from '../../engine/index.js';
import type { StreamContext } from '../context.js';

/** A coin of a purse. */
interface Kept {
  readonly purse: Purse;
  readonly coin: string;
}

/**
 * Tells which coins of some purses have become more or fewer. What orders hold back is not among that: balances of v2 are
 * pushed when an order fills or coins are moved, not when one is placed.
 */
export class MovedCoins {
  private readonly cash = new Map<string, string>();

  constructor(
    context: StreamContext,
    private readonly wanted: (purse: Purse) => boolean,
  ) {
    for (const [key, { cash }] of context.account.wallets) this.cash.set(key, cash.toFixed());
  }

  in(events: readonly EngineEvent[]): Kept[] {
    const moved = new Map<string, Kept>();
    for (const event of events) {
      if (event.type !== 'balance' || !this.wanted(event.purse)) continue;
      const { purse, coin, cash } = event;
      const key = `${purse}:${coin}`;
      if (this.cash.get(key) === cash) continue;
      this.cash.set(key, cash);
      moved.set(key, { purse, coin });
    }
    return [...moved.values()];
  }
}
