import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One operation of a folder of facts: what each source says of it. The folder holds `rest-*.jsonl`, an operation a line:
 *
 * | key | meaning |
 * | --- | --- |
 * | `method`, `path` | the operation |
 * | `seenIn` | who knows the operation: `docs-…`, `pages-…`, `ts-…`, `go-…`, `ccxt-…`, `client-…` |
 * | `documentedRequest`, `documentedResponse` | rows of the official tables: `name`, `depth` |
 * | `exampleRequest`, `exampleResponse`, `moreExampleResponses` | official examples: `{ query, body }`, whole responses |
 * | `goRequest`, `goResponse`, `tsRequest`, `tsResponse` | a client's shapes: `properties`, `items`, `tuple`, `anyOf` |
 * | `unofficial` | rows that other public code knows: `request`, `response` |
 * | `since…` | notes on newer versions: `response: positionValue and leverage … [ts-sdk-2026-10, ccxt-4.5]` |
 *
 * @typedef {{ method: string, path: string, sources: string[], request: Claims, response: Claims }} Fact
 * @typedef {{ source: string, paths: Path[] }[]} Claims
 * @typedef {(string | number)[]} Path names of fields, numbers for what stands in lists, `[3]` for a cell, `[]` for any entry
 */

const KINDS = { docs: 'page', pages: 'page', ts: 'ts', go: 'go', ccxt: 'ccxt', client: 'public' };

/** @returns {Fact[]} */
export function readFacts(folder) {
  const files = readdirSync(folder).filter((name) => /^rest-.*\.jsonl$/.test(name));
  if (!files.length) throw new Error(`[evidence] ${folder} holds no rest-*.jsonl: name the folder of the facts`);
  return files.sort().flatMap((name) => {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    return lines.flatMap((line, index) =>
      line.trim() ? [factOf(parsed(line, `${join(folder, name)}:${index + 1}`))] : [],
    );
  });
}

function parsed(line, place) {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Error(`[evidence] ${place} is not JSON (${error.message}): one operation a line`);
  }
}

function factOf(fact) {
  const { method, path, unofficial, exampleRequest, exampleResponse, moreExampleResponses = [] } = fact;
  const seen = fact.seenIn.map((name) => KINDS[name.split('-')[0]]).filter(Boolean);
  const examples = [exampleResponse, ...moreExampleResponses].map((example) => example?.data);
  const request = {
    page: rowPaths(fact.documentedRequest),
    example: [exampleRequest?.query, exampleRequest?.body].flatMap((value) => valuePaths(value)),
    go: Object.entries(fact.goRequest ?? {}).flatMap(([name, { t }]) => [[name], ...shapePaths(t, [name])]),
    ts: (fact.tsRequest ?? []).flatMap((argument) =>
      /object|array/.test(argument.type) || argument.anyOf ? shapePaths(argument) : [[argument.name]],
    ),
    public: rowPaths(unofficial?.request),
  };
  const response = {
    page: rowPaths(fact.documentedResponse),
    example: examples.flatMap((value) => valuePaths(value)),
    go: shapePaths(fact.goResponse),
    ts: shapePaths(fact.tsResponse),
    public: rowPaths(unofficial?.response),
  };
  const shapes = [fact.goResponse && 'go', fact.tsResponse && 'ts', unofficial && 'public'];
  return {
    method,
    path,
    sources: [...new Set([...seen, ...shapes, (exampleRequest || exampleResponse) && 'example'])].filter(Boolean),
    request: [...claims(request), ...noted(fact, 'request')],
    response: [...claims(response), ...noted(fact, 'response')],
  };
}

/** The fields with which a note begins, for each source that it names. */
function noted(fact, side) {
  const notes = Object.entries(fact).flatMap(([key, list]) => (key.startsWith('since') ? list : []));
  return notes.flatMap((note) => {
    const [, fields = ''] = note.match(new RegExp(`^${side}: ([\\w.[\\]]+(?:(?:, | and )[\\w.[\\]]+)*)`)) ?? [];
    const [, sources = ''] = note.match(/\[([^\]]*)\]$/) ?? [];
    const paths = fields
      .split(/, | and /)
      .map((field) => field.split('.').flatMap(steps))
      .filter((path) => path.length);
    const kinds = new Set(sources.split(/[,;] /).flatMap((name) => KINDS[name.split('-')[0]] ?? []));
    return paths.length ? [...kinds].map((source) => ({ source, paths })) : [];
  });
}

/** `assets[]` is the field and what stands in its list. */
const steps = (word) => (word.endsWith('[]') ? [word.slice(0, -2), '[]'] : word ? [word] : []);

const claims = (bySource) =>
  Object.entries(bySource).flatMap(([source, paths]) => (paths.length ? [{ source, paths }] : []));

/** Rows of a table: a row stands below the last one that is less deep; `index[3]` is the fourth cell of a row. */
function rowPaths(rows = []) {
  const above = [];
  return rows.flatMap(({ name, depth = 0 }) => {
    const cell = name.match(/^index ?\[?(\d+)\]?$/i)?.[1];
    const [word] = name.match(/^[A-Za-z_]\w*/) ?? [];
    if (cell === undefined && (!word || !/^[\w]+( \(.*\))?$/.test(name))) return [];
    above.length = depth;
    above[depth] = cell === undefined ? word : `[${cell}]`;
    return [above.filter((part) => part !== undefined)];
  });
}

/** What an example or a response shows. */
export function valuePaths(value, path = []) {
  if (value === null || typeof value !== 'object') return [];
  const entries = Array.isArray(value) ? value.map((inner, index) => [index, inner]) : Object.entries(value);
  return entries.flatMap(([key, inner]) => [[...path, key], ...valuePaths(inner, [...path, key])]);
}

/** What a client's type declares; types that hold themselves end. */
function shapePaths(shape, path = []) {
  if (!shape || path.length > 12) return [];
  const { properties = {}, items, tuple = [], anyOf = [] } = shape;
  const below = (key, inner) => [[...path, key], ...shapePaths(inner, [...path, key])];
  return [
    ...Object.entries(properties).flatMap(([name, inner]) => below(name, inner)),
    ...tuple.flatMap((inner, index) => below(index, inner)),
    ...(items ? below('[]', items) : []),
    ...anyOf.flatMap((inner) => shapePaths(inner, path)),
  ];
}
