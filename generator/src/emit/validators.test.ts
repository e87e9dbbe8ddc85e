import { expect, it } from 'vitest';
import { apiOf, OURS, THEIRS } from '../../test/documents.js';
import { emitValidators } from './validators.js';

const paths = `paths:
  /api/v9/trade/orders:
    get:
      parameters: [{ name: symbol, in: query, schema: { $ref: '#/components/schemas/Asked' } }]
      responses:
        '200': { description: Fine., content: { application/json: { schema: { type: object, properties: { data: { type: object, properties: { title: { $ref: '#/components/schemas/Side' } } } } } } } }
components:
  schemas:
    Asked: { type: string }
    Side: { type: string, enum: [buy, sell], description: 'Prose with \`ticks\`.', title: Which, examples: [buy] }
`;

it('holds what calls answer, with the schemas that this leads to, and no prose', async () => {
  const file = emitValidators(await apiOf(`${OURS}${paths}`));
  expect(file.path).toBe('src/validators.ts');
  const literal = /JSON\.parse\((`[\s\S]*?`)\)/.exec(file.text)?.[1] ?? '';
  expect(new Function(`return JSON.parse(${literal})`)()).toEqual({
    schemas: { Side: { anyOf: [{ type: 'string', enum: ['buy', 'sell'] }, { type: 'string' }] } },
    responses: {
      'v9:trade.orders': { type: 'object', properties: { title: { $ref: '#/schemas/Side' } } },
    },
  });
});

it("is of ours only: others' clients report no drift", async () => {
  const { profile } = await apiOf(`${THEIRS}${paths}`);
  expect(profile.emitters).not.toContain('validators');
});
