import { Document, isMap, isPair } from 'yaml';
import type { JsonObject } from '../load/json.js';
import type { Safety } from './facts.js';

const HEAD = ` The safety list: what money depends on, of each call and each error code, as it was reviewed. \`npm run lint\`
 fails where the descriptions say something else, and only \`npm run safety -- --accept\` writes this file.

   calls   all but GETs that read: their effect and permission, the caller's own number (orderId), and where an attempt
           is looked up by it. \`filters: false\` reads a list whole, which proves something below \`wholeBelow\` records;
           with \`proof: false\` finding nothing proves nothing.
   reads   GETs that read, by folder and permission
   codes   what became of a write (outcome), whether it may be sent again (retry), and what clients take the code for
           (classes): a wrong clock, unknown (it may have been done), a number that is taken, an order that is absent
   silent  codes that say none of this, by their first three digits`;

/** A GET that reads, of which only the permission is worth a word. */
const isPlainRead = ({ method, effect, orderId, lookups }: JsonObject): boolean =>
  method === 'GET' && effect === 'read' && orderId === undefined && lookups === undefined;

/** The list as text: a line a call, folder or code, in alphabetical order, so that each change is a changed line. */
export function printSafety({ calls, codes }: Safety): string {
  const list = new Map<string, ReadonlyMap<string, unknown>>([
    ['calls', sorted([...calls].filter(([, facts]) => !isPlainRead(facts)))],
    ['reads', readsOf(calls)],
    ['codes', sorted([...codes].filter(([, facts]) => Object.keys(facts).length))],
    ['silent', silentOf(codes)],
  ]);
  const document = new Document(list);
  document.commentBefore = HEAD;
  if (isMap(document.contents)) for (const section of document.contents.items) inLines(section);
  return document.toString({ lineWidth: 0, singleQuote: true, flowCollectionPadding: true });
}

/** A line for each entry of a section. */
function inLines(section: unknown): void {
  if (!isPair(section) || !isMap(section.value)) return;
  for (const { value } of section.value.items) Object.assign(Object(value), { flow: true });
}

const sorted = <T>(entries: [string, T][]): Map<string, T> => new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));

/** `v3:trade: { trade:read: [fills, orderInfo] }` */
function readsOf(calls: Safety['calls']): Map<string, Map<string, string[]>> {
  const folders = new Map<string, Map<string, string[]>>();
  for (const [key, facts] of sorted([...calls])) {
    if (!isPlainRead(facts)) continue;
    const [folder, name] = partsOf(key);
    const permission = String(facts.permission);
    const permissions = folders.get(folder) ?? new Map<string, string[]>();
    folders.set(folder, permissions.set(permission, [...(permissions.get(permission) ?? []), name]));
  }
  return new Map([...folders].map(([folder, permissions]) => [folder, sorted([...permissions])]));
}

const partsOf = (key: string): [folder: string, name: string] => {
  const dot = key.lastIndexOf('.');
  return [key.slice(0, dot), key.slice(dot + 1)];
};

/** `400: ['40015', '40016']` */
function silentOf(codes: Safety['codes']): Map<string, string[]> {
  const silent = new Map<string, string[]>();
  for (const [code, facts] of sorted([...codes])) {
    const first = code.slice(0, 3);
    if (!Object.keys(facts).length) silent.set(first, [...(silent.get(first) ?? []), code]);
  }
  return silent;
}
