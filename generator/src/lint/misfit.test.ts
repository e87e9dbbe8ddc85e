import { expect, test } from 'vitest';
import { schemaOf } from '../../test/documents.js';
import type { Json, JsonObject } from '../load/json.js';
import { misfit, namedSchemas } from './misfit.js';

const ref = { $ref: '#/components/schemas/A' };

/** Holds a value against the schema `A`, which may refer to itself. */
const misfitOf = (value: Json, A: JsonObject) =>
  misfit(value, schemaOf(ref, { A }), namedSchemas(new Map([['A', schemaOf(A, { A })]])));

test('a schema that is a part of itself is told of', () => {
  const found = misfitOf({}, { allOf: [ref, { type: 'object' }] });
  expect(found).toEqual({ pointer: '', why: 'that refers to itself without end' });
});

test('a schema of a tree is not', () => {
  const tree = { type: 'object', properties: { below: { type: 'array', items: ref } } };
  expect(misfitOf({ below: [{ below: [] }] }, tree)).toBeUndefined();
  expect(misfitOf({ below: [{ below: 1 }] }, tree)?.pointer).toBe('/below/0/below');
});
