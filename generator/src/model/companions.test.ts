import { expect, test } from 'vitest';
import { apiOf, problemsOf, sourceOf } from '../../test/documents.js';

const head = (more: string) => `openapi: 3.1.0
info: { title: Test API, version: 1.0.0, description: Ten lines. }
x-bitget-spec: { names: url, envelope: data, responses: open, ${more} }
paths: {}
`;

test('exceptions are those of the paths of the API', async () => {
  const exceptions = `- "GET /api/v9/a/b: field": misspelt
- "POST /api/v9/a/c": only one client has it
- "GET /api/v8/a/b": another API
`;
  const api = await apiOf(head('exceptions: exceptions.yaml'), { 'exceptions.yaml': exceptions }, 'v9');
  expect(api.exceptions).toEqual([
    { fact: 'GET /api/v9/a/b: field', reason: 'misspelt' },
    { fact: 'POST /api/v9/a/c', reason: 'only one client has it' },
  ]);
});

test('moves are the lists of the folder, of the calls of the API, in one form', async () => {
  const files = {
    'migration/README.md': '# no data',
    'migration/a.yaml': `- { from: 'v9:a.b', to: 'v10:a.b', fields: { x: y, z: none }, enums: { x: { A: [b, c] } }, set: { limit: 5 } }
- { from: 'v8:a.b', to: none }
`,
    'migration/b.yaml': `- { from: 'v9:b.c', to: none, note: Nothing takes its place. }
- from: 'v9:b.d'
  to: 'v10:b.d'
  drop: [x]
  care: [{ why: It pays, when: { y: [A, B], z: given, u: C } }, { why: It is late, reads: [list] }, { why: Always }]
`,
  };
  const api = await apiOf(head('migration: migration/'), files, 'v9');
  expect(api.moves).toEqual([
    {
      from: 'v9:a.b',
      to: ['v10:a.b'],
      fields: { x: ['y'], z: [] },
      response: {},
      set: { limit: '5' },
      enums: { x: { A: ['b', 'c'] } },
      drop: [],
    },
    {
      from: 'v9:b.c',
      to: [],
      fields: {},
      response: {},
      set: {},
      enums: {},
      note: 'Nothing takes its place.',
      drop: [],
    },
    {
      from: 'v9:b.d',
      to: ['v10:b.d'],
      fields: {},
      response: {},
      set: {},
      enums: {},
      drop: ['x'],
      care: [
        { why: 'It pays', when: { y: ['A', 'B'], z: 'given', u: ['C'] } },
        { why: 'It is late', reads: ['list'] },
        { why: 'Always' },
      ],
    },
  ]);
  expect(api.retired).toBeUndefined();
});

test('the file that is called as the API says how to leave it', async () => {
  const files = { 'migration/v9.yaml': "sunset: '2025-11-28'\nerror: '30032'\ncalls: []\n" };
  const api = await apiOf(head('migration: migration/'), files, 'v9');
  expect(api.retired).toEqual({ sunset: '2025-11-28', error: '30032', calls: [] });
  expect(api.moves).toEqual([]);
});

test('a folder that is not there is said at its line', async () => {
  expect((await problemsOf(sourceOf({ 'openapi.yaml': head('migration: nowhere/') }))).join()).toMatch(
    /^openapi\.yaml:3:\d+ names .*nowhere, which cannot be read; correct the path or add the folder$/,
  );
});
