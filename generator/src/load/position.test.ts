import { describe, expect, test } from 'vitest';
import { positionOf } from './position.js';

const YAML = `openapi: 3.1.0
paths:
  /pets/{id}:
    get:
      tags: [a, b]
      parameters:
        - { name: id, in: path }
`;
const JSON_TEXT = '{\n  "openapi": "3.1.0",\n  "paths": { "/a": {\n    "get": { "tags": ["x", "y"] } } }\n}\n';

describe('in YAML', () => {
  test.each([
    ['/openapi', 1, 1],
    ['/paths/~1pets~1{id}', 3, 3],
    ['/paths/~1pets~1{id}/get/tags/1', 5, 17],
    ['/paths/~1pets~1{id}/get/parameters/0/in', 7, 23],
  ])('%s', (pointer, line, column) => {
    expect(positionOf(YAML, pointer)).toEqual({ line, column });
  });
});

describe('in JSON', () => {
  test.each([
    ['/openapi', 2, 3],
    ['/paths/~1a', 3, 14],
    ['/paths/~1a/get/tags/1', 4, 28],
  ])('%s', (pointer, line, column) => {
    expect(positionOf(JSON_TEXT, pointer)).toEqual({ line, column });
  });
});

test('what is not there gives the deepest location on the way', () => {
  expect(positionOf(YAML, '/paths/~1pets~1{id}/post/tags')).toEqual({ line: 3, column: 3 });
});

test('an empty text gives its start', () => {
  expect(positionOf('', '/paths')).toEqual({ line: 1, column: 1 });
});

describe('of a mapping only what stands below the first key is parsed, and the place is the same', () => {
  const tails = ['b/c', 'b/c/0', 'b/c/1/d', 'b/x', 'text', 'text/no', ''];
  test.each([
    ['plain', 'a:\n  b: { c: [1, { d: 2 }] }\n  text: >\n    folded: no key\n\n    b: neither\n'],
    ['quoted', "'a':\n  b:\n    c:\n      - 1\n      - d: 2\n"],
    ['aliases', 'a:\n  b: &one { c: [1, *two] }\n  text: *one\n'],
    ['twice', 'a: { b: { c: [] } }\nb: 1\na: { text: 5 }\n'],
    ['text over lines', 'a:\n  text: "begins\n\n  b: goes on"\n  b: { c: [0] }\n'],
  ])('%s', (_, section) => {
    const before = 'first: &two { a: { b: 1 } }\n# a: comment\nother: |\n  a: text\n';
    const after = 'last:\n  a: { b: { c: [3] } }\n';
    const text = before + section + after;
    const nested = `root:\n${text.replaceAll(/^(?=.)/gm, '  ')}`;
    for (const pointer of ['/first/a/b', '/last/a/b/c/0', ...tails.map((tail) => `/a/${tail}`)]) {
      const { line, column } = positionOf(nested, `/root${pointer}`);
      expect(positionOf(text, pointer)).toEqual({ line: line - 1, column: column - 2 });
    }
  });
});
