import { expect, test } from 'vitest';
import { apiOf, OURS } from '../../test/documents.js';
import { emitOpenapi } from './openapi.js';

test('the description is one JSON document with internal references', async () => {
  const files = {
    'v9/time.yaml': 'get: { responses: { default: { $ref: ../common.yaml#/Failure } } }\n',
    'common.yaml': 'Failure: { description: No. }\n',
  };
  const { path, text } = emitOpenapi(
    await apiOf(`${OURS}paths: { /api/v9/public/time: { $ref: v9/time.yaml } }\n`, files),
  );
  expect(path).toBe('openapi.json');
  expect(JSON.parse(text)).toEqual({
    openapi: '3.1.0',
    info: { title: 'Test API', version: '1.0.0', description: 'Ten lines.' },
    paths: { '/api/v9/public/time': { get: { responses: { default: { $ref: '#/components/responses/Failure' } } } } },
    components: { responses: { Failure: { description: 'No.' } } },
  });
  expect(text.endsWith('}\n')).toBe(true);
});
