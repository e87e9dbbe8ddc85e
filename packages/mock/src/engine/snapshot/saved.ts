import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe } from '../../core/validate.js';
import type {
  Balance,
  Bill,
  Debt,
  Interest,
  Liquidation,
  Loan,
  Movement,
  Quote,
  Repayment,
  Swap,
  Transfer,
} from '../state/fund-records.js';
import { NUMBERS } from '../state/numbers.js';
import type {
  Account,
  FillFacts,
  Leverages,
  OrderFacts,
  OrderTrigger,
  Plan,
  Position,
  Preset,
  Pricing,
  Strategy,
  Terms,
  Trigger,
} from '../state/records.js';
import type { EngineOptions } from '../types.js';

type Shape = object;

/** An object of these fields and no others; those that are optional may be left out. */
function record<Item>(fields: Record<keyof Item & string, Shape>): Shape {
  const required = Object.entries<Shape>(fields).flatMap(([name, field]) => ('optional' in field ? [] : [name]));
  return { type: 'object', properties: fields, required, additionalProperties: false };
}
const list = (items: Shape): Shape => ({ type: 'array', items });
const pairs = (key: Shape, value: Shape): Shape =>
  list({ type: 'array', minItems: 2, maxItems: 2, prefixItems: [key, value] });
const oneOf = (...words: (string | boolean | null)[]): Shape => ({ enum: words });
const optional = (shape: Shape): Shape => ({ ...shape, optional: true });

const TEXT = { type: 'string' };
const FLAG = { type: 'boolean' };
/** Unix milliseconds of 13 digits at most, as the exchange writes them. */
const MOMENT = { type: 'integer', minimum: 0, maximum: 9_999_999_999_999 };
/** Numbers of records have eleven digits; orders and plans are kept in an array by theirs. */
const COUNT = { type: 'integer', minimum: 0, maximum: 90_000_000_000 };
const INDEX = { type: 'integer', minimum: 0, maximum: 4_000_000_000 };
const SEQ = { ...INDEX, minimum: 1 };
const TICKS = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const LEVERAGE = { type: 'number', exclusiveMinimum: 0, maximum: 1_000 };
/** Longer ones than any sum of real amounts take ever longer to reckon with. */
const DIGITS = { type: 'string', maxLength: 200, pattern: '^-?\\d+(\\.\\d+)?$' };
const DIGITS_OR_NONE = { type: 'string', maxLength: 200, pattern: '^(-?\\d+(\\.\\d+)?)?$' };
const AMOUNT = record<{ $: string }>({ $: DIGITS });
const EMPTY = { type: 'array', maxItems: 0 };

const CATEGORY = oneOf('SPOT', 'USDT-FUTURES', 'COIN-FUTURES', 'USDC-FUTURES');
const LINE = oneOf(
  'SPOT',
  'USDT-FUTURES',
  'COIN-FUTURES',
  'USDC-FUTURES',
  'SPOT-TPSL',
  'CROSSED',
  'ISOLATED',
  'MARGIN',
);
const PURSE = {
  type: 'string',
  pattern: '^(spot|p2p|usdt_futures|coin_futures|usdc_futures|crossed_margin|isolated_margin/\\w+|uta)$',
};
/** `spot:USDT` */
const WALLET = { type: 'string', pattern: PURSE.pattern.replace('$', ':[A-Za-z0-9]+$') };
const SIDE = oneOf('buy', 'sell');
const HOLD_SIDE = oneOf('long', 'short');
const NET_SIDE = oneOf('long', 'short', 'net');
const FORCE = oneOf('gtc', 'ioc', 'fok', 'post_only');
const STP = oneOf('none', 'cancel_taker', 'cancel_maker', 'cancel_both');
const MARGIN_MODE = oneOf('crossed', 'isolated');
const POSITION_MODE = oneOf('one_way_mode', 'hedge_mode');
const TRIGGER_BY = oneOf('fill_price', 'mark_price');

const PRESET = optional(
  record<Preset>({
    takeProfit: DIGITS_OR_NONE,
    stopLoss: DIGITS_OR_NONE,
    takeProfitPrice: DIGITS_OR_NONE,
    stopLossPrice: DIGITS_OR_NONE,
    takeProfitBy: TRIGGER_BY,
    stopLossBy: TRIGGER_BY,
  }),
);

const TERMS = record<Terms>({
  category: CATEGORY,
  line: LINE,
  symbol: TEXT,
  side: SIDE,
  type: oneOf('limit', 'market'),
  force: FORCE,
  byValue: FLAG,
  feeCoin: TEXT,
  holdCoin: TEXT,
  wallet: PURSE,
  loan: optional(oneOf('normal', 'autoLoan', 'autoRepay', 'autoLoanAndRepay')),
  stp: STP,
  posSide: NET_SIDE,
  closing: FLAG,
  reduceOnly: FLAG,
  marginMode: MARGIN_MODE,
  leverage: LEVERAGE,
  source: TEXT,
});

const ORDER = record<OrderFacts & { terms: Terms; account: string }>({
  account: TEXT,
  terms: TERMS,
  seq: SEQ,
  clientOid: TEXT,
  ticks: TICKS,
  status: oneOf('live', 'partially_filled', 'filled', 'cancelled'),
  reason: TEXT,
  createdAt: MOMENT,
  updatedAt: MOMENT,
  preset: PRESET,
  trigger: optional(record<OrderTrigger>({ ticks: TICKS, direction: oneOf('up', 'down'), fired: FLAG })),
  size: AMOUNT,
  filled: AMOUNT,
  value: AMOUNT,
  fee: AMOUNT,
  hold: AMOUNT,
  profit: AMOUNT,
});

const STRATEGY = record<Strategy>({
  params: { type: 'object', additionalProperties: TEXT },
  pricing: record<Pricing>({
    from: oneOf('market', 'fixed', 'last', 'own', 'other'),
    ticks: TICKS,
    distance: TICKS,
    share: { type: 'number', minimum: 0, maximum: 1 },
    worst: TICKS,
  }),
  spread: TICKS,
  part: DIGITS_OR_NONE,
  parts: INDEX,
  every: MOMENT,
  until: record<Strategy['until']>({ ticks: TICKS, direction: oneOf('up', 'down') }),
  begun: MOMENT,
  sent: INDEX,
});

const PLAN = record<Plan>({
  children: optional(list(SEQ)),
  strategy: optional(STRATEGY),
  seq: SEQ,
  account: TEXT,
  kind: oneOf(
    'normal_plan',
    'track_plan',
    'profit_plan',
    'loss_plan',
    'pos_profit',
    'pos_loss',
    'moving_plan',
    'tpsl',
    'oco',
    'trailing_stop',
    'iceberg',
    'twap',
  ),
  category: CATEGORY,
  line: LINE,
  symbol: TEXT,
  side: SIDE,
  posSide: NET_SIDE,
  closing: FLAG,
  reduceOnly: FLAG,
  marginMode: MARGIN_MODE,
  stp: STP,
  force: FORCE,
  clientOid: TEXT,
  size: AMOUNT,
  byValue: FLAG,
  triggers: list(
    record<Trigger>({
      which: oneOf('open', 'profit', 'loss'),
      ticks: TICKS,
      direction: oneOf('up', 'down'),
      by: TRIGGER_BY,
      orderTicks: TICKS,
    }),
  ),
  callback: DIGITS_OR_NONE,
  extreme: TICKS,
  status: oneOf('live', 'executed', 'fail_execute', 'cancelled'),
  fired: optional(oneOf('open', 'profit', 'loss')),
  order: { anyOf: [{ type: 'null' }, SEQ] },
  preset: PRESET,
  createdAt: MOMENT,
  updatedAt: MOMENT,
});

const POSITION = record<Position>({
  seq: COUNT,
  account: { type: 'null' },
  category: CATEGORY,
  symbol: TEXT,
  side: HOLD_SIDE,
  hedge: FLAG,
  wallet: PURSE,
  marginMode: MARGIN_MODE,
  leverage: LEVERAGE,
  size: AMOUNT,
  cost: AMOUNT,
  margin: AMOUNT,
  frozen: AMOUNT,
  realised: AMOUNT,
  openFee: AMOUNT,
  closeFee: AMOUNT,
  funding: AMOUNT,
  opened: AMOUNT,
  openedCost: AMOUNT,
  closed: AMOUNT,
  closedValue: AMOUNT,
  autoMargin: FLAG,
  createdAt: MOMENT,
  updatedAt: MOMENT,
});

const SWAP = record<Swap<string>>({ seq: COUNT, from: TEXT, to: TEXT, gave: DIGITS, got: DIGITS, at: MOMENT });

const ACCOUNT = record<Account>({
  id: TEXT,
  key: TEXT,
  view: oneOf('classic', 'unified'),
  uid: { type: 'string', pattern: '^\\d{1,20}$' },
  family: TEXT,
  parent: { anyOf: [{ type: 'null' }, TEXT] },
  name: TEXT,
  note: TEXT,
  frozen: FLAG,
  repayMode: optional(oneOf('auto', 'manual')),
  createdAt: MOMENT,
  wallets: pairs(WALLET, record<Balance>({ cash: AMOUNT, hold: AMOUNT, updatedAt: MOMENT })),
  orders: EMPTY,
  closing: EMPTY,
  opening: EMPTY,
  plans: EMPTY,
  pending: EMPTY,
  subs: EMPTY,
  clientOids: pairs(TEXT, SEQ),
  planOids: pairs(TEXT, SEQ),
  fills: list(
    record<FillFacts & { order: number }>({
      seq: COUNT,
      order: SEQ,
      price: DIGITS,
      size: DIGITS,
      value: DIGITS,
      fee: DIGITS,
      profit: DIGITS,
      maker: FLAG,
      at: MOMENT,
      effect: oneOf('spot', 'open', 'close'),
    }),
  ),
  bills: list(
    record<Bill>({
      seq: COUNT,
      kind: TEXT,
      wallet: PURSE,
      coin: TEXT,
      amount: DIGITS,
      fee: DIGITS,
      balance: DIGITS_OR_NONE,
      category: optional(LINE),
      symbol: TEXT,
      at: MOMENT,
    }),
  ),
  positions: pairs(TEXT, POSITION),
  closedPositions: list(POSITION),
  transfers: list(
    record<Transfer>({
      seq: COUNT,
      coin: TEXT,
      amount: DIGITS,
      from: PURSE,
      to: PURSE,
      fromUid: TEXT,
      toUid: TEXT,
      clientOid: TEXT,
      at: MOMENT,
    }),
  ),
  movements: list(
    record<Movement>({
      seq: COUNT,
      kind: oneOf('deposit', 'withdraw'),
      coin: TEXT,
      amount: DIGITS,
      fee: DIGITS,
      chain: TEXT,
      address: TEXT,
      tag: TEXT,
      inner: FLAG,
      clientOid: TEXT,
      wallet: PURSE,
      status: oneOf('pending', 'success', 'fail'),
      at: MOMENT,
    }),
  ),
  quotes: list(
    record<Quote>({
      seq: COUNT,
      from: TEXT,
      to: TEXT,
      give: DIGITS,
      get: DIGITS,
      rate: DIGITS,
      at: MOMENT,
      done: MOMENT,
    }),
  ),
  debts: pairs(
    WALLET,
    record<Debt>({
      purse: PURSE,
      coin: TEXT,
      principal: AMOUNT,
      interest: AMOUNT,
      createdAt: MOMENT,
      updatedAt: MOMENT,
    }),
  ),
  loans: list(
    record<Loan>({ seq: COUNT, purse: PURSE, coin: TEXT, amount: DIGITS, how: oneOf('auto', 'manual'), at: MOMENT }),
  ),
  repayments: list(
    record<Repayment>({
      seq: COUNT,
      purse: PURSE,
      coin: TEXT,
      interest: DIGITS,
      principal: DIGITS,
      how: oneOf('auto', 'manual', 'liquidation'),
      at: MOMENT,
    }),
  ),
  interests: list(
    record<Interest>({
      seq: COUNT,
      purse: PURSE,
      coin: TEXT,
      rate: DIGITS,
      amount: DIGITS,
      first: FLAG,
      at: MOMENT,
    }),
  ),
  liquidations: list(
    record<Liquidation>({
      seq: COUNT,
      purse: PURSE,
      risk: DIGITS,
      assets: DIGITS,
      debt: DIGITS,
      swaps: list(SWAP),
      at: MOMENT,
    }),
  ),
  coinLeverages: pairs(TEXT, LEVERAGE),
  positionModes: pairs(TEXT, POSITION_MODE),
  leverages: pairs(TEXT, record<Leverages>({ crossed: LEVERAGE, long: LEVERAGE, short: LEVERAGE })),
  marginModes: pairs(TEXT, MARGIN_MODE),
  assetMode: oneOf('single', 'union'),
  stp: STP,
  deduct: FLAG,
  countdown: MOMENT,
});

const OPTIONS = record<EngineOptions>({
  seed: TEXT,
  balances: optional({
    type: 'object',
    propertyNames: PURSE,
    additionalProperties: { type: 'object', additionalProperties: DIGITS },
  }),
  positionMode: optional({ type: 'object', additionalProperties: POSITION_MODE }),
  sharedBook: optional(FLAG),
});

/** JSON Schema of what `takeSnapshot` writes. */
const SNAPSHOT = record({
  format: { const: 'bitget-mock/1' },
  options: OPTIONS,
  now: MOMENT,
  counters: record(
    Object.fromEntries(NUMBERS.map((kind) => [kind, kind === 'order' || kind === 'plan' ? INDEX : COUNT])),
  ),
  house: pairs(TEXT, AMOUNT),
  outside: pairs(TEXT, AMOUNT),
  accounts: list(ACCOUNT),
  orders: list(ORDER),
  plans: list(PLAN),
  venues: list(
    record({
      key: TEXT,
      shifts: list(
        record({
          from: MOMENT,
          factor: { type: 'number', exclusiveMinimum: 0, maximum: 1e12 },
          held: optional({ ...TICKS, minimum: 2 }),
        }),
      ),
      floors: list(
        record({
          family: TEXT,
          second: { anyOf: [{ type: 'null' }, MOMENT] },
          taken: pairs({ type: 'string', pattern: '^(ask|bid):\\d{1,6}$' }, AMOUNT),
          resting: list(SEQ),
        }),
      ),
    }),
  ),
});

let validate: ReturnType<Ajv2020['compile']> | undefined;

/** What is wrong with the form of a snapshot, place first; undefined if nothing is. */
export function malformed(snapshot: unknown): string | undefined {
  validate ??= new Ajv2020({ strict: false, validateSchema: false, logger: false }).compile(SNAPSHOT);
  return validate(snapshot) ? undefined : describe(validate.errors?.[0]);
}
