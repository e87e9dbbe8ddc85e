import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../load/json.js';
import { type Loaded, loadOwn } from '../load-own.js';
import { SchemaReader } from '../model/schema/read.js';
import { driftOf } from './drift.js';
import { maskResponse } from './mask.js';
import { maskText } from './mask-text.js';

const SIDE = { anyOf: [{ type: 'string', enum: ['buy', 'sell'] }, { type: 'string' }] };
const reader = new SchemaReader({ schemas: new Map(), readings: new Map(), locations: new Map() });
const SCHEMA = reader.read({
  type: 'object',
  properties: {
    code: { type: 'string' },
    data: {
      type: 'object',
      properties: { side: SIDE, orderId: { type: 'string' }, byId: { additionalProperties: {} } },
    },
  },
});
const mask = (response: object): JsonObject => JSON.parse(maskResponse(JSON.stringify(response), SCHEMA));
const masked = (data: object) =>
  mask({ code: '00000', msg: 'success', requestTime: 1761998400120, data }).data as JsonObject;

describe('a value that is masked', () => {
  test.each([
    ['1288910034525716481', /^[1-9]\d{18}$/],
    ['-12.50', /^-[1-9]\d\.\d{2}$/],
    ['0.0012', /^0\.\d{4}$/],
    ['1E-8', /^[2-9]E-8$/],
    ['a1B2-c3d4', /^[a-z]\d[A-Z]\d-[a-z]\d[a-z]\d$/],
    ['0x52908400098527886E0F7030069857D2E4169EE7', /^\dx?[\da-zA-Z]{40,}$/],
    ['someone@example.org', /^[a-z]{7}@[a-z]{7}\.[a-z]{3}$/],
    ['李雷', /^xx$/],
  ])('%s keeps its form and nothing else', (text, form) => {
    const shown = maskText(text, new Map());
    expect(shown).toMatch(form);
    expect(shown).not.toBe(text);
    for (let at = 0; at < text.length; at++)
      if (/[1-9a-zA-Z]/.test(text[at] ?? '') && !/E-|0x/.test(text)) expect(shown[at]).not.toBe(text[at]);
  });

  test.each(['1761998400120', '1761998400', '1761998400120123'])(
    'the moment %s becomes one of the same precision',
    (text) => {
      const shown = maskText(text, new Map());
      expect(shown).toHaveLength(text.length);
      expect(new Date(Number(shown.slice(0, 10)) * 1000).getUTCFullYear()).toBe(2026);
      expect(shown).not.toBe(text);
    },
  );

  test('a date stays one, in its own form', () => {
    expect(maskText('2025-03-04 05:06:07', new Map())).toMatch(/^2026-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d$/);
    expect(Date.parse(maskText('2025-03-04T05:06:07.123+08:00', new Map()))).toBeGreaterThan(0);
  });

  test.each(['', '0', '0.00', '-1', '-0'])('"%s" says that there is nothing, and stays', (text) => {
    expect(maskText(text, new Map())).toBe(text);
  });
});

describe('a response that is masked', () => {
  test('keeps null, "", booleans, names of fields and words of lists, those that nobody knew too', () => {
    const data = { side: 'buy', empty: null, text: '', flag: true, sides: [] };
    expect(masked(data)).toEqual(data);
    expect(masked({ side: 'half-sell' })).toEqual({ side: 'half-sell' });
    expect(masked({ mood: 'half-sell' })).not.toEqual({ mood: 'half-sell' });
  });

  test('keeps code and the message of success, and no other message', () => {
    expect(mask({ code: '40034', msg: 'Parameter alice1 does not exist' }).code).toBe('40034');
    expect(mask({ code: '40034', msg: 'Parameter alice1 does not exist' }).msg).not.toContain('alice');
    expect(mask({ code: '00000', msg: 'success' }).msg).toBe('success');
  });

  test('has the same new id wherever the old one stood', () => {
    const { orderId, other } = masked({ orderId: '1288910034525716481', other: ['1288910034525716481'] });
    expect(other).toEqual([orderId]);
  });

  test('keeps all digits of a number, beyond 2^53 too, and the order of keys', () => {
    const text = maskResponse('{"data":{"9":1288910034525716481.250,"1":-0.5e-8}}', SCHEMA);
    expect(text.match(/[1-9]\d{18}\.\d{3}/)?.[0]).toHaveLength(23);
    expect(text).toMatch(/-0\.\de-8/);
    expect(text).not.toContain('1288910034525716481');
    expect(Object.keys(masked({ byId: { '7001234567': 1, '7001234568': 2 } }).byId as JsonObject)).toHaveLength(2);
  });
});

/** What may name or cost somebody: ids, addresses, amounts, keys, names, as text, as number and as key of a map. */
const secret = fc.oneof(
  fc.stringMatching(/^[1-9]\d{11,18}$/),
  fc.stringMatching(/^[1-9]\d{5,9}\.\d{6,8}$/),
  fc.stringMatching(/^(0x)?[0-9a-fA-F]{32,40}$/),
  fc.stringMatching(/^[a-z]{6,10}[0-9]{4}@[a-z]{6,10}\.(com|org)$/),
  fc.uuid(),
  fc.base64String({ minLength: 24, maxLength: 44 }),
  fc.stringMatching(/^[A-Z][a-z]{7,12} [A-Z][a-z]{7,12}$/),
);
const leaf = fc.oneof(
  secret,
  fc.constantFrom(null, '', true, '0', 'buy'),
  fc.bigInt({ min: 10n ** 12n, max: 10n ** 18n }),
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('list'), tie('object')),
  list: fc.array(tie('tree'), { maxLength: 4 }),
  object: fc.dictionary(
    fc.oneof(fc.constantFrom('orderId', 'side', 'byId', 'extra'), fc.stringMatching(/^[1-9]\d{11}$/)),
    tie('tree'),
    {
      maxKeys: 4,
    },
  ),
}));

/** JSON with bigints as numbers. */
const write = (value: unknown): string =>
  JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? `#${inner}` : inner)).replaceAll(
    /"#(\d+)"/g,
    '$1',
  );

test('no secret, id, address or amount of a response is in its recording', () => {
  fc.assert(
    fc.property(fc.array(tree, { maxLength: 5 }), secret, (data, message) => {
      const text = write({ code: '00000', msg: message, requestTime: 1761998400120, data: { list: data, byId: data } });
      const shown = maskResponse(text, SCHEMA);
      const values = text.match(/"(?:[^"\\]|\\.)*"|\d+(\.\d+)?/g)?.map((found) => found.replaceAll('"', '')) ?? [];
      for (const value of values.filter((found) => found.length >= 10 && found !== 'requestTime'))
        expect(shown).not.toContain(value);
      expect(JSON.parse(shown)).toBeTypeOf('object');
    }),
    { numRuns: 300 },
  );
});

describe('the examples of the description', () => {
  let loaded: Loaded[];
  beforeAll(async () => {
    loaded = await loadOwn();
  });

  test('fit their schemas when they are masked as they did before', () => {
    let checked = 0;
    const wrong = loaded.flatMap(({ api }) =>
      api.operations.flatMap(({ key, response }) => {
        const schema = response.responses[0]?.content[0]?.schema;
        if (!schema) return [`${key} has no schema`];
        const text = maskResponse(JSON.stringify(response.example), schema);
        checked++;
        return driftOf(JSON.parse(text), schema).map(
          ({ path, expected, got }) => `${key} ${path}: ${expected}, ${got}`,
        );
      }),
    );
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(600);
  });
});
