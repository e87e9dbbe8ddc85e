import { counted } from '../errors/counted.js';
import { compare, type Decimal, decimal, isMultiple, multiply, places, textOf } from './decimal.js';
import type { Instrument } from './instrument.js';
import { fieldsOf, isMarket, type OrderField, type OrderLike } from './order.js';

export type OrderRule =
  | 'open'
  | 'required'
  | 'decimal'
  | 'precision'
  | 'step'
  | 'min'
  | 'max'
  | 'minAmount'
  | 'maxAmount';

/** One rule that an order breaks. */
export interface OrderProblem {
  /** The order's field: `price`, `qty`. */
  field: string;
  rule: OrderRule;
  /** What the field holds; for `minAmount` and `maxAmount` price times quantity. */
  value: string;
  /** What the rule asks for: a step, a bound, a number of decimals. */
  wanted: string;
  /** Both in a sentence. */
  message: string;
}

const WORDS: Record<OrderRule, (wanted: string) => string> = {
  open: () => 'does not trade now',
  required: () => 'is missing',
  decimal: (wanted) => `is not ${wanted}`,
  precision: (wanted) => `has more than ${counted(wanted, 'decimal')}`,
  step: (wanted) => `is not a multiple of ${wanted}`,
  min: (wanted) => `is less than ${wanted}`,
  max: (wanted) => `is more than ${wanted}`,
  minAmount: (wanted) => `is worth less than ${wanted}`,
  maxAmount: (wanted) => `is worth more than ${wanted}`,
};

const problem = (field: string, rule: OrderRule, value: unknown, wanted: string | Decimal): OrderProblem => {
  const bound = typeof wanted === 'string' ? wanted : textOf(wanted);
  const shown = Array.isArray(value) ? `[${value}]` : String(value ?? '');
  return { field, rule, value: shown, wanted: bound, message: `${field} ${shown && `${shown} `}${WORDS[rule](bound)}` };
};

/** Decimals as the exchange writes them; it takes neither `1e-7` nor a sign. */
const PLAIN = /^(\d+(\.\d*)?|\.\d+)$/;

/**
 * Every rule of the instrument that an order breaks; none for an order that keeps to all. What depends on the market or
 * the account (price limits, funds, how many orders are open) only the exchange can say.
 */
export function checkOrder(order: OrderLike, instrument: Instrument): OrderProblem[] {
  const fields = fieldsOf(order, instrument);
  const problems: OrderProblem[] = [];
  if (!instrument.open) problems.push(problem('symbol', 'open', instrument.symbol, ''));
  if (`${order.orderType}`.toLowerCase() === 'limit' && !fields.some(({ name }) => name === 'price'))
    problems.push(problem('price', 'required', '', 'a limit order has a price'));
  const sized = fields.find(({ kind }) => kind !== 'price');
  if (!sized) problems.push(problem('size' in order ? 'size' : 'qty', 'required', '', 'an order has a size'));
  const values = new Map<OrderField, Decimal>();
  for (const field of fields) {
    const text = order[field.name];
    const value = PLAIN.test(String(text)) ? decimal(text) : undefined;
    if (!value?.units) problems.push(problem(field.name, 'decimal', text, 'a positive decimal number'));
    else {
      values.set(field, value);
      problems.push(...stepProblems(field, value, instrument), ...boundProblems(field, value, order, instrument));
    }
  }
  const price = [...values].find(([{ name }]) => name === 'price')?.[1];
  const quantity = sized?.kind === 'quantity' ? values.get(sized) : undefined;
  if (sized && price && quantity)
    problems.push(...amountProblems(sized.name, multiply(price, quantity), order, instrument));
  return problems;
}

function stepProblems({ name, kind }: OrderField, value: Decimal, instrument: Instrument): OrderProblem[] {
  const step = instrument[`${kind}Step`];
  if (!step || isMultiple(value, step)) return [];
  const decimals = places(step);
  return places(value) > decimals
    ? [problem(name, 'precision', textOf(value), `${decimals}`)]
    : [problem(name, 'step', textOf(value), step)];
}

function boundProblems({ name, kind }: OrderField, value: Decimal, order: OrderLike, instrument: Instrument) {
  if (kind === 'amount') return amountProblems(name, value, order, instrument);
  if (kind !== 'quantity') return [];
  const { minQuantity, maxQuantity, maxMarketQuantity } = instrument;
  const most = (isMarket(order) && maxMarketQuantity) || maxQuantity;
  return outside(name, value, ['min', minQuantity], ['max', most]);
}

function amountProblems(name: string, amount: Decimal, order: OrderLike, instrument: Instrument): OrderProblem[] {
  const { minAmount, maxAmount, maxMarketAmount } = instrument;
  const most = isMarket(order) ? maxMarketAmount : maxAmount;
  const closes = /^yes$/i.test(`${order.reduceOnly}`) || `${order.tradeSide}`.toLowerCase() === 'close';
  // what closes a position may be smaller: the rest of it could otherwise never be sold
  return outside(name, amount, ['minAmount', closes ? undefined : minAmount], ['maxAmount', most]);
}

type Bound = [rule: OrderRule, wanted: Decimal | undefined];

/** Whether it is less than the one, or more than the other. */
function outside(name: string, value: Decimal, [low, least]: Bound, [high, most]: Bound): OrderProblem[] {
  const problems: OrderProblem[] = [];
  if (least && compare(value, least) < 0) problems.push(problem(name, low, textOf(value), least));
  if (most && compare(value, most) > 0) problems.push(problem(name, high, textOf(value), most));
  return problems;
}
