import { describe, expect, test } from 'vitest';
import { camelJoin, nameOf } from '../generator/src/model/names.js';
import type { Schema } from '../generator/src/model/schema/kinds.js';
import { wordsOf } from '../generator/src/model/schema/types.js';
import { nodesOf } from '../generator/src/model/schema/walk.js';
import type { Renames } from '../generator/src/model/types.js';
import { all, apis, byKey, byUrl, type Owned, urlOf } from './description.js';
import { folder, present, readRequested } from './facts.js';

const aliases = new Map(apis.flatMap((api) => api.aliases.map((alias) => [alias.path, alias] as const)));
const moves = apis.flatMap((api) => api.moves);

describe('names', () => {
  test('follow from the URL', () => {
    for (const { api, operation } of all) {
      const name = nameOf(operation.path);
      expect(name).toMatchObject({ api: api.name, key: operation.key, operationId: operation.id });
      expect(operation.file).toBe(`spec/${name?.file}`);
      expect(operation.id).toBe(camelJoin(operation.call));
    }
  });
});

describe('aliases', () => {
  test('lead to a call that exists, from a URL that does not', () => {
    const wrong = [...aliases.values()].filter(({ path, use, why }) => byUrl.has(path) || !byKey.has(use) || !why);
    expect(wrong).toEqual([]);
    expect(aliases.size).toBeGreaterThan(30);
  });
});

test.runIf(present)('every path that the reference documents name is found', () => {
  const requested = readRequested();
  const lost = requested.filter(({ method, path, status, canonical }) => {
    const url = `${method} ${path}`;
    const found = byUrl.get(url)?.operation;
    if (status === 'same') return !found;
    if (status === 'legacy') return !found?.deprecated;
    const meant = byKey.get(aliases.get(url)?.use ?? '')?.operation;
    return !meant || urlOf(meant) !== canonical;
  });
  expect(lost).toEqual([]);
  expect(requested.length).toBeGreaterThan(130);
});

if (!present) {
  test('the paths that the reference documents name are NOT looked up', () => {
    console.log(`Left out: ${folder} is not here, so its list of paths was not looked up.`);
  });
}

/** Paths of a request or a response, as the migration lists write them. */
const pathsIn = (schema: Schema | undefined): Set<string> =>
  new Set(schema ? [...nodesOf(schema).keys()].filter(Boolean) : []);

const owned = (keys: string[]): Owned[] => keys.flatMap((key) => byKey.get(key) ?? []);

/** What a list says of fields that one side does not have. */
function strangers(renames: Renames, from: Set<string>, to: Set<string>, whole = 'data'): string[] {
  return Object.entries(renames).flatMap(([old, places]) => [
    ...(old === whole || from.has(old) ? [] : [`${old} is not in the old call`]),
    ...places.filter((place) => place !== whole && !to.has(place)).map((place) => `${place} is not in the new call`),
  ]);
}

describe('the way from v2 to v3', () => {
  test('is reported once for every call', () => {
    const reported = moves.map(({ from }) => from);
    expect(new Set(reported).size).toBe(reported.length);
    const calls = all.map(({ operation }) => operation.key).filter((key) => key.startsWith('v2:'));
    expect(reported.sort()).toEqual(calls.sort());
  });

  test('starts and ends at calls that exist, and says what to do where there is none', () => {
    const wrong = moves.filter(
      ({ from, to, note }) =>
        !byKey.has(from) || to.some((key) => !key.startsWith('v3:') || !byKey.has(key)) || (!to.length && !note),
    );
    expect(wrong).toEqual([]);
  });

  test('names fields that exist, at both ends', () => {
    const wrong = moves.flatMap((move) => {
      const [old] = owned([move.from]);
      const targets = owned(move.to);
      if (!old || !targets.length) return [];
      const union = (pick: (owner: Owned) => Set<string>) => new Set(targets.flatMap((target) => [...pick(target)]));
      const [sent, received] = [
        union((target) => pathsIn(target.operation.request.schema)),
        union((target) => pathsIn(target.operation.response.schema)),
      ];
      const fixed = Object.fromEntries(Object.keys(move.set).map((name) => [name, [name]]));
      return [
        ...strangers(move.fields, pathsIn(old.operation.request.schema), sent).map((text) => `request: ${text}`),
        ...strangers(move.response, pathsIn(old.operation.response.schema), received).map(
          (text) => `response: ${text}`,
        ),
        ...strangers(fixed, sent, sent).map((text) => `set: ${text}`),
      ].map((text) => `${move.from} ${text}`);
    });
    expect(wrong).toEqual([]);
  });

  test('names words that the old and the new field know', () => {
    const wrong = moves.flatMap((move) => {
      const [old] = owned([move.from]);
      const targets = owned(move.to);
      if (!old || !targets.length) return [];
      return Object.entries(move.enums).flatMap(([field, words]) => {
        const before = wordsAt(field, old);
        const places = placesOf(field, move.fields);
        const after = places.flatMap((place) => targets.flatMap((target) => wordsAt(place, target)));
        expect(before.length, `${move.from} ${field}`).toBeGreaterThan(0);
        const strange = [
          ...Object.keys(words).filter((word) => !before.includes(word)),
          ...Object.values(words)
            .flat()
            .filter((word) => after.length && !after.includes(word)), // text of any kind has no words to know
        ];
        return strange.map((word) => `${move.from} ${field}: ${word}`);
      });
    });
    expect(wrong).toEqual([]);
  });
});

/** Where a field went: as the longest line that names it or what it stands in says (spec/migration/README.md). */
function placesOf(field: string, renames: Renames): string[] {
  const [line] = Object.keys(renames)
    .filter((name) => field === name || field.startsWith(`${name}.`) || field.startsWith(`${name}[`))
    .sort((a, b) => b.length - a.length);
  return line === undefined ? [field] : (renames[line] ?? []).map((place) => place + field.slice(line.length));
}

/** The words of a request field; those of a response count too, since a list may name either. */
function wordsAt(path: string, { operation }: Owned): string[] {
  return [operation.request.schema, operation.response.schema].flatMap((schema) => {
    const node = schema && nodesOf(schema).get(path);
    return (node?.schemas ?? []).flatMap((part) => wordsOf(part) ?? []).map(String);
  });
}

describe.each(apis.flatMap((api) => (api.retired ? [[api.name, api, api.retired] as const] : [])))(
  'the way on from %s',
  (_name, api, retired) => {
    test('leads to calls that exist, and is reported for every call that is still described', () => {
      const wrong = retired.calls.filter(({ to }) => !to.every((key) => byKey.has(key)));
      expect(wrong).toEqual([]);
      const reported = new Set(retired.calls.map(({ from }) => from));
      expect(reported.size).toBe(retired.calls.length);
      expect(api.operations.map(urlOf).filter((url) => !reported.has(url))).toEqual([]);
      expect(api.errors?.has(retired.error)).toBe(true);
    });

    test('names fields that exist, at both ends where the old call is described', () => {
      const leaves = (owner: Owned | undefined) =>
        new Set([...pathsIn(owner?.operation.response.schema)].map((path) => path.replace(/^(.*[.\]])?\.?/, '')));
      const wrong = retired.calls.flatMap(({ from, to, fields = {} }) => {
        const old = byUrl.get(from);
        const [first] = owned(to);
        return Object.entries(fields).flatMap(([before, after]) => [
          ...(old && !leaves(old).has(before) ? [`${from}: ${before}`] : []),
          ...(first && !leaves(first).has(after) ? [`${to[0]}: ${after}`] : []),
        ]);
      });
      expect(wrong).toEqual([]);
    });

    test('names words that the new API knows', () => {
      const v2 = JSON.stringify(apis.find(({ name }) => name === 'v2')?.document);
      const words = [...Object.values(retired.productTypes), ...Object.values(retired.words).flatMap(Object.values)];
      expect(words.filter((word) => !v2.includes(`"${word}"`))).toEqual([]);
    });
  },
);
