import { describe, expect, test } from 'vitest';
import { OURS, operationOf, THEIRS } from '../../test/documents.js';

const theirs = async (responses: string) =>
  (await operationOf(`${THEIRS}paths: { /a: { get: { operationId: getIt, responses: ${responses} } } }\n`)).response;
const ours = async (schema: string, files = {}) => {
  const responses = `{ '200': { description: Fine., content: { application/json: { schema: ${schema}, example: { data: '1' } } } } }`;
  return (await operationOf(`${OURS}paths: { /api/v9/a/b: { get: { responses: ${responses} } } }\n`, files)).response;
};

describe('of ours a call returns the data', () => {
  test('of the envelope', async () => {
    const response = await ours('{ type: object, properties: { code: { type: string }, data: { type: integer } } }');
    expect(response).toMatchObject({
      typeName: 'ABResponse',
      schema: { json: { type: 'integer' } },
      description: 'Fine.',
      example: { data: '1' },
    });
  });

  test('of an envelope put together from a shared one and its own', async () => {
    const files = { 'common.yaml': 'Envelope: { type: object, properties: { code: { type: string } } }\n' };
    const response = await ours(
      '{ allOf: [{ $ref: common.yaml#/Envelope }, { type: object, properties: { data: { type: integer } } }] }',
      files,
    );
    expect(response.schema?.json).toEqual({ type: 'integer' });
  });

  test('and nothing where there is none', async () => {
    expect(await ours('{ type: object, properties: { code: { type: string } } }')).not.toHaveProperty('typeName');
  });
});

describe('of others a call returns the body', () => {
  test('of the first success, JSON before all', async () => {
    const response = await theirs(
      "{ default: { description: No. }, '201': { description: Made., content: { text/csv: { schema: { type: string } }, application/json: { schema: { type: boolean } } } } }",
    );
    expect(response).toMatchObject({
      typeName: 'GetItResponse',
      schema: { json: { type: 'boolean' } },
      description: 'Made.',
    });
    expect(response.responses.map(({ status }) => status).sort()).toEqual(['201', 'default']);
  });

  test('of 2XX', async () => {
    expect(
      (await theirs("{ '2XX': { description: Fine., content: { text/plain: { schema: { type: string } } } } }")).schema
        ?.json,
    ).toEqual({ type: 'string' });
  });

  test('and nothing where there is no content', async () => {
    expect(await theirs("{ '204': { description: Gone. } }")).toEqual({
      description: 'Gone.',
      records: [],
      responses: [{ status: '204', description: 'Gone.', content: [] }],
    });
  });
});
