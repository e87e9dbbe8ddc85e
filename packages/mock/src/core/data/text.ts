import { digits, spread } from '../hash.js';
import type { Schema } from '../schema.js';
import { decimalsNear } from './numbers.js';
import { isMoment, momentsOf } from './time.js';
import type { Make, ValueContext } from './value-context.js';

const DECIMAL = /^-?\d+(\.\d+)?$/;
const OWN_ID = /client.*(oid|id)$/i;
const ASSIGNED_ID = /(id|no|uid)$/i;
const COINS = ['BTC', 'ETH', 'SOL', 'XRP'];
const ASSETS = ['USDT', 'BTC', 'ETH', 'SOL'];

// What to say where neither schema nor example says anything, by name.
const GUESSES: readonly [RegExp, string][] = [
  [/symbol|instId/i, 'BTCUSDT'],
  [/coin|currency|ccy/i, 'USDT'],
  [/time|^ts$/i, '1761998400000'],
  [ASSIGNED_ID, '1288910034525716481'],
  [/code$/i, '00000'],
  [/msg$|message$/i, 'success'],
  [/price|px/i, '64250.5'],
  [/amount|size|qty|vol|fee|rate|ratio|total|balance|equity|available|frozen|locked|margin|pnl|profit/i, '12.5'],
  [/leverage|count|num|precision|level/i, '4'],
];

/** A maker of texts: near its example where that is a number, new digits where it is a number of the exchange's. */
export function textOf(schema: Schema, name: string, example: unknown): Make {
  const accepts = textRule(schema);
  const model = modelOf(schema, name, example, accepts);
  const make = textLike(model, name);
  return (hash, scope) => {
    const text = make(hash, scope);
    return accepts(text) ? text : model;
  };
}

/** Whether a text keeps what its schema asks of it. */
export function textRule(schema: Schema): (text: string) => boolean {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = schema;
  const pattern = schema.pattern === undefined ? undefined : new RegExp(schema.pattern, 'u');
  return (text) => text.length >= minLength && text.length <= maxLength && (pattern?.test(text) ?? true);
}

function modelOf(schema: Schema, name: string, example: unknown, accepts: (text: string) => boolean): string {
  const guess = GUESSES.find(([names]) => names.test(name))?.[1] ?? (name === '' ? 'text' : name);
  const known = [example, ...(schema.examples ?? []), schema.default, guess];
  const last = ['12.5', '4', '1288910034525716481', '1761998400000', 'a', 'BTCUSDT', 'x'.repeat(schema.minLength ?? 0)];
  const texts = [...known, ...last].filter((value) => typeof value === 'string');
  // An empty example is right but dull.
  return texts.find((text) => text !== '' && accepts(text)) ?? texts.find(accepts) ?? '';
}

function textLike(model: string, name: string): (hash: number, scope: ValueContext) => string {
  if (isMoment(model)) {
    const moment = momentsOf(name);
    return (hash, scope) => String(moment(hash, scope));
  }
  if (OWN_ID.test(name)) return (hash) => `mock-${spread(hash).toString(16).padStart(8, '0')}`;
  if (/^\d{6,}$/.test(model) && (ASSIGNED_ID.test(name) || /^\d{18,19}$/.test(model))) {
    return (hash, scope) => digits((hash ^ scope.salt) >>> 0, model.length, model.slice(0, 1));
  }
  if (DECIMAL.test(model)) return decimalsNear(model, name);
  if (/^(coin|marginCoin|feeCoin)$/.test(name)) return (_, scope) => (scope.index === 0 ? model : asset(scope.index));
  return (_, scope) => (scope.index === 0 ? model : model.replace(/^BTC/, COINS[scope.index % COINS.length] ?? 'BTC'));
}

function asset(index: number): string {
  return ASSETS[index % ASSETS.length] ?? 'USDT';
}
