import {
  type Attempted,
  BitgetError,
  ClosedError,
  type createClient,
  type Intent,
  NetworkError,
  NotPlacedError,
  OutcomeUnknownError,
  TimeoutError,
} from '@bitget-spec/v3';
import type { Step } from './history.js';

type Client = ReturnType<typeof createClient>;

/** What a client claims of one order or transfer. */
export interface Claim {
  /** `placed`, `not-placed` (it is not there, and will not be), or `unknown`. */
  state: 'placed' | 'not-placed' | 'unknown';
  /** The number under which it is said to stand. */
  shown?: string | undefined;
  /** What it was called with. */
  why: string;
}

/** One call of a history, and how it ended. */
export interface CallRecord {
  step: Step;
  owner: string;
  /** Whether it was looked up after the process that made the call had ended. */
  resumed: boolean;
  at: number;
  /** Undefined for a call that never ended, as when its process died. */
  end: { at: number; claims: readonly Claim[] } | undefined;
}

interface Call {
  run(client: Client): Promise<unknown>;
  fulfilled(value: unknown): Claim[];
  failed(error: unknown): Claim[];
}

/** The number of a step's own order. */
const ownNumber = (id: number, index = 0) => `own-${id}-${index}`;

/** A price that no other order has: of the order at a place in the step's list. */
export const priceOf = ({ do: kind, id }: Step, index = 0): string =>
  ((kind === 'repeat' ? 80_000 : 50_000) + id + index / 100).toFixed(2);

/** An amount that no other transfer has. */
export const amountOf = ({ id }: Step): string => (20 + id / 1000).toFixed(3);

/** The step whose call was announced: prices and amounts name it. */
export function stepOf({ body }: Intent, steps: readonly Step[]): Step | undefined {
  const { price, amount, size } = Object(Array.isArray(body) ? body[0] : body);
  return steps.find((step) => callOf(step) && (price ? priceOf(step) === price : amountOf(step) === (amount ?? size)));
}

/** A claim for each order of a call that was looked up later. */
export const claimsOf = (attempted: readonly Attempted[]): Claim[] =>
  attempted.map(({ state, clientOid }) => ({ state, shown: clientOid, why: 'resumed' }));

/** The call that a step makes; undefined for those that make none. */
export function callOf(step: Step): Call | undefined {
  const number = (own: boolean, index = 0) => (own ? { clientOid: ownNumber(step.id, index) } : {});
  if (step.do === 'place')
    return single((client) => client.trade.placeOrder({ ...order(step, 'buy'), ...number(step.own) }));
  if (step.do === 'repeat')
    return single((client) => client.trade.placeOrder({ ...order(step, 'sell'), clientOid: ownNumber(step.of) }));
  if (step.do === 'batch') {
    const orders = Array.from({ length: step.size }, (_, index) => ({
      ...order(step, 'buy', index),
      ...number(step.own, index),
    }));
    return { ...batch(orders), run: (client) => client.trade.placeBatch(orders) };
  }
  if (step.do === 'cancel') return silent((client) => client.trade.cancelOrder({ clientOid: ownNumber(step.of) }));
  if (step.do === 'transfer')
    return single((client) =>
      client.account.transfer({
        fromType: 'uta',
        toType: 'spot',
        amount: amountOf(step),
        coin: 'USDT',
        ...number(step.own),
      }),
    );
  if (step.do === 'withdraw')
    return single((client) =>
      client.account.withdrawal({
        coin: 'USDT',
        transferType: 'on_chain',
        address: '0x1',
        chain: 'ERC20',
        size: amountOf(step),
        ...number(step.own),
      }),
    );
  if (step.do === 'read') return silent((client) => client.account.assets());
  return undefined;
}

const order = (step: Step, side: 'buy' | 'sell', index = 0) =>
  ({
    category: 'SPOT',
    symbol: 'BTCUSDT',
    orderType: 'limit',
    qty: '0.001',
    side,
    price: priceOf(step, index),
  }) as const;

const shownOf = (value: unknown) => `${Object(value).clientOid}`;

function single(run: Call['run']): Call {
  return {
    run,
    fulfilled: (value) => [{ state: 'placed', shown: shownOf(value), why: 'response' }],
    failed: (error) => [{ state: stateOf(error), why: codeOf(error) }],
  };
}

/** A call that claims nothing about orders: it has to end, that is all. */
const silent = (run: Call['run']): Call => ({ run, fulfilled: () => [], failed: () => [] });

/** The entries of a batch: a claim for each, also where what became of some is not known. */
function batch(orders: readonly { clientOid?: string }[]): Omit<Call, 'run'> {
  return {
    fulfilled: (value) => {
      const entries = Array.isArray(value) ? value.map(Object) : [];
      if (entries.length !== orders.length)
        return orders.map(() => ({ state: 'not-placed', why: `${entries.length} entries for ${orders.length}` }));
      return orders.map(({ clientOid }, index) => {
        const entry = entries.find((one) => one.clientOid === clientOid) ?? entries[index];
        const { code } = entry;
        const refused = code !== undefined && code !== null && `${code}` !== '' && !/^0+$/.test(`${code}`);
        return { state: refused ? 'not-placed' : 'placed', shown: shownOf(entry), why: `${code ?? 'response'}` };
      });
    },
    failed: (error) => {
      const attempted = error instanceof OutcomeUnknownError ? error.attempted : [];
      return orders.map(({ clientOid }) => {
        const one = attempted.find((other) => clientOid !== undefined && other.clientOid === clientOid);
        return { state: one?.state ?? stateOf(error), shown: one?.clientOid, why: codeOf(error) };
      });
    },
  };
}

const codeOf = (error: unknown) => (error instanceof BitgetError ? `${error.name} ${error.code}` : String(error));

/** What an error says of the order that it is about. */
function stateOf(error: unknown): Claim['state'] {
  if (error instanceof OutcomeUnknownError) return 'unknown';
  if (error instanceof NotPlacedError) return 'not-placed';
  if (error instanceof ClosedError || error instanceof NetworkError || error instanceof TimeoutError)
    return error.sent ? 'unknown' : 'not-placed';
  if (error instanceof BitgetError) return 'not-placed';
  throw error;
}
