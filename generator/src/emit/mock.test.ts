import { describe, expect, test } from 'vitest';
import { apiOf, OURS, THEIRS } from '../../test/documents.js';
import { emitMock } from './mock.js';

/** The data as the module would parse it. */
async function mockOf(document: string, files = {}) {
  const { text } = emitMock(await apiOf(document, files));
  const literal = /JSON\.parse\((`[\s\S]*`)\)/.exec(text)?.[1] ?? '';
  const read: unknown = new Function(`return JSON.parse(${literal})`)();
  return read as { schemas: Record<string, object>; operations: Record<string, unknown>[] };
}

test('a call has its route, its schemas without prose, and its examples', async () => {
  const files = {
    'common.yaml': `Side: { type: string, enum: [buy, sell], description: Prose., x-accepts: { BUY: buy } }
Unused: { type: string }
`,
  };
  const document = `${OURS}paths:
  /api/v9/trade/orders:
    post:
      security: [{ key: [] }]
      x-effect: order
      parameters: [{ name: symbol, in: query, required: true, description: Prose., schema: { type: string, description: Prose. }, example: BTCUSDT }]
      requestBody: { required: true, content: { application/json: { schema: { type: object, properties: { side: { $ref: common.yaml#/Side }, description: { type: string } } }, example: { side: buy } } } }
      responses:
        '200': { description: Fine., content: { application/json: { schema: { type: object, properties: { data: { type: object, properties: { side: { $ref: common.yaml#/Side } } } } }, example: { code: '00000', data: { side: sell } } } } }
`;
  expect(await mockOf(document, files)).toMatchInlineSnapshot(`
    {
      "api": "pets",
      "operations": [
        {
          "account": "any",
          "body": {
            "properties": {
              "description": {
                "type": "string",
              },
              "side": {
                "$ref": "#/schemas/Side",
              },
            },
            "type": "object",
          },
          "effect": "order",
          "errors": [],
          "example": {
            "side": "sell",
          },
          "fidelity": "validated",
          "id": "tradeOrders",
          "key": "v9:trade.orders",
          "limits": [],
          "method": "POST",
          "path": "/api/v9/trade/orders",
          "permission": "unknown",
          "query": {
            "properties": {
              "symbol": {
                "type": "string",
              },
            },
            "required": [
              "symbol",
            ],
            "type": "object",
          },
          "request": {
            "side": "buy",
            "symbol": "BTCUSDT",
          },
          "response": {
            "properties": {
              "side": {
                "$ref": "#/schemas/SideResponse",
              },
            },
            "type": "object",
          },
          "signed": true,
        },
      ],
      "schemas": {
        "Side": {
          "enum": [
            "buy",
            "sell",
          ],
          "type": "string",
          "x-accepts": {
            "BUY": "buy",
          },
        },
        "SideResponse": {
          "anyOf": [
            {
              "enum": [
                "buy",
                "sell",
              ],
              "type": "string",
            },
            {
              "type": "string",
            },
          ],
          "x-accepts": {
            "BUY": "buy",
          },
        },
      },
    }
  `);
});

describe('text survives the way through a template literal', () => {
  test.each(['back`tick', '$' + '{dollar}', 'back\\slash', 'line\nbreak', '</script>'])('%j', async (word) => {
    const document = `${OURS}paths:\n  /api/v9/a/b: { get: { responses: { '200': { description: Fine., content: { application/json: { schema: { properties: { data: { type: string } } }, example: { code: '0', data: ${JSON.stringify(word)} } } } } } } }\n`;
    expect((await mockOf(document)).operations[0]?.example).toBe(word);
  });
});

describe('of others', () => {
  test('the response is the whole body, whatever it looks like', async () => {
    const document = `${THEIRS}paths: { /a: { get: { responses: { '200': { description: Fine., content: { application/json: { schema: { type: object }, example: { code: 1, data: 2 } } } } } } } }\n`;
    expect((await mockOf(document)).operations[0]?.example).toEqual({ code: 1, data: 2 });
  });

  test('OpenAPI 3.0 becomes JSON Schema 2020-12', async () => {
    const document = `${THEIRS}paths: { /a: { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }, responses: {} } } }
components:
  schemas:
    A:
      type: object
      properties:
        a: { type: string, nullable: true }
        b: { type: string, enum: [x], nullable: true }
        c: { allOf: [{ type: string }], nullable: true }
        d: { type: integer, minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: false }
        nullable: { type: boolean }
`;
    expect((await mockOf(document)).schemas.A).toEqual({
      type: 'object',
      properties: {
        a: { type: ['string', 'null'] },
        b: { type: ['string', 'null'], enum: ['x', null] },
        c: { anyOf: [{ allOf: [{ type: 'string' }] }, { type: 'null' }] },
        d: { type: 'integer', minimum: 0, exclusiveMinimum: 0, maximum: 9 },
        nullable: { type: 'boolean' },
      },
    });
  });
});
