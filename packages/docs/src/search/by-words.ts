import { nearest } from '@bitget-spec/contract/spelling';
import type { Hit, SearchIndex } from './types.js';
import { weightOf } from './weights.js';
import { STOP, sameAs, stem, wordsOf } from './words.js';

/** One thing to find, its words with what each is worth. */
interface Entry {
  hit: Omit<Hit, 'score'>;
  words: Map<string, number>;
  /** Words of the title, and those that end the URL: a query that says all of them is meant for it. */
  titles: string[][];
  weight: number;
}

export interface Prepared {
  entries: Entry[];
  /** How rare a word is. */
  rarity: Map<string, number>;
}

export function prepare(index: SearchIndex): Prepared {
  const entries = [...calls(index), ...texts(index), ...errors(index)];
  const counts = new Map<string, number>();
  for (const { words } of entries) for (const word of words.keys()) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rarity = new Map([...counts].map(([word, count]) => [word, 1 + Math.log(entries.length / count) / 4]));
  return { entries, rarity };
}

const unique = (words: string[]): string[] => [...new Set(words.filter((word) => !STOP.has(word)))];

const entry = (hit: Entry['hit'], weight: number, title: string[], ...others: [string[], number][]): Entry => {
  const words = new Map<string, number>();
  for (const [list, worth] of [...others, [title, 3] as const]) {
    for (const word of list) words.set(word, Math.max(words.get(word) ?? 0, worth));
  }
  return { hit, words, titles: [unique(title)], weight };
};

const calls = ({ calls: all }: SearchIndex): Entry[] =>
  all.map(([title, url, page]) => {
    const path = wordsOf(url.replace(/^\w+ \/api\//, ''));
    const line = /\/mix\//.test(url) ? ['future'] : [];
    // One call of the unified account serves all products, and its title names none.
    const products = /\/v3\/(trade|market|position|account)\//.test(url) ? ['spot', 'future'] : [];
    // Who names no verb is more likely to place than to cancel.
    const places = /\/(place|batch-order)[^/]*$/.test(url) ? 1.05 : 1;
    const hit = { title, page, kind: 'call' as const, detail: url };
    const made = entry(hit, weightOf(url) * places, wordsOf(title), [[...path, ...line], 2], [products, 2.7]);
    made.titles.push(...products.map((product) => unique([...wordsOf(title), product])));
    made.titles.push(
      unique([...wordsOf(url.slice(url.lastIndexOf('/'))), ...wordsOf(url.split('/')[3] ?? ''), ...line]),
    );
    return made;
  });

const texts = ({ texts: all }: SearchIndex): Entry[] =>
  all.map(([title, page, kind, about]) => {
    const group = page.startsWith('v3/') ? 0.95 : page.startsWith('v2/') ? 0.75 : 0.5;
    const own = { guide: page.includes('#') ? 0.98 : 1.12, reference: 1.1, group, type: 0.7 }[kind];
    const weight = page.startsWith('migration/') ? 0.9 : own;
    const file = kind === 'group' ? [] : wordsOf(page.replace(/#.*|\.html/g, '').replace(/^.*\//, ''));
    const made = entry(
      { title, page, kind, detail: about },
      weight,
      wordsOf(title),
      [[...wordsOf(about), ...wordsOf(about.toLowerCase())], 1.4],
      [file, 2.4],
    );
    if (!page.includes('#') && file.length) made.titles.push(unique(file));
    return made;
  });

const errors = ({ errors: all, errorPage }: SearchIndex): Entry[] =>
  all.map(([code, message], place) => {
    const hit = { title: code, page: `${errorPage}#${code}`, kind: 'error' as const, detail: message };
    const socket = /^300\d\d$/.test(code) ? 0.8 : 1;
    return entry(hit, (0.64 - 0.08 * (place / all.length)) * socket, wordsOf(message)); // the best known stand first
  });

/** Everything that has all the words asked for, else what has most of them. */
export function byWords(text: string, { entries, rarity }: Prepared): Hit[] {
  const all = wordsOf(text.replaceAll(/['’]/g, ''));
  const meant = all.filter((word) => !STOP.has(word));
  const asked = [...new Set(meant.length ? meant : all)];
  if (!asked.length) return [];
  const last = asked.at(-1) ?? '';
  const hits: { hit: Hit; found: number }[] = [];
  for (const { hit, words, titles, weight } of entries) {
    let sum = 0;
    let found = 0;
    const covered = new Set<string>();
    for (const word of asked) {
      const [worth, by] = worthOf(word, words, word === last);
      if (!worth) continue;
      found++;
      sum += worth * (rarity.get(by) ?? 1);
      covered.add(by);
    }
    if (!found) continue;
    const shares = titles.map((title) => title.filter((word) => covered.has(word)).length / (title.length || 1));
    const share = Math.max(...shares);
    const whole = (found / asked.length) ** 2;
    hits.push({ hit: { ...hit, score: sum * whole * (0.6 + 0.6 * share) * weight }, found });
  }
  const most = Math.max(0, ...hits.map(({ found }) => found));
  return hits.filter(({ found }) => found >= Math.max(1, most - 1)).map(({ hit }) => hit);
}

/** Whether each word stands somewhere, or begins one that does. */
export const allKnown = (text: string, { rarity }: Prepared): boolean =>
  wordsOf(text).every((word) => isKnown(word, [...rarity.keys()]));

const isKnown = (word: string, known: string[]): boolean =>
  STOP.has(word) || sameAs(word).length > 0 || known.some((other) => other.startsWith(word));

/** The words, each that is known nowhere replaced by the one that is spelt most like it; undefined where there is none. */
export function corrected(text: string, { rarity }: Prepared): string | undefined {
  const known = [...rarity.keys()];
  const words = wordsOf(text);
  const meant = words.map((word) => (isKnown(word, known) ? word : (nearest(word, known) ?? word)));
  return meant.some((word, index) => word !== words[index]) ? meant.join(' ') : undefined;
}

/** What a word is worth in an entry, and by which of its words: itself, what means the same, or its beginning. */
function worthOf(word: string, words: Map<string, number>, begins: boolean): [number, string] {
  const own = words.get(word);
  if (own) return [own, word];
  let best: [number, string] = [0, ''];
  for (const other of sameAs(word)) {
    const worth = (words.get(stem(other)) ?? 0) * 0.75;
    if (worth > best[0]) best = [worth, stem(other)];
  }
  if (best[0] || word.length < (begins ? 2 : 4)) return best;
  for (const [candidate, worth] of words) {
    if (candidate.startsWith(word) && worth * 0.55 > best[0]) best = [worth * 0.55, candidate];
  }
  return best;
}
