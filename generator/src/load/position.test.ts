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

/** The same from a text that lines tell nothing of, so that the parser does all. */
function slowly(text: string, pointer: string) {
  const { line, column } = positionOf(`---\n${text}`, pointer);
  return { line: line - 1, column };
}

describe('what lines tell is what the parser tells', () => {
  const tails = [
    'b/c',
    'b/c/0',
    'b/c/1/d',
    'b/x',
    'text',
    'text/no',
    '',
    'next',
    'next/0',
    'next/0/e',
    'next/0/0/e',
    'next/1',
    'next/1/b/c/1/d',
    'next/2',
    'b/c/1',
    "it's",
    'b b',
    '5',
    '16',
    '100',
    'null',
    '1',
    'true',
    'Infinity',
    '.inf',
  ];
  test.each([
    ['plain', 'a:\n  b: { c: [1, { d: 2 }] }\n  text: >\n    folded: no key\n\n    b: neither\n  next: 1\n'],
    ['quoted', "'a':\n  \"b\":\n    c:\n      - 1\n      - d: 2\n  'it''s': 2\n  b b: 3\n  0x5: 4\n"],
    ['aliases', 'a:\n  b: &one { c: [1, *two] }\n  text: *one\n  next: &three\n    - e: 1\n'],
    ['twice', 'a: { b: { c: [] } }\nb: 1\na: { text: 5 }\n'],
    ['text over lines', 'a:\n  text: "begins\n\n  b: goes on"\n  b: { c: [0] }\n'],
    ['braces over lines', 'a:\n  text: { x: [\n  b: 1 ]\n  }\n  b: { c: [0] }\n'],
    [
      'a list right below its key',
      'a:\n  next:\n  - e: 1\n    text: 2\n  - 3\n  b: # words\n    # c: no\n    c: [1]\n',
    ],
    [
      'lists of mappings',
      'a:\n  next:\n    - e: 1\n      text: [2]\n    -   b:\n          c:\n          - 1\n          - d: 2\n  b:\n    c:\n    - x\n    - d: 1\n',
    ],
    [
      'lists of others',
      'a:\n  next:\n    - - e: 1\n    -\n      b: 1\n  b:\n    c:\n      - "x\n      - y: 1"\n      - &z\n        d: 1\n',
    ],
    ['plain text over lines', 'a:\n  text:\n    goes on\n    b: and on\n  b:\n      c: [1]\n'],
    ['lines that are blank', 'a:\n  b:\n    c:\n      - 1\n\t\n      - d: 2\n\r\n \t \n  text: 1\n\t# no\n  next: 2\n'],
    ['numbers', 'a:\n  5: 1\n  0x10: 1\n  1e2: { x: 1 }\n  +1: 2\n  .inf: 3\n  next: 2\n'],
    ['numbers that are written twice', 'a:\n  0x10: 1\n  16: 2\n  1.0: 3\n  1: 4\n  1e2: 5\n  100: 6\n'],
    ['words that are no text', 'a:\n  ~: 1\n  null: 2\n  True: 3\n  true: 4\n'],
    ['not the way it should be', 'a:\n    b: 1\n  text: 2\n\tnext: 3\n'],
  ])('%s', (_, section) => {
    const before = 'first: &two { a: { b: 1 } }\n# a: comment\nother: |\n  a: text\n';
    const after = 'last:\n  a: { b: { c: [3] } }\n';
    const text = before + section + after;
    const nested = `root:\n${text.replaceAll(/^(?=.)/gm, '  ')}`;
    for (const pointer of ['/first/a/b', '/last/a/b/c/0', ...tails.map((tail) => `/a/${tail}`)]) {
      expect(positionOf(text, pointer), pointer).toEqual(slowly(text, pointer));
      expect(positionOf(nested, `/root${pointer}`), pointer).toEqual(slowly(nested, `/root${pointer}`));
    }
  });
});
