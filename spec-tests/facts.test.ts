import { describe, expect, test } from 'vitest';
import { isObject, type Json } from '../generator/src/load/json.js';
import type { Schema } from '../generator/src/model/schema/kinds.js';
import { wordsOf as wordsIn } from '../generator/src/model/schema/types.js';
import { nodesOf } from '../generator/src/model/schema/walk.js';
import { byUrl, type Owned } from './description.js';
import { type Fact, folder, pathsOfShape, pathsOfValue, present, readFacts, sampleOf } from './facts.js';
import { LIVE, REQUESTS, RESPONSES, WORDS } from './not-followed.js';
import { read } from './read-request.js';
import { errorsOf, wholeResponse, wordsOf } from './validators.js';

/** The facts of endpoints that the spec has, and with what is said there of the ones that it leaves out. */
const known: { url: string; fact: Fact; owned: Owned }[] = [];
const left = new Set<string>();
const exceptions = new Set([...byUrl.values()].flatMap(({ api }) => api.exceptions.map(({ fact }) => fact)));
for (const fact of readFacts()) {
  const url = `${fact.method} ${fact.path}`;
  const owned = byUrl.get(url);
  if (owned) known.push({ url, fact, owned });
  else left.add(url);
}

/** Problems by URL, without those that a list explains; and what the list explains for nothing. */
function compared(found: Map<string, string[]>, explained: Record<string, string>): unknown {
  const unexplained = [...found].filter(([url]) => !explained[url]);
  return { unexplained, idle: Object.keys(explained).filter((url) => !found.has(url)) };
}
const FINE = { unexplained: [], idle: [] };

if (!present) {
  test('what the public sources know of the API is NOT compared', () => {
    console.log(`Left out: ${folder} is not here, so the spec was not held against the public sources.`);
  });
}

describe.runIf(present)('what the public sources know', () => {
  test('every endpoint is described, or the spec says why not', () => {
    expect([...left].filter((url) => !exceptions.has(url))).toEqual([]);
    expect(known.length).toBeGreaterThan(500);
  });

  test('every documented and every live field is described, or the spec says why not', () => {
    const missing = known.flatMap(({ url, fact, owned }) =>
      missingFields(fact, owned).map((path) => `${url}: ${path}`),
    );
    expect(missing.filter((line) => !exceptions.has(line))).toEqual([]);
  });

  test('every documented response is one that its schema takes', () => {
    const found = new Map<string, string[]>();
    let checked = 0;
    for (const { url, fact, owned } of known) {
      for (const response of [fact.exampleResponse, ...(fact.moreExampleResponses ?? [])]) {
        if (!response) continue;
        checked++;
        const problems = errorsOf(wholeResponse(owned.operation), response, owned.api).map(wordsOf);
        if (problems.length) found.set(url, [...(found.get(url) ?? []), ...problems]);
      }
    }
    expect(compared(found, RESPONSES)).toEqual(FINE);
    expect(checked).toBeGreaterThan(470);
  });

  test('every documented request is one that its schema takes, read as the exchange reads it', () => {
    const found = new Map<string, string[]>();
    let checked = 0;
    for (const { url, fact, owned } of known) {
      const sent = fact.exampleRequest && sentOf(fact.exampleRequest);
      const { schema } = owned.operation.request;
      if (!sent || !schema) continue;
      checked++;
      const problems = errorsOf(schema, read(sent, owned.operation), owned.api).map(wordsOf);
      if (problems.length) found.set(url, problems);
    }
    expect(compared(found, REQUESTS)).toEqual(FINE);
    expect(checked).toBeGreaterThan(380);
  });

  test('every response as a live client declares it is one that its schema takes', () => {
    const found = new Map<string, string[]>();
    let checked = 0;
    for (const { url, fact, owned } of known) {
      const sample = sampleOf(fact.goResponse);
      const { schema } = owned.operation.response;
      if (sample === undefined || !schema) continue;
      checked++;
      const errors = errorsOf(schema, sample, owned.api).filter(({ keyword }) => !/required|minItems/.test(keyword));
      if (errors.length) found.set(url, errors.map(wordsOf));
    }
    expect(compared(found, LIVE)).toEqual(FINE);
    expect(checked).toBeGreaterThan(480);
  });

  test('every word that a live client sends is in the list of its field', () => {
    const found = new Map<string, string[]>();
    for (const { url, fact, owned } of known) {
      for (const [name, { t }] of Object.entries(fact.goRequest ?? {})) {
        const words = wordsOfField(name, owned);
        const strange = (words && t?.enum?.filter((word) => !words.includes(word))) ?? [];
        if (strange.length) found.set(`${url}: ${name}`, strange);
      }
    }
    expect(compared(found, WORDS)).toEqual(FINE);
  });
});

/** An example without any value is none: the pages leave it empty where they would show an address or a key. */
function sentOf({ query, body }: NonNullable<Fact['exampleRequest']>): Json | undefined {
  if (Array.isArray(body)) return body;
  const sent = { ...query, ...body };
  return Object.keys(sent).length ? sent : undefined;
}

/** Names that tables and clients know and the schemas do not. Tables write names without their parents, and misspell case. */
function missingFields(fact: Fact, { operation }: Owned): string[] {
  const request = operation.request.schema ? namesIn(operation.request.schema) : [];
  const response = operation.response.schema ? namesIn(operation.response.schema) : [];
  const leaves = (paths: string[]) => new Set(paths.map((path) => path.split('.').at(-1)?.toLowerCase()));
  const [sent, received] = [leaves(request), leaves(response)];
  const isName = (name: string) => /^[A-Za-z_]\w*$/.test(name);
  const asked = [...(fact.documentedRequest ?? []).map(({ name }) => name), ...Object.keys(fact.goRequest ?? {})];
  const stated = (fact.documentedResponse ?? []).filter(({ name, depth }) => depth > 0 || !ENVELOPE.test(name));
  const exact = [
    ...pathsOfValue(isObject(fact.exampleResponse) ? fact.exampleResponse.data : null),
    ...pathsOfShape(fact.goResponse),
  ];
  return [
    ...asked.filter((name) => isName(name) && !sent.has(name.toLowerCase())),
    ...stated.map(({ name }) => name).filter((name) => isName(name) && !received.has(name.toLowerCase())),
    ...exact.filter((path) => path.split('.').every(isName) && !response.includes(path)),
  ];
}

const ENVELOPE = /^(data|code|msg|message|requestTime)$/;

/** Paths of a schema without the marks of lists and rows: `list.price`. */
const namesIn = (schema: Schema): string[] =>
  [...nodesOf(schema).keys()].map((path) => path.replaceAll(/\[\d*\]|\*/g, '').replaceAll(/^\.+|\.(?=\.)/g, ''));

function wordsOfField(name: string, { operation }: Owned): Json[] | undefined {
  const node = operation.request.schema && nodesOf(operation.request.schema).get(name);
  return node?.schemas.map((schema) => wordsIn(schema)).find((words) => words !== undefined);
}
