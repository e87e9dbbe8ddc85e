import { describe, expect, test } from 'vitest';
import { apiOf, operationOf, THEIRS } from '../../test/documents.js';

const request = async (operation: string, rest = '') => {
  const document = `${THEIRS}paths:\n  /a/{id}:\n    parameters: [{ name: id, in: path, required: true, schema: { type: integer }, example: 7 }]\n    post: { operationId: doIt, ${operation}, responses: {} }\n${rest}`;
  return (await operationOf(document)).request;
};
const body = (schema: string, required = true, type = 'application/json', more = '') =>
  `requestBody: { required: ${required}, content: { ${type}: { schema: ${schema}${more} } } }`;

describe('parameters', () => {
  test('of the path item and of the operation are one object', async () => {
    const { schema, flat, optional, typeName } = await request(
      'parameters: [{ name: q, in: query, description: What., schema: { type: string } }]',
    );
    expect({ flat, optional, typeName }).toEqual({ flat: true, optional: false, typeName: 'DoItRequest' });
    expect(schema?.json).toEqual({
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'integer' }, q: { type: 'string', description: 'What.' } },
    });
  });

  test('of the operation win over those of the path item', async () => {
    const { parameters } = await request(
      'parameters: [{ name: id, in: path, required: true, schema: { type: string } }]',
    );
    expect(parameters.map(({ name, schema }) => [name, schema.json])).toEqual([['id', { type: 'string' }]]);
  });

  test('described by content have its schema', async () => {
    const { parameters } = await request(
      'parameters: [{ name: filter, in: query, content: { application/json: { schema: { type: object } } } }]',
    );
    expect(parameters[1]?.schema.json).toEqual({ type: 'object' });
  });
});

describe('a body', () => {
  test('of plain fields stands beside the parameters', async () => {
    const { schema, flat } = await request(
      body('{ type: object, required: [name], properties: { name: { type: string } } }'),
    );
    expect(flat).toBe(true);
    expect(schema?.json).toMatchObject({ required: ['id', 'name'], properties: { id: {}, name: {} } });
  });

  test.each([
    ['that is a list', body('{ type: array, items: { type: string } }')],
    ['that may be left out', body('{ type: object, properties: { name: { type: string } } }', false)],
    [
      'that takes any field',
      body('{ type: object, properties: { name: { type: string } }, additionalProperties: true }'),
    ],
    ['that has a field of the same name', body('{ type: object, properties: { id: { type: string } } }')],
    ['that is a form', body('{ type: object, properties: { name: { type: string } } }', true, 'multipart/form-data')],
    ['that is put together', body('{ allOf: [{ type: object, properties: { name: { type: string } } }] }')],
  ])('%s stands under body', async (_name, operation) => {
    const { schema, flat } = await request(operation);
    expect(flat).toBe(false);
    expect(Object.keys(schema?.json.properties ?? {})).toEqual(['id', 'body']);
  });

  test('alone is the argument itself', async () => {
    const { request: alone } = await operationOf(
      `${THEIRS}paths: { /a: { post: { operationId: b, ${body('{ type: array, items: { type: string } }')}, responses: {} } } }\n`,
    );
    expect(alone).toMatchObject({ flat: true, optional: false, schema: { json: { type: 'array' } } });
  });

  test.each([
    ['application/json', 'json'],
    ['application/vnd.api+json', 'json'],
    ['application/x-www-form-urlencoded', 'form'],
    ['multipart/form-data', 'multipart'],
    ['multipart/related', 'binary'],
    ['multipart/mixed', 'binary'],
    ['text/csv', 'text'],
    ['image/png', 'binary'],
  ])('of %s is of the kind %s', async (type, kind) => {
    expect((await request(body('{ type: string }', true, type))).body).toMatchObject({ kind, mediaType: type });
  });

  test('of several media types is the JSON one', async () => {
    const operation =
      'requestBody: { content: { application/xml: { schema: {} }, application/json: { schema: { type: string } } } }';
    expect((await request(operation)).body?.mediaType).toBe('application/json');
  });
});

test('what is readOnly and required is asked for, and its author told', async () => {
  const pet =
    '{ type: object, required: [id, name], properties: { id: { type: integer, readOnly: true }, name: { type: string } } }';
  const { advice } = await apiOf(
    `${THEIRS}paths: { /a: { post: { operationId: b, ${body('{ type: array, items: { $ref: "#/components/schemas/Pet" } }')}, responses: {} } } }\ncomponents: { schemas: { Pet: ${pet} } }\n`,
  );
  expect(advice).toMatchObject([
    {
      message: 'id of the body: readOnly and required, so that the call asks for what a request need not have',
      severity: 'warn',
    },
  ]);
});

describe('an example', () => {
  const fields = '{ type: object, properties: { name: { type: string } } }';
  test('joins those of the parameters and of the body', async () => {
    const document = `${THEIRS}paths:\n  /a:\n    post: { operationId: b, parameters: [{ name: q, in: query, schema: {}, example: x }], ${body(fields, true, 'application/json', ', example: { name: Rex }')}, responses: {} }\n`;
    expect((await operationOf(document)).request.example).toEqual({ q: 'x', name: 'Rex' });
  });

  test('takes in the parameters of the path item', async () => {
    expect(
      (await request(body(fields, true, 'application/json', ', examples: { one: { value: { name: Rex } } }'))).example,
    ).toEqual({ id: 7, name: 'Rex' });
  });

  test('is none where a parameter that must be there has none', async () => {
    const operation = 'parameters: [{ name: q, in: query, required: true, schema: {} }]';
    expect((await request(operation)).example).toBeUndefined();
  });
});

test('a type name that a schema has already is not taken', async () => {
  const rest = 'components:\n  schemas: { DoItRequest: { type: string }, DoItArguments: { type: string } }\n';
  expect((await request(body('{ type: string }'), rest)).typeName).toBe('DoItArguments_');
});
