import { expect, test } from 'vitest';
import { pairs } from '../../../test/migrate/pairs.js';
import { REVIEWED } from '../../../test/migrate/reviewed.js';
import { loadOwn } from '../../load-own.js';
import { resolved } from '../../model/schema/resolved.js';
import { type Node, nodesOf } from '../../model/schema/walk.js';
import type { Operation } from '../../model/types.js';

/** What stands for "none", in the words of a description. */
const NONES: [RegExp, string][] = [
  [/\bempty\b(?! list)/i, 'empty'],
  [/`0`/, '0'],
  [/`null`/, 'null'],
];
/** What a figure counts. */
const UNITS: [RegExp, string][] = [
  [/base coin/i, 'base coin'],
  [/quote coin/i, 'quote coin'],
  [/margin coin/, 'margin coin'],
  [/\bUSDT\b(?!-)/, 'USDT'],
  [/per cent/, 'per cent'],
  [/fraction|[Ss]hare of|where 1 is all/, 'fraction'],
  [/\bhours?\b/i, 'hours'],
  [/\b[Nn]egative|or less/, 'sign'],
  [/(before|after) (fees|funding)/, 'fees'],
  [/COIN-FUTURES/, 'COIN-FUTURES'],
  [/one-way|hedge/i, 'mode'],
];
/** In which order a list comes. */
const ORDERS: [RegExp, string][] = [
  [/newest[^.]* first/, 'newest'],
  [/oldest[^.]* first/, 'oldest'],
  [/(lowest|cheapest|smallest)[^.]* first/, 'lowest'],
  [/(highest|dearest|largest)[^.]* first/, 'highest'],
];
const DOUBT =
  /no source|\bno (unit|coin|currency)|leaves open|(does|do) not (say|name)|disagree|differ|been seen|in spite of|\bmind\b|out of use|as a rule|ignored|opposite|known from|\bclients?\b|make sure|according|misname|masked|official example|some responses|not promised/i;

const said = (text: string, kinds: [RegExp, string][]): string[] =>
  kinds.flatMap(([pattern, kind]) => (pattern.test(text) ? [kind] : []));

/** How the descriptions of two fields differ in what code depends on. */
function differences(before: string, after: string, isRead: boolean): string[] {
  if (before === after) return [];
  const [none, other] = [said(before, NONES), said(after, NONES)];
  const isNew = other.some((kind) => !none.includes(kind)) || (none.length > 0 && !other.length);
  const [unit, order] = [UNITS, ORDERS].map((kinds) => [said(before, kinds).join(), said(after, kinds).join()]);
  return [
    ...(isNew && (isRead || none.join() !== other.join()) ? [`none is ${none} or ${other}`] : []),
    ...(unit?.[0] === unit?.[1] ? [] : [`it counts ${unit?.join(' or ')}`]),
    ...(order?.[0] && order[0] !== order[1] ? [`its order is ${order.join(' or ')}`] : []),
    ...(DOUBT.test(before) || DOUBT.test(after) ? ['a description has doubts'] : []),
  ];
}

const textOf = (node: Node | undefined): string =>
  (node?.schemas ?? []).map((schema) => resolved(schema).description ?? '').join(' ');

/** Names and words say what they are, whatever is said about them. */
const isName = (node: Node | undefined): boolean =>
  (node?.schemas ?? []).some((schema) => {
    const { kind, scalar = '' } = resolved(schema);
    return kind === 'choice' || ['SymbolName', 'Coin', 'Chain'].includes(scalar);
  });

test('what is rewritten is described alike, or was looked at by a person who says why', async () => {
  const operations = new Map<string, Operation>(
    (await loadOwn()).flatMap(({ api }) => api.operations.map((operation) => [operation.key, operation])),
  );
  const found = new Map<string, string>();
  for (const { move, exact } of pairs) {
    const [from, to] = [operations.get(move.from), operations.get(move.to ?? '')];
    const side = (one: Operation | undefined, what: 'request' | 'response') => {
      const schema = one?.[what].schema;
      return schema ? nodesOf(schema) : new Map<string, Node>();
    };
    for (const [path, target] of exact.request) {
      const [old, now] = [side(from, 'request').get(path), side(to, 'request').get(target)];
      const all = isName(old) ? [] : differences(textOf(old), textOf(now), false);
      if (all.length) found.set(`${move.from} > ${path}`, all.join('; '));
    }
    for (const [path, target] of exact.response) {
      const [old, now] = [side(from, 'response').get(path), side(to, 'response').get(target)];
      const ordered = move.care?.some(({ order }) => order?.includes(path));
      const all = differences(textOf(old), textOf(now), true).filter((one) => !ordered || !one.startsWith('its order'));
      if (all.length) found.set(`${move.from} < ${path}`, all.join('; '));
    }
  }
  const reviewed = new Set(REVIEWED.flatMap(({ fields }) => fields));
  expect([...found].filter(([field]) => !reviewed.has(field)).map((entry) => entry.join(': '))).toEqual([]);
  expect([...reviewed].filter((field) => !found.has(field))).toEqual([]);
});
