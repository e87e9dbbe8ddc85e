import { type Decimal, decimal, down, text, up } from '../decimal.js';
import { available, fromHouse, note } from '../state/balances.js';
import type { Quote } from '../state/fund-records.js';
import { nextSeq, seqOf } from '../state/numbers.js';
import type { Account } from '../state/records.js';
import type { World } from '../state/world.js';
import { EngineError } from '../types.js';
import { knownCoin } from './coins.js';
import { dollarsOf } from './valuation.js';

/** How long a quote stands, in milliseconds. */
const QUOTE_LIFE = 8_000;
// Decimals of amounts and of rates.
const PLACES = 8;
const RATE_PLACES = 16;
// What the exchange earns: conversions have no fee.
const SPREAD = '0.999';

export interface QuoteRequest {
  from: string;
  to: string;
  /** How much is given, or how much is wanted: one of the two. */
  give?: string | undefined;
  get?: string | undefined;
}

/** Names a price for swapping coins. @throws EngineError `unknown-coin`, `no-convert`, `bad-amount` */
export function quote(world: World, account: Account, { from, to, give, get }: QuoteRequest): Quote {
  const [given, wanted] = [knownCoin(from), knownCoin(to)];
  const [worth, cost] = [dollarsOf(world, given), dollarsOf(world, wanted)];
  if (given === wanted || worth.isZero() || cost.isZero()) throw new EngineError('no-convert', given);
  const rate = down(worth.times(SPREAD).div(cost), RATE_PLACES);
  const amounts = give === undefined ? priced(rate, decimal(get ?? '0')) : swapped(rate, decimal(give));
  if (amounts.give.lte(0) || amounts.get.lte(0)) throw new EngineError('bad-amount', give ?? get ?? '');
  const made: Quote = {
    seq: nextSeq(world, 'convert'),
    from: given,
    to: wanted,
    give: text(amounts.give),
    get: text(amounts.get),
    rate: text(rate),
    at: world.now,
    done: 0,
  };
  forgetExpired(world, account);
  account.quotes.push(made);
  return made;
}

/** Who asks for prices all day takes few of them. */
function forgetExpired(world: World, { quotes }: Account): void {
  for (let last = quotes.at(-1); last && last.done === 0 && expired(world, last); last = quotes.at(-1)) quotes.pop();
}

const expired = (world: World, { at }: Quote) => world.now - at > QUOTE_LIFE;

const swapped = (rate: Decimal, give: Decimal) => ({ give, get: down(give.times(rate), PLACES) });
const priced = (rate: Decimal, get: Decimal) => ({ give: up(get.div(rate), PLACES), get });

/** What a caller says that a quote was. */
export type QuoteClaim = Omit<Quote, 'seq' | 'at' | 'done'> & { id: string };

/** Swaps the coins of a quote. @throws EngineError `quote-altered`, `quote-expired`, `insufficient` */
export function convert(world: World, account: Account, { id, ...claim }: QuoteClaim): Quote {
  const seq = seqOf(world, 'convert', id);
  const found = account.quotes.find((known) => known.seq === seq);
  if (!found && seq !== undefined && seq <= world.counters.convert) throw new EngineError('quote-expired');
  const same = (a: string, b: string) => decimal(a).eq(b);
  const kept =
    found?.from === claim.from.toUpperCase() &&
    found.to === claim.to.toUpperCase() &&
    same(found.give, claim.give) &&
    same(found.get, claim.get) &&
    same(found.rate, claim.rate);
  if (!found || !kept) throw new EngineError('quote-altered');
  if (found.done > 0 || expired(world, found)) throw new EngineError('quote-expired');
  const [give, get] = [decimal(found.give), decimal(found.get)];
  if (give.gt(available(account, 'spot', found.from))) throw new EngineError('insufficient');
  const base = { wallet: 'spot', category: undefined, symbol: '' } as const;
  const paid = fromHouse(world, account, 'spot', found.from, give.negated());
  note(world, account, { ...base, kind: 'convert-out', coin: found.from, amount: give.negated(), balance: paid.cash });
  const got = fromHouse(world, account, 'spot', found.to, get);
  note(world, account, { ...base, kind: 'convert-in', coin: found.to, amount: get, balance: got.cash });
  found.done = world.now;
  return found;
}
