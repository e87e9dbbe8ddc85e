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
