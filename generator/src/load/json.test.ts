import { expect, test } from 'vitest';
import { at, canonical, escapeKey, exactJson, pointerKeys } from './json.js';

test('pointers escape and unescape keys with slashes and tildes', () => {
  const key = '/pets/{id}~old';
  expect(escapeKey(key)).toBe('~1pets~1{id}~0old');
  expect(pointerKeys(`/paths/${escapeKey(key)}/get`)).toEqual(['paths', key, 'get']);
});

test('a per cent sign in a key is a per cent sign', () => {
  expect(at({ 'a%20b': 1, '100%': 2 }, '/a%20b')).toBe(1);
  expect(at({ 'a%20b': 1, '100%': 2 }, '/100%')).toBe(2);
});

test('a pointer leads through lists and mappings, and nowhere else', () => {
  const value = { list: [{ name: 'a' }, { name: 'b' }] };
  expect(at(value, '/list/1/name')).toBe('b');
  expect(at(value, '/list/2/name')).toBeUndefined();
  expect(at(value, '/toString')).toBeUndefined();
  expect(at(value, '')).toBe(value);
});

test('equal values have equal canonical text', () => {
  expect(canonical({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
});

test('values that differ have JSON that differs, whatever numbers YAML has', () => {
  const values = [
    [null],
    [Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY],
    [Number.NaN],
    { a: null },
    { a: Number.NaN },
    'a:null',
  ];
  for (const text of [exactJson, canonical])
    expect(new Set(values.map((value) => text(value))).size).toBe(values.length);
  expect(exactJson({ a: [null, 1], b: undefined })).toBe('{"a":[null,1]}');
  expect(exactJson({ a: null, b: 1 }, (key, value) => (key === 'b' ? undefined : value))).toBe('{"a":null}');
});
