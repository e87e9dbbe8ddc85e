import { distance, nearest } from '@bitget-spec/contract/spelling';
import type { FindAlias, FindCall, FindData, FindError } from './data.js';

/** What was found, the best first. */
export interface Hits {
  /** Wrong or old URLs that were meant, with the calls to use. */
  aliases: { alias: FindAlias; use: FindCall[] }[];
  errors: { code: string; error: FindError; calls: FindCall[] }[];
  /** Calls with a note on what matched, where that is not plain to see. */
  calls: { call: FindCall; why?: string }[];
  /** What was looked for instead, where a word is misspelt. */
  meant?: string;
}

const MOST = 5;

/** Looks anything up: a URL, right, wrong, old or in part; a call or an operationId; words; a field; an error code. */
export function find(data: FindData, query: string): Hits {
  const text = query.trim();
  const errors = errorsByCode(data, text);
  if (errors.length) return { ...NOTHING, errors };
  const calls = named(data.calls, text);
  if (calls.length) return { ...NOTHING, calls };
  const url = urlIn(text);
  if (url) return byUrl(data, url);
  const hits = byText(data, text);
  if (hits.calls.length || hits.errors.length) return hits;
  const meant = corrected(data, text);
  return meant === undefined ? hits : { ...byText(data, meant), meant };
}

const byText = (data: FindData, text: string): Hits => ({
  ...NOTHING,
  calls: byWords(data.calls, text),
  errors: errorsByWords(data, text),
});

/** The words with each that stands nowhere replaced by the one that is spelt most like it; undefined where there is none. */
function corrected({ calls, errors }: FindData, text: string): string | undefined {
  const field = nearest(text, new Set(calls.flatMap(({ fields }) => fields.split(' '))));
  if (field !== undefined) return field;
  const known = new Set([
    ...calls.flatMap(({ title, path, fields }) => wordsOf(`${title} ${path} ${fields}`)),
    ...Object.values(errors).flatMap(({ message }) => wordsOf(message)),
  ]);
  const words = wordsOf(text).map((word) => (known.has(word) ? word : (nearest(word, known) ?? word)));
  return words.every((word) => known.has(word)) ? words.join(' ') : undefined;
}

const NOTHING: Hits = { aliases: [], errors: [], calls: [] };

/** The very URL; else the call that a wrong or an old one means; else what has it as a part; else what is spelt like it. */
function byUrl(data: FindData, url: Url): Hits {
  const aliases = data.aliases.filter(({ path }) => matches(path, url)).map((alias) => withUse(data, alias));
  if (aliases.length) return { ...NOTHING, aliases };
  const calls = data.calls.filter(({ method, path }) => matches(`${method} ${path}`, url));
  if (calls.length) return { ...NOTHING, calls: calls.map((call) => ({ call })) };
  const others = data.calls.filter(({ method, path }) => matches(`${method} ${path}`, { path: url.path }));
  if (others.length)
    return { ...NOTHING, calls: others.map((call) => ({ call, why: `with ${call.method}, not ${url.method}` })) };
  const holding = data.calls.filter(({ path }) => path.toLowerCase().includes(url.path.toLowerCase())).sort(shortFirst);
  if (holding.length) return { ...NOTHING, calls: holding.slice(0, MOST).map((call) => ({ call })) };
  const ends = data.aliases.filter(({ path }) => path.toLowerCase().endsWith(url.path.toLowerCase()));
  if (ends.length) return { ...NOTHING, aliases: ends.slice(0, MOST).map((alias) => withUse(data, alias)) };
  return { ...NOTHING, calls: speltLike(data.calls, url) };
}

/** The newest API before the others: an account opened since May 2026 has nothing else. */
const newestFirst = (a: FindCall, b: FindCall): number =>
  Number(a.deprecated ?? 0) - Number(b.deprecated ?? 0) || Number(apiOf(b)) - Number(apiOf(a));
const apiOf = ({ key }: FindCall): string => /^v(\d+):/.exec(key)?.[1] ?? '0';

const shortFirst = (a: FindCall, b: FindCall): number =>
  newestFirst(a, b) || a.path.length - b.path.length || (a.key < b.key ? -1 : 1);

interface Url {
  method?: string;
  path: string;
}

/** The path of a URL, with or without method, host and query; undefined for what is none. */
function urlIn(text: string): Url | undefined {
  const [, method, rest = ''] = /^(?:(get|post|put|delete|patch)\s+)?(\S+)$/i.exec(text) ?? [];
  const path = rest
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '');
  if (!path.includes('/')) return undefined;
  return { path: path.startsWith('/') ? path : `/${path}`, ...(method && { method: method.toUpperCase() }) };
}

/** True where a known URL is the one looked for, in any case; one without a method fits both. */
function matches(known: string, { method, path }: Url): boolean {
  const [verb = '', there = ''] = known.split(' ');
  return (!method || method === verb) && there.toLowerCase() === path.toLowerCase();
}

/** `v2:mix.order.placeOrder`, `bitget.mix.order.placeOrder()`, `mixOrderPlaceOrder`, and the last word alone. */
function named(calls: FindCall[], text: string): Hits['calls'] {
  const plain = text
    .replace(/^(await\s+)?((bitget|client)\.)?/, '')
    .replace(/\(.*$/s, '')
    .toLowerCase();
  const whole = calls.filter(({ key, id }) =>
    [key, key.replace(/^\w+:/, ''), id].some((name) => name.toLowerCase() === plain),
  );
  const last = ({ key, path }: FindCall) =>
    key.split('.').at(-1)?.toLowerCase() === plain || path.split('/').at(-1)?.toLowerCase() === plain;
  const found = whole.length ? whole : calls.filter(last).sort(shortFirst).slice(0, MOST);
  return found.map((call) => ({ call }));
}

function errorsByCode(data: FindData, text: string): Hits['errors'] {
  const key = text.replace(/^(error|code)\s*:?\s*/i, '');
  return data.errors[key] ? [errorHit(data, key, data.errors[key])] : [];
}

const errorHit = ({ calls }: FindData, code: string, error: FindError): Hits['errors'][number] => ({
  code,
  error,
  calls: calls.filter((call) => call.errors?.includes(code)),
});

/** Messages that hold every word; one word alone is in too many. */
function errorsByWords(data: FindData, text: string): Hits['errors'] {
  if (!/\s/.test(text)) return [];
  const wanted = wordsOf(text);
  const found = Object.entries(data.errors).filter(([, { message }]) => {
    const words = wordsOf(message);
    return wanted.every((word) => words.includes(word));
  });
  const hits = found.map(([code, error]) => errorHit(data, code, error));
  return hits.sort((a, b) => a.error.message.length - b.error.message.length).slice(0, 3);
}

const withUse = (data: FindData, alias: FindAlias): Hits['aliases'][number] => ({
  alias,
  use: alias.use.flatMap((key) => data.calls.find((call) => call.key === key) ?? []),
});

function speltLike(calls: FindCall[], { method, path }: Url): Hits['calls'] {
  const scored = calls.map((call) => ({
    call,
    score: likeness(call, path) - (method && method !== call.method ? 0.05 : 0),
  }));
  const best = scored
    .filter(({ score }) => score > 0.55)
    .sort((a, b) => b.score - a.score || shortFirst(a.call, b.call))
    .slice(0, MOST);
  return best.map(({ call }) => ({ call, why: 'spelt most like it' }));
}

/** From 0 to 1: how alike two paths are, by their segments, the last counting most. */
function likeness(call: FindCall, wanted: string): number {
  const [a, b] = [wordsOf(call.path), wordsOf(wanted)];
  const best = (word: string, others: string[]) => Math.max(0, ...others.map((other) => alike(word, other)));
  const covered = (from: string[], to: string[]) =>
    from.reduce((total, word) => total + best(word, to), 0) / (from.length || 1);
  return (covered(a, b) + covered(b, a)) / 2;
}

const alike = (a: string, b: string): number => {
  const score = 1 - distance(a, b) / Math.max(a.length, b.length);
  return score >= 0.6 ? score : 0;
};

const wordsOf = (text: string): string[] =>
  text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word && word !== 'api');

/** Calls whose title, URL or fields hold every word; titles count most. */
function byWords(calls: FindCall[], text: string): Hits['calls'] {
  const wanted = wordsOf(text);
  if (!wanted.length) return [];
  const exactField = text.trim();
  const scored = calls.flatMap((call) => {
    const names = call.fields.split(' ');
    const field = names.find((name) => name.toLowerCase() === exactField.toLowerCase());
    const title = wordsOf(call.title);
    const url = wordsOf(call.path);
    const places = new Set(names.flatMap(wordsOf));
    const scores = wanted.map((word): number =>
      title.includes(word) ? 3.25 : hit(title, word) ? 3 : hit(url, word) ? 2.5 : hit([...places], word) ? 1 : 0,
    );
    const all = scores.every((score) => score > 0);
    if (!all && !field) return [];
    const score = (all ? scores.reduce((sum, one) => sum + one, 0) : 0) + (field ? 1 : 0) - (call.deprecated ? 3 : 0);
    const byField = field !== undefined && scores.every((one) => one <= 1);
    return [{ call, score, ...(byField && { why: `has the field ${field}` }) }];
  });
  const best = scored.sort(
    (a, b) =>
      b.score - a.score ||
      newestFirst(a.call, b.call) ||
      a.call.title.length - b.call.title.length ||
      shortFirst(a.call, b.call),
  );
  return best.slice(0, MOST).map(({ call, why }) => ({ call, ...(why && { why }) }));
}

/** A word, its plural, or the start of a longer one. */
const hit = (words: string[], word: string): boolean => {
  const stem = word.replace(/(?<=\w{3})s$/, '');
  return words.some((other) => other === word || (stem.length > 2 && other.startsWith(stem)));
};
