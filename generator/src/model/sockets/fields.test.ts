import { describe, expect, test } from 'vitest';
import { draft7 } from './draft-7.js';
import { fieldsOf, itemOf } from './fields.js';

const document = { components: { schemas: { Frame: { required: ['op'], properties: { op: { type: 'string' } } } } } };
const FRAME = { $ref: '#/components/schemas/Frame' };

describe('the fields of an object', () => {
  test('are those of all its parts, however they are referred to', () => {
    const { properties, required } = fieldsOf(
      { allOf: [FRAME, { required: ['args'], properties: { args: { type: 'array' } } }], properties: { id: {} } },
      document,
    );
    expect([...properties.keys()]).toEqual(['op', 'args', 'id']);
    expect([...required]).toEqual(['op', 'args']);
  });

  test('are none of what is no object', () => {
    expect(fieldsOf({ type: 'string' }, document).properties.size).toBe(0);
    expect(fieldsOf(undefined, document).properties.size).toBe(0);
  });

  test('of a list are those of its entries; what is no list is its own entry', () => {
    expect(itemOf({ type: 'array', items: FRAME }, document)).toEqual(FRAME);
    expect(itemOf(FRAME, document)).toEqual(FRAME);
    expect(itemOf(undefined, document)).toBeUndefined();
  });
});

describe('draft 7', () => {
  test.each([
    ['a reference alone stays', FRAME, FRAME],
    [
      'what stands beside a reference keeps its parts',
      { ...FRAME, allOf: [{ type: 'object' }] },
      { allOf: [FRAME, { type: 'object' }] },
    ],
    ['a row without an end', { prefixItems: [{ type: 'string' }] }, { items: [{ type: 'string' }] }],
    [
      'a row that goes on',
      { prefixItems: [FRAME], items: { ...FRAME, title: 'more' } },
      { items: [FRAME], additionalItems: { title: 'more', allOf: [FRAME] } },
    ],
    [
      'data is no schema',
      { enum: [{ $ref: 'a', b: 1 }], 'x-source': [{ prefixItems: 1 }] },
      { enum: [{ $ref: 'a', b: 1 }], 'x-source': [{ prefixItems: 1 }] },
    ],
    [
      'a field may be called as a keyword',
      { properties: { prefixItems: { ...FRAME, title: 'x' } } },
      { properties: { prefixItems: { title: 'x', allOf: [FRAME] } } },
    ],
  ])('%s', (_, schema, expected) => {
    expect(draft7(schema)).toEqual(expected);
  });
});
