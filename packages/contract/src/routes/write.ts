import type { Limit } from '../operation.js';
import { usualParameter } from './paging.js';
import { usualEffect } from './read.js';
import type { OrderIdLocation, RouteFacts, RouteLookup, RoutePaging } from './types.js';

/**
 * Writes the table of an API; {@link readRoutes} and its siblings read it. Lines that begin alike stand together,
 * which compresses best.
 * @throws Error for a name that holds what separates names here, or names nothing
 */
export const writeTable = (operations: readonly RouteFacts[]): string[] => joined(operations.map(routeLine)).sort();

function routeLine({ method, below, signed, effect, limits, orderId, lookups, paging }: RouteFacts): string {
  const words = [token(method), token(below)];
  if (!signed) words.push('public');
  if (effect !== usualEffect(method)) words.push(effect);
  words.push(...limits.map(limitWord));
  if (orderId) words.push(`id=${orderIdText(orderId)}`);
  words.push(...lookups.map(lookupWord));
  if (paging) words.push(`page=${pagingText(paging)}`);
  return words.join(' ');
}

/** `10/1/ip`; a second and the user, the usual, are not said. */
const limitWord = ({ count, seconds, by }: Limit) =>
  `${count}/${seconds}/${by}`.replace(/\/uid$/, '').replace(/^(\d+)\/1$/, '$1');

const orderIdText = ({ list, field }: OrderIdLocation) =>
  list === undefined ? token(field) : `${list && token(list)}[].${token(field)}`;

/** `find=mix/order/detail:clientOid,symbol`: what else the call must be given, taken from the order or fixed. */
function lookupWord({ kind, below, by, parameters, fixed }: RouteLookup): string {
  const constants = Object.entries(fixed).map(([name, value]) => `${token(name)}=${token(value)}`);
  return `${kind}=${token(below)}:${[token(by), ...parameters.map(token), ...constants].join(',')}`;
}

/** The parameter that carries the page is said where it is not the usual one of its style. */
function pagingText({ style, next, limit, max, windowDays, param }: RoutePaging): string {
  const carrier = param === usualParameter(style) ? '' : token(param);
  const parts = [next && token(next), limit && token(limit), max ?? '', windowDays ?? '', carrier];
  return `${style}:${parts.join(',')}`.replace(/,+$/, '');
}

/** Joins the lines of a folder that differ in the last word of the path only: `GET market/tickers,candles 20/1/ip`. */
function joined(lines: readonly string[]): string[] {
  const groups = new Map<string, { before: string; names: string[]; after: string }>();
  for (const line of lines) {
    const [, before = '', name = '', after = ''] = /^([^ ]+ (?:[^ ]*\/)?)([^ ]*)(.*)$/.exec(line) ?? [];
    const group = groups.get(before + after) ?? { before, names: [], after };
    groups.set(before + after, group);
    group.names.push(name);
  }
  return [...groups.values()].map(({ before, names, after }) => `${before}${names.join(',')}${after}`);
}

/** A name that the table can carry. */
function token(text: string): string {
  if (/^[^\s,:=]+$/.test(text) && !text.includes('[].')) return text;
  throw new Error(
    `[@bitget-spec/contract] a name that a routes table can't carry, ${JSON.stringify(text)}: spell it without white space, comma, colon, equals sign or "[]."`,
  );
}
