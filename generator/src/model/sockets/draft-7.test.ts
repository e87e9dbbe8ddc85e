import { describe, expect, test } from 'vitest';
import { draft7 } from './draft-7.js';

const FRAME = { $ref: '#/components/schemas/Frame' };

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
