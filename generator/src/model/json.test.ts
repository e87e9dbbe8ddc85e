import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf, OURS } from '../../test/documents.js';
import { Source } from '../load/source.js';
import { buildApi } from './build.js';
import { modelJson } from './json.js';

const FILES = {
  'openapi.yaml': `${OURS}paths: { /api/v9/trade/place-order: { $ref: v9/place-order.yaml } }\n`,
  'common.yaml': `Side: { type: string, enum: [buy, sell], description: Direction. }
Order:
  type: object
  required: [side]
  properties:
    side: { $ref: '#/Side' }
    before: { $ref: '#/Order' }
`,
  'v9/place-order.yaml': `post:
  requestBody:
    required: true
    content: { application/json: { schema: { $ref: ../common.yaml#/Order } } }
  responses:
    '200':
      description: Fine.
      content:
        application/json:
          schema: { type: object, properties: { data: { type: array, items: { $ref: ../common.yaml#/Order } } } }
`,
};

async function model() {
  const folder = folderOf(FILES);
  const source = await Source.load(join(folder, 'openapi.yaml'));
  return modelJson(buildApi(source, 'v9', folder), source, folder);
}

test('a model is written as JSON, a type that holds itself by its name, everything with its location', async () => {
  const { schemas, operations } = await model();
  expect({ schemas, operations }).toMatchSnapshot();
});

test('it is the same each time, and JSON can carry it', async () => {
  const json = await model();
  expect(await model()).toEqual(json);
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  expect(json).not.toHaveProperty('document');
});
