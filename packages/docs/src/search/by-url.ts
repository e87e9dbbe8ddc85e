import type { CallEntry, Hit, SearchIndex } from './types.js';
import { weightOf } from './weights.js';

/** Calls by URL, however much of it is typed, and by name: `mix.order.placeOrder`, `mixOrderPlaceOrder`. */
export function byUrl(text: string, index: SearchIndex): Hit[] {
  return text.includes('/') ? byPath(text, index) : byName(text, index);
}

function byPath(text: string, { calls, aliases }: SearchIndex): Hit[] {
  const method = /^(get|post)\s/i.exec(text)?.[1]?.toUpperCase();
  const asked = text
    .replace(/^(get|post)\s+/i, '')
    .replace(/^https?:\/\/[^/]*/i, '')
    .replace(/[?#].*$/, '')
    .replace(/\.(html|md|yaml)$/, '')
    .toLowerCase();
  const scored = (path: string): number => {
    if (path === asked || path.slice('/api'.length) === asked) return 220;
    if (path.startsWith(asked)) return 160 - (path.length - asked.length) / 2;
    const at = path.indexOf(asked.replace(/^\//, ''));
    return at < 0 ? 0 : 120 - (path.length - at - asked.length) / 2;
  };
  const hits: Hit[] = [];
  for (const call of calls) {
    const [verb = '', path = ''] = call[1].split(' ');
    const score = scored(path.toLowerCase());
    if (score && (!method || method === verb)) hits.push(hitOf(call, score * weightOf(call[1]) ** 0.2, call[1]));
  }
  for (const [path, id] of aliases) {
    const score = scored(path.slice(path.indexOf('/')).toLowerCase());
    const call = calls[id];
    if (score && call) hits.push(hitOf(call, score * 0.85, `${path} does not exist; this does: ${call[1]}`));
  }
  return hits;
}

const flat = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

function byName(text: string, { calls }: SearchIndex): Hit[] {
  if (/\s/.test(text)) return [];
  const version = /^(v\d):/i.exec(text)?.[1]?.toLowerCase();
  const asked = flat(text.replace(/^v\d:|^bitget\.|\(.*\)$/gi, ''));
  if (asked.length < 5) return [];
  // A word such as `positions` ends many names, and means none of them in particular.
  const isWord = /^[a-z]+$/.test(text);
  return calls.flatMap((call) => {
    const [, url] = call;
    if (version && !url.includes(`/${version}/`)) return [];
    const name = flat(url.replace(/^\w+ \/api\//, '').replace(/(^|\/)v\d\//, '$1'));
    const last = flat(url.slice(url.lastIndexOf('/')));
    const score = name === asked ? 180 : last === asked ? (isWord ? 7 : 75) : !isWord && name.endsWith(asked) ? 70 : 0;
    return score ? [hitOf(call, score * weightOf(url), url)] : [];
  });
}

const hitOf = ([title, , page]: CallEntry, score: number, detail: string): Hit => ({
  title,
  page,
  kind: 'call',
  detail,
  score,
});
