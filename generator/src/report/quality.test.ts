import { expect, test } from 'vitest';
import { apiOf, OURS } from '../../test/documents.js';
import { printQuality } from './print.js';
import { evidenceOf, qualityOf, sum } from './quality.js';

const DOCUMENT = `${OURS}components:
  schemas:
    Price: { type: string, description: What one costs. }
    Bare: { type: string }
paths:
  /api/v9/trade/order:
    get:
      tags: [trade]
      security: [{ key: [] }]
      x-rate-limit: [{ count: 10, seconds: 1, by: uid }]
      x-permission: unknown
      x-source: [documented, live]
      parameters:
        - { name: price, in: query, x-source: [live], schema: { $ref: '#/components/schemas/Price' }, example: '1' }
        - { name: symbol, in: query, description: Which., schema: { type: string } }
      responses:
        '200':
          description: Fine.
          content:
            application/json:
              schema:
                type: object
                properties:
                  data:
                    type: object
                    properties:
                      price: { oneOf: [{ $ref: '#/components/schemas/Price' }, { type: 'null' }] }
                      fee: { $ref: '#/components/schemas/Price', description: What it cost. }
                      bare: { $ref: '#/components/schemas/Bare' }
              example: { data: {} }
  /api/v9/market/time:
    get:
      tags: [market]
      x-rate-limit: unknown
      x-source: [client]
      responses: { '200': { description: Fine. } }
`;

test('operations and fields are counted by evidence and by who describes them', async () => {
  const quality = qualityOf(await apiOf(DOCUMENT, {}, 'v9'));
  expect(quality.total).toEqual({
    operations: 2,
    requestFields: 2,
    responseFields: 3,
    operationsBy: { 'documented and live': 1, documented: 0, live: 0, client: 1, inferred: 0 },
    fieldsBy: { 'documented and live': 4, documented: 0, live: 1, client: 0, inferred: 0 },
    described: { scalar: 1, 'scalar and own words': 2, 'own words': 1, nobody: 1 },
    limitUnknown: 1,
    permissionUnknown: 1,
    examples: 1,
  });
  expect(quality.groups.map(({ name, tally }) => [name, tally.operations])).toEqual([
    ['market', 1],
    ['trade', 1],
  ]);
  expect(sum([quality.total, quality.total]).fieldsBy['documented and live']).toBe(8);
  expect(printQuality([quality])).toMatch(/v9 trade +1 +5 +80\.0 % +100\.0 % +60\.0 % +0/);
});

test.each([
  [['live', 'documented'], 'documented and live'],
  [['documented', 'client'], 'documented'],
  [['live', 'client'], 'live'],
  [['client'], 'client'],
  [[], 'inferred'],
])('%j is %s', (sources, expected) => {
  expect(evidenceOf(sources)).toBe(expected);
});
