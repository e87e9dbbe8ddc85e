import { describe, expect, test } from 'vitest';
import { apiOf, OURS, problemsOf, THEIRS } from '../../test/documents.js';

const call = (path: string, sent: string, received: string) => `  ${path}:
    post:
      requestBody: { required: true, content: { application/json: { schema: ${sent} } } }
      responses: { '200': { description: Fine., content: { application/json: { schema: { type: object, properties: { data: ${received} } } } } } }
`;
const COMMON = {
  'common.yaml': `Side: { type: string, enum: [buy, sell] }
Price: { type: string, pattern: '^[A-Z]+$' }
Order: { type: object, properties: { side: { $ref: '#/Side' }, price: { $ref: '#/Price' } } }
Tree: { type: object, properties: { side: { $ref: '#/Side' }, children: { type: array, items: { $ref: '#/Tree' } } } }
`,
};
const ref = (name: string) => `{ $ref: common.yaml#/${name} }`;

async function schemasOf(document: string, files = {}) {
  const { schemas } = await apiOf(document, files);
  return Object.fromEntries([...schemas].map(([name, { json }]) => [name, json]));
}

describe('what is sent stays strict, what is received is tolerant:', () => {
  test('an enum and a text become two each', async () => {
    const document = `${OURS}paths:\n${call('/api/v9/a/b', ref('Side'), ref('Side'))}${call('/api/v9/a/c', ref('Price'), ref('Price'))}`;
    expect(await schemasOf(document, COMMON)).toEqual({
      Price: { type: 'string', pattern: '^[A-Z]+$' },
      PriceResponse: { type: 'string', 'x-usual': '^[A-Z]+$' },
      Side: { type: 'string', enum: ['buy', 'sell'] },
      SideResponse: { anyOf: [{ type: 'string', enum: ['buy', 'sell'] }, { type: 'string' }] },
    });
  });

  test('what is one name to a reader is said as data', async () => {
    const document = `${OURS}paths:\n${call('/api/v9/a/b', ref('Order'), ref('Order'))}`;
    expect(Object.fromEntries((await apiOf(document, COMMON)).readings)).toEqual({
      Order: { name: 'Order', variant: 'written' },
      OrderResponse: { name: 'OrderResponse', variant: 'holds' },
      Price: { name: 'Price', variant: 'written' },
      PriceResponse: { name: 'Price', variant: 'empty' },
      Side: { name: 'Side', variant: 'written' },
      SideResponse: { name: 'Side', variant: 'open' },
    });
  });

  test('an object that holds such becomes two where both readings are used', async () => {
    const schemas = await schemasOf(`${OURS}paths:\n${call('/api/v9/a/b', ref('Order'), ref('Order'))}`, COMMON);
    expect(Object.keys(schemas)).toEqual(['Order', 'OrderResponse', 'Price', 'PriceResponse', 'Side', 'SideResponse']);
    expect(schemas.OrderResponse?.properties).toEqual({
      side: { $ref: '#/components/schemas/SideResponse' },
      price: { $ref: '#/components/schemas/PriceResponse' },
    });
  });

  test('an object that is only received keeps its name', async () => {
    const schemas = await schemasOf(`${OURS}paths:\n${call('/api/v9/a/b', '{ type: object }', ref('Order'))}`, COMMON);
    expect(Object.keys(schemas)).toEqual(['Order', 'Price', 'Side']);
  });

  test('a schema that holds itself is bundled once', async () => {
    const schemas = await schemasOf(`${OURS}paths:\n${call('/api/v9/a/b', '{ type: object }', ref('Tree'))}`, COMMON);
    expect(schemas.Tree?.properties).toEqual({
      side: { $ref: '#/components/schemas/Side' },
      children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
    });
  });

  test('a foreign description is taken as written', async () => {
    const schemas = await schemasOf(`${THEIRS}paths:\n${call('/orders', ref('Order'), ref('Order'))}`, COMMON);
    expect(Object.keys(schemas)).toEqual(['Order', 'Price', 'Side']);
  });
});

describe('names', () => {
  test('are the last word of a reference, numbered where two differ', async () => {
    const files = {
      'a.yaml': 'Item: { type: string }\n',
      'b.yaml': 'Item: { type: number }\n',
      'c.yaml': 'Item: { type: string }\n',
    };
    const paths = ['a', 'b', 'c'].map((name) => call(`/${name}`, `{ $ref: ${name}.yaml#/Item }`, '{}')).join('');
    expect(await schemasOf(`${THEIRS}paths:\n${paths}`, files)).toEqual({
      Item: { type: 'string' },
      Item2: { type: 'number' },
    });
  });

  test('never collide as types: pet-item and PetItem', async () => {
    const document = `${THEIRS}paths: {}\ncomponents:\n  schemas: { pet-item: { type: string }, PetItem: { type: number } }\n`;
    expect(await schemasOf(document)).toEqual({ 'pet-item': { type: 'string' }, PetItem2: { type: 'number' } });
  });

  test('leave alone what the emitted code needs, and what is declared everywhere', async () => {
    const document = `${THEIRS}paths: {}\ncomponents:\n  schemas: { Client: { type: string }, Record: { type: number }, Error: { type: string } }\n`;
    expect(await schemasOf(document)).toEqual({
      ClientModel: { type: 'string' },
      RecordModel: { type: 'number' },
      ErrorModel: { type: 'string' },
    });
  });

  test('may be a file', async () => {
    expect(
      await schemasOf(`${THEIRS}paths:\n${call('/a', '{ $ref: ./deep/pet.yaml }', '{}')}`, {
        'deep/pet.yaml': 'type: string\n',
      }),
    ).toEqual({
      pet: { type: 'string' },
    });
  });

  test('with odd characters are made plain, and found', async () => {
    const document = `${THEIRS}paths:\n${call('/a', "{ $ref: '#/components/schemas/a~1b~1c%25' }", '{}')}components:\n  schemas: { 'a/b/c%': { type: string } }\n`;
    expect(await schemasOf(document)).toEqual({ a_b_c_: { type: 'string' } });
  });
});

test('every reference of the document is internal and leads somewhere', async () => {
  const files = {
    'parts.yaml': `Limit: { name: limit, in: query, schema: { $ref: '#/Count' } }
Count: { type: integer }
Body: { content: { application/json: { schema: { $ref: '#/Count' }, examples: { one: { $ref: '#/One' } } } } }
One: { value: 1 }
Failure: { description: No., headers: { x-trace: { $ref: '#/Trace' } } }
Trace: { schema: { type: string } }
`,
  };
  const document = `${THEIRS}paths:
  /a:
    parameters: [{ $ref: parts.yaml#/Limit }]
    put: { requestBody: { $ref: parts.yaml#/Body }, responses: { default: { $ref: parts.yaml#/Failure } } }
`;
  const api = await apiOf(document, files);
  expect(api.document.components).toMatchInlineSnapshot(`
    {
      "examples": {
        "One": {
          "value": 1,
        },
      },
      "headers": {
        "Trace": {
          "schema": {
            "type": "string",
          },
        },
      },
      "parameters": {
        "Limit": {
          "in": "query",
          "name": "limit",
          "schema": {
            "$ref": "#/components/schemas/Count",
          },
        },
      },
      "requestBodies": {
        "Body": {
          "content": {
            "application/json": {
              "examples": {
                "one": {
                  "$ref": "#/components/examples/One",
                },
              },
              "schema": {
                "$ref": "#/components/schemas/Count",
              },
            },
          },
        },
      },
      "responses": {
        "Failure": {
          "description": "No.",
          "headers": {
            "x-trace": {
              "$ref": "#/components/headers/Trace",
            },
          },
        },
      },
      "schemas": {
        "Count": {
          "type": "integer",
        },
      },
    }
  `);
  expect(api.document.paths).toMatchInlineSnapshot(`
    {
      "/a": {
        "parameters": [
          {
            "$ref": "#/components/parameters/Limit",
          },
        ],
        "put": {
          "requestBody": {
            "$ref": "#/components/requestBodies/Body",
          },
          "responses": {
            "default": {
              "$ref": "#/components/responses/Failure",
            },
          },
        },
      },
    }
  `);
  expect(api.document).not.toHaveProperty('x-bitget-spec');
});

test('discriminators point at the bundled names', async () => {
  const document = `${THEIRS}paths:\n${call('/a', '{ $ref: pets.yaml#/Pet }', '{}')}`;
  const pets =
    'Pet: { type: object, discriminator: { propertyName: kind, mapping: { cat: ./pets.yaml#/Cat } } }\nCat: { type: object }\n';
  expect((await schemasOf(document, { 'pets.yaml': pets })).Pet?.discriminator).toEqual({
    propertyName: 'kind',
    mapping: { cat: '#/components/schemas/Cat' },
  });
});

test('and keep the order in which they are written', async () => {
  const told =
    "{ type: object, discriminator: { propertyName: kind, mapping: { dog: '#/components/schemas/Dog', cat: '#/components/schemas/Cat' } } }";
  const document = `${THEIRS}paths:\n${call('/a', "{ $ref: '#/components/schemas/Cat' }", '{}')}${call('/b', told, '{}')}components: { schemas: { Cat: { type: object }, Dog: { type: object } } }\n`;
  const { document: bundled } = await apiOf(document);
  expect(JSON.stringify(bundled)).toContain(
    '"mapping":{"dog":"#/components/schemas/Dog","cat":"#/components/schemas/Cat"}',
  );
});

test.each([
  ['an unknown type', '{ type: text }'],
  ['an unknown type below', '{ type: object, properties: { a: { type: array, items: { type: [string, date] } } } }'],
  ['a schema that is a list', '[string]'],
  ['a schema that is empty', '{ properties: { a: } }'],
  ['properties that are a list', '{ properties: [a] }'],
  ['an enum that is empty', '{ enum: [] }'],
  ['an enum that is a word', '{ enum: buy }'],
])('no emitter can express %s', async (_name, schema) => {
  expect(await problemsOf(apiOf(`${THEIRS}paths:\n${call('/a', schema, '{}')}`))).toMatchSnapshot();
});

test('what is wrong with a shared schema is said once, where it is written', async () => {
  const document = `${THEIRS}paths:\n${call('/a', ref('Bad'), ref('Bad'))}`;
  expect(await problemsOf(apiOf(document, { 'common.yaml': 'Bad:\n  type: text\n' }))).toEqual([
    'common.yaml:2:3 no type is called "text"; write one of string, number, integer, boolean, object, array, null',
  ]);
});

test('a chain of 3,000 references needs no more stack than a short one', async () => {
  const schemas = Array.from({ length: 3_000 }, (_, at) => {
    const next = `{ $ref: '#/components/schemas/S${(at + 1) % 3_000}' }`;
    return `    S${at}: { type: object, properties: { next: { anyOf: [{ type: string }, ${next}] } } }\n`;
  });
  const document = `${THEIRS}paths:\n${call('/a', "{ $ref: '#/components/schemas/S0' }", '{ type: string }')}components:\n  schemas:\n${schemas.join('')}`;
  const made = await schemasOf(document);
  expect(Object.keys(made)).toHaveLength(3_000);
  expect(made.S2999?.properties).toEqual({
    next: { anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/S0' }] },
  });
});
