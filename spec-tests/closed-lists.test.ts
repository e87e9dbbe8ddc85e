import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { isObject, type Json, type JsonObject, listOf, objectOf } from '../generator/src/load/json.js';
import { wordsOf } from '../generator/src/model/schema/types.js';
import { nodesOf } from '../generator/src/model/schema/walk.js';
import { all, apis, byKey, root, urlOf } from './description.js';

const AREAS = 'account|trade|spot|futures|margin|copy|earn|convert|loan|p2p|broker|affiliate|tax|wallet|withdraw';
const PERMISSION = new RegExp(`^(none|unknown|(${AREAS}):(read|write))$`);
const SOURCES = ['documented', 'live', 'client'];

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0;
const among =
  (...words: string[]) =>
  (value: unknown): boolean =>
    isText(value) && words.includes(value);
const codes = new Set(apis.flatMap((api) => [...(api.errors?.keys() ?? [])]));

/** What each key of ours may say. */
const FORMS: Record<string, (value: Json) => boolean> = {
  'x-rate-limit': (value) =>
    value === 'unknown' ||
    (listOf(value).length > 0 &&
      listOf(value).every((limit) => {
        const { count, seconds, by, when, ...more } = objectOf(limit);
        const fine = isCount(count) && isCount(seconds) && among('uid', 'ip', 'unknown')(by);
        return fine && (when === undefined || when === 'copyTrader') && !Object.keys(more).length;
      })),
  'x-permission': (value) => PERMISSION.test(String(value)),
  'x-account': among('classic', 'unified', 'any'),
  'x-effect': among('read', 'write', 'order', 'funds'),
  'x-order-id': (value) => /^(\w+\[\]\.|\[\]\.)?\w+$/.test(String(value)),
  'x-lookup': (value) =>
    [value].flat().every((way) => {
      const { operation, by, filters = true, also = [], with: fixed, proof = true, ...more } = objectOf(way);
      const owned = byKey.get(String(operation));
      const schemas = [owned?.operation.request.schema, owned?.operation.response.schema].filter(
        (schema) => schema !== undefined,
      );
      const names = new Set(
        schemas.flatMap((schema) => [...nodesOf(schema).values()].flatMap(({ keys }) => keys.slice(-1))),
      );
      const sent = [...Object.keys(objectOf(fixed)), ...listOf(also).map(String)];
      const known = isText(by) && [by, ...sent].every((name) => names.has(name));
      const flags = [filters, proof].every((flag) => typeof flag === 'boolean');
      return known && flags && !Object.keys(more).length;
    }),
  'x-paging': (value) => {
    const { style, next, param, page, limit, max, windowDays, ...more } = objectOf(value);
    const texts = [next, param, page, limit].every((word) => word === undefined || isText(word));
    const counts = [max, windowDays].every((count) => count === undefined || isCount(count));
    return among('idLessThan', 'cursor', 'page', 'window')(style) && texts && counts && !Object.keys(more).length;
  },
  'x-errors': (value) => listOf(value).length > 0 && listOf(value).every((code) => isText(code) && codes.has(code)),
  'x-source': (value) => listOf(value).length > 0 && listOf(value).every((word) => among(...SOURCES)(word)),
  'x-why': (value) => isObject(value) && Object.values(value).every(isText),
  'x-accepts': (value) => isObject(value) && Object.values(value).every(isText),
  'x-null-when': (value) => isObject(value) && Object.keys(value).length === 1 && Object.values(value).every(isText),
  'x-usual': isText, // the generator's own, the pattern of a response before it was opened
  'x-sunset': (value) => /^\d{4}-\d\d-\d\d$/.test(String(value)),
  // Redoc's own, which our pages read too.
  'x-displayName': (value) => isText(value) && /^[A-Z0-9]/.test(value),
  'x-tagGroups': (value) =>
    listOf(value)
      .map(objectOf)
      .every(({ name, tags }) => isText(name) && listOf(tags).length > 0),
  'x-replaced-by': (value) => [value].flat().every((key) => isText(key) && byKey.has(key)),
};

/** Keys whose values are data, or names that are none of ours. */
const DATA = new Set(['example', 'examples', 'default', 'enum', 'const']);

function* marks(value: Json | undefined, where: string): Generator<{ where: string; key: string; value: Json }> {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* marks(item, `${where}/${index}`);
  else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (key.startsWith('x-')) yield { where, key, value: inner };
      else if (!DATA.has(key)) yield* marks(inner, `${where}/${key}`);
    }
  }
}

test('each value of an x- key is one of its closed list', () => {
  const wrong: string[] = [];
  let checked = 0;
  for (const api of apis) {
    for (const { where, key, value } of marks(api.document, api.name)) {
      checked++;
      if (!FORMS[key]?.(value)) wrong.push(`${where}: ${key} is ${JSON.stringify(value)}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(checked).toBeGreaterThan(3000);
});

test.each(apis.map((api) => [api.name, api] as const))(
  'each tag of %s has words and stands in one section',
  (_, api) => {
    const tags = listOf(api.document.tags).map(objectOf);
    const listed = listOf(api.document['x-tagGroups']).flatMap((group) => listOf(objectOf(group).tags));
    expect([...listed].sort()).toEqual(tags.map(({ name }) => name).sort());
    expect(tags.filter((tag) => !tag['x-displayName'] || !tag.description)).toEqual([]);
  },
);

test('each operation says its limit, permission, account kind, effect and source', () => {
  const silent = all.flatMap(({ api, operation }) => {
    const raw = objectOf(objectOf(objectOf(api.document.paths)[operation.path])[operation.method]);
    const keys = ['x-rate-limit', 'x-permission', 'x-account', 'x-effect', 'x-source', 'security'];
    return keys.filter((key) => raw[key] === undefined).map((key) => `${urlOf(operation)}: ${key}`);
  });
  expect(silent).toEqual([]);
});

test('each spelling of x-accepts stands for a word of the list, and is none itself', () => {
  const wrong: string[] = [];
  for (const { operation } of all) {
    if (!operation.request.schema) continue;
    for (const { path, schemas } of nodesOf(operation.request.schema).values()) {
      for (const schema of schemas) {
        const words = wordsOf(schema) ?? [];
        for (const [other, word] of Object.entries(schema.accepts)) {
          if (!words.includes(word) || words.includes(other)) wrong.push(`${urlOf(operation)} ${path}: ${other}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
});

describe('no two names of spec/common say the same', () => {
  const read = (file: string): [string, JsonObject][] => {
    const entries: unknown = parse(readFileSync(join(root, 'spec/common', file), 'utf8'));
    return Object.entries(objectOf(entries)).map(([name, schema]) => [name, objectOf(schema)]);
  };
  const FILLER = /\b(the|a|an|of|in|as|is|are|it|its|this|that|to|for|by|and|or|with)\b/g;
  const gist = (text: Json | undefined): string =>
    String(text ?? '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9 ]/g, ' ')
      .replaceAll(FILLER, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim();

  test.each(['scalars.yaml', 'enums.yaml'])('in %s', (file) => {
    const seen = new Map<string, string>();
    const twins: string[] = [];
    const entries = read(file);
    for (const [name, { description, examples: _, ...rules }] of entries) {
      const says = JSON.stringify([gist(description), ...(file === 'enums.yaml' ? [rules.enum ?? null] : [])]);
      const twin = seen.get(says);
      if (twin) twins.push(`${name} says the same as ${twin}`);
      seen.set(says, name);
    }
    expect(twins).toEqual([]);
    expect(entries.length).toBeGreaterThan(20);
  });
});
