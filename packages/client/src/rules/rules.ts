import { platformSystem } from '@bitget-spec/auth';
import { loadRules } from '#later';
import { type CacheOptions, cached } from '../call/cached.js';
import type { CallOptions } from '../call/call-options.js';
import { copyOf } from '../call/copy.js';
import type { OrderProblem } from './check.js';
import type { Instrument, InstrumentRow } from './instrument.js';

type List = (request: never) => Promise<readonly object[]>;

/** The instrument lists that a client must have: v3's one, or those of v2. */
export type RulesSource =
  | { market: { instruments: List } }
  | { spot: { public: { symbols: List } }; mix: { market: { contracts: List } } };

/** Which list an order's instrument stands in, by the order's own fields. */
interface Named {
  symbol?: unknown;
  /** v3 */
  category?: unknown;
  /** v2 futures */
  productType?: unknown;
}

type Patience = Pick<CallOptions, 'signal'>;

/** The rules of a client's instruments, read when first needed. */
export interface OrderRules {
  /** The rules for an order's symbol. @throws RangeError for a symbol that the exchange's list lacks */
  instrument(order: object, options?: Patience): Promise<Instrument>;
  /** Every rule that the order breaks, with its field. */
  checkOrder(order: object, options?: Patience): Promise<OrderProblem[]>;
  /** A copy of the order on the instrument's steps, see `roundOrder`. */
  roundOrder<Order extends object>(order: Order, options?: Patience): Promise<Order>;
  /** Reads the list of this order's product line again. */
  refresh(order: object, options?: Patience): Promise<void>;
}

/**
 * Checks and rounds orders by the exchange's own lists, which are fetched once per product line and kept:
 *
 *     const rules = orderRules(bitget);
 *     const problems = await rules.checkOrder(order); // [{ field: 'price', rule: 'step', … }]
 *     await bitget.trade.placeOrder(await rules.roundOrder(order));
 *
 * A symbol that is missing is looked for once more in a fresh list (at most once a minute), since it may be new.
 */
export function orderRules(client: RulesSource, options: CacheOptions = {}): OrderRules {
  const { now = platformSystem.now } = options;
  const fetch = listsOf(client);
  const lists = cached(async (line: string) => byName(await fetch(line)), options);
  const searched = new Map<string, number>();

  const instrument = async (order: object, patience?: Patience) => {
    const { symbol }: Named = order;
    const line = lineOf(order, client);
    const name = `${symbol}`.toUpperCase();
    const found = (await lists(line, patience)).get(name);
    if (found) return found;
    if (now() - (searched.get(line) ?? -Infinity) >= MISSING_MS) {
      searched.set(line, now());
      const fresh = (await lists.refresh(line, patience)).get(name);
      if (fresh) return fresh;
    }
    throw new RangeError(
      `[@bitget-spec/client] no instrument "${symbol}" in the list of ${line}, orderRules: check it.`,
    );
  };
  return {
    instrument,
    checkOrder: async (given, patience) => {
      const order = copyOf(given);
      const found = await instrument(order, patience);
      return (await loadRules()).checkOrder({ ...order }, found);
    },
    roundOrder: async (given, patience) => {
      const order = copyOf(given);
      const found = await instrument(order, patience);
      return (await loadRules()).roundOrder(order, found);
    },
    refresh: async (order, patience) => void (await lists.refresh(lineOf(order, client), patience)),
  };
}

const MISSING_MS = 60_000;

/** The name of the product line, as the exchange's list wants it. */
function lineOf(order: object, client: RulesSource): string {
  const { category, productType }: Named = order;
  if ('mix' in client) return productType === undefined ? 'SPOT' : `${productType}`.toUpperCase();
  if (category !== undefined) return `${category}`.toUpperCase();
  throw new RangeError('[@bitget-spec/client] the order names no category, orderRules: add it.');
}

function listsOf(client: RulesSource): (line: string) => Promise<readonly object[]> {
  // The exact types of the requests are the generated clients' business.
  const read = (list: List, request: object) => list(request as never);
  return (line) => {
    if (!('mix' in client)) return read(client.market.instruments, { category: line });
    return line === 'SPOT'
      ? read(client.spot.public.symbols, {})
      : read(client.mix.market.contracts, { productType: line });
  };
}

async function byName(rows: readonly object[]): Promise<ReadonlyMap<string, Instrument>> {
  const { instrumentOf } = await loadRules();
  return new Map(rows.map((row) => instrumentOf(row as InstrumentRow)).map((one) => [one.symbol.toUpperCase(), one]));
}
