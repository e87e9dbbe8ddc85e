type Shape = object;

/** An object of these fields and no others; those that are optional may be left out. */
export function record<Item>(fields: Record<keyof Item & string, Shape>): Shape {
  const required = Object.entries<Shape>(fields).flatMap(([name, field]) => ('optional' in field ? [] : [name]));
  return { type: 'object', properties: fields, required, additionalProperties: false };
}
export const list = (items: Shape): Shape => ({ type: 'array', items });
export const pairs = (key: Shape, value: Shape): Shape =>
  list({ type: 'array', minItems: 2, maxItems: 2, prefixItems: [key, value] });
export const oneOf = (...words: (string | boolean | null)[]): Shape => ({ enum: words });
export const optional = (shape: Shape): Shape => ({ ...shape, optional: true });

export const TEXT = { type: 'string' };
export const FLAG = { type: 'boolean' };
/** Unix milliseconds of 13 digits at most, as the exchange writes them. */
export const MOMENT = { type: 'integer', minimum: 0, maximum: 9_999_999_999_999 };
/** Numbers of records have eleven digits; orders and plans are kept in an array by theirs. */
export const COUNT = { type: 'integer', minimum: 0, maximum: 90_000_000_000 };
export const INDEX = { type: 'integer', minimum: 0, maximum: 4_000_000_000 };
export const SEQ = { ...INDEX, minimum: 1 };
export const TICKS = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
export const LEVERAGE = { type: 'number', exclusiveMinimum: 0, maximum: 1_000 };
/** Longer ones than any sum of real amounts take ever longer to reckon with. */
export const DIGITS = { type: 'string', maxLength: 200, pattern: '^-?\\d+(\\.\\d+)?$' };
export const DIGITS_OR_NONE = { type: 'string', maxLength: 200, pattern: '^(-?\\d+(\\.\\d+)?)?$' };
export const AMOUNT = record<{ $: string }>({ $: DIGITS });
export const CATEGORY = oneOf('SPOT', 'USDT-FUTURES', 'COIN-FUTURES', 'USDC-FUTURES');
export const LINE = oneOf(
  'SPOT',
  'USDT-FUTURES',
  'COIN-FUTURES',
  'USDC-FUTURES',
  'SPOT-TPSL',
  'CROSSED',
  'ISOLATED',
  'MARGIN',
);
export const PURSE = {
  type: 'string',
  pattern: '^(spot|p2p|usdt_futures|coin_futures|usdc_futures|crossed_margin|isolated_margin/\\w+|uta)$',
};
/** `spot:USDT` */
export const WALLET = { type: 'string', pattern: PURSE.pattern.replace('$', ':[A-Za-z0-9]+$') };
export const SIDE = oneOf('buy', 'sell');
export const HOLD_SIDE = oneOf('long', 'short');
export const NET_SIDE = oneOf('long', 'short', 'net');
export const FORCE = oneOf('gtc', 'ioc', 'fok', 'post_only');
export const STP = oneOf('none', 'cancel_taker', 'cancel_maker', 'cancel_both');
export const MARGIN_MODE = oneOf('crossed', 'isolated');
export const POSITION_MODE = oneOf('one_way_mode', 'hedge_mode');
export const TRIGGER_BY = oneOf('fill_price', 'mark_price');

export const EMPTY = { type: 'array', maxItems: 0 };
