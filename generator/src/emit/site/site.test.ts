import { expect, test } from 'vitest';
import { apiOf } from '../../../test/documents.js';
import type { FindData } from '../../find/data.js';
import type { Api } from '../../model/types.js';
import { emitDocs } from '../docs/docs.js';
import { migrateData } from '../migrate/migrate-data.js';
import { emitSite } from './site.js';
import { siteApi } from './site-api.js';

const head = (more: string) => `openapi: 3.1.0
info: { title: Test API, version: 1.0.0, description: Ten lines. }
x-bitget-spec: { names: url, envelope: data, responses: open, ${more} }
`;
const call = (url: string, summary: string, more = '') => `  ${url}:
    get:
      tags: [${url.split('/')[3]}]
      summary: ${summary}
      x-rate-limit: [{ count: 10, seconds: 1, by: ip }]
      x-errors: ['43012']
      x-source: [documented]${more}
      parameters: [{ name: side, in: query, schema: { $ref: './enums.yaml#/Side' }, example: buy }]
      responses: { '200': { description: Fine. } }
`;
const FILES = {
  'enums.yaml': 'Side: { type: string, enum: [buy, sell], description: Which way it goes. }\n',
  'errors.yaml': `'43012': { message: 'Insufficient {0} | balance', kind: balance, hint: 'Ask \`v9:market.time\` first.', retry: true }\n`,
  'aliases.yaml': "- { path: 'GET /api/v9/market/clock', use: 'v9:market.time', why: it is called time }\n",
  'exceptions.yaml': '- "GET /api/v9/market/time: t": only one client has it\n',
  'migration/market.yaml':
    "- { from: 'v9:market.time', to: 'v10:public.time', fields: { side: way }, set: { kind: A }, note: 'Mind `v10:public.time`.' }\n- { from: 'v9:market.gone', to: none, note: Do without. }\n",
  'migration/v8.yaml': `sunset: '2025-11-28'
error: '30032'
symbols: [{ suffix: _X, example: A_X, symbol: A, category: SPOT }]
productTypes: { old: NEW }
words: { mode: { fixed: isolated } }
calls: [{ from: 'GET /api/v8/a/time', to: ['v9:market.time'], fields: { t: time } }, { from: 'GET /api/v8/a/nothing', to: [] }]
`,
};
const RECORDS = {
  'changes/0.2.0.yaml': `about: 'Time is *told* <b>otherwise</b>.'
base: '0123456789abcdef'
date: '2026-11-20'
changes:
  - { api: v9, effect: breaking, kind: field-removed, message: 'the field <img src=x> is gone', hint: stop using it, at: [[GET /api/v9/market/time, 'response 200, data[].t']] }
  - { api: v9, effect: dangerous, kind: limit-lowered, message: 'allows 5 | less', at: [[GET /api/v9/market/time], [channel public.none]], more: 3 }
  - { api: v10, effect: compatible, kind: operation-added, message: is new, at: [[GET /api/v10/a], [GET /api/v10/b], [GET /api/v10/c], [GET /api/v10/d], [GET /api/v10/e], [GET /api/v10/f], [GET /api/v10/public/time]] }
  - { api: errors, effect: note, kind: code-hint-changed, message: the hint of the code … is another, at: [[code 43012]] }
`,
  'changes/0.10.0.yaml': "base: '1'\ndate: '2026-11-20'\nchanges: []\n",
  'changes/unreleased.yaml': "base: '2'\ndate: '2026-11-19'\nchanges: []\n",
};
const COMPANIONS = 'errors: errors.yaml, aliases: aliases.yaml, exceptions: exceptions.yaml, migration: migration/';

async function threeApis(): Promise<Api[]> {
  const document = (paths: string) => `${head(COMPANIONS)}paths:\n${paths}`;
  return Promise.all([
    apiOf(document(call('/api/v8/a/time', 'Old time', '\n      deprecated: true')), FILES, 'v8'),
    apiOf(
      document(call('/api/v9/market/time', 'Get the time') + call('/api/v9/market/gone', 'Get what goes')),
      FILES,
      'v9',
    ),
    apiOf(document(call('/api/v10/public/time', 'Get the time')), FILES, 'v10'),
  ]);
}
const textOf = (files: { path: string; text: string }[], page: string) =>
  files.find(({ path }) => path === page)?.text ?? '';

test('the pages around those of the APIs', async () => {
  const apis = (await threeApis()).map((api) => siteApi(api));
  const files = [...emitSite(apis), ...migrateData(apis)];
  expect(files.map(({ path }) => path)).toEqual([
    'index.md',
    'quality.md',
    'errors.md',
    'errors.json',
    'scalars.md',
    'scalars.json',
    'limits.md',
    'aliases.md',
    'migration/v8.md',
    'migration/v9-v10/index.md',
    'migration/v9-v10/market.md',
    'moves.json',
    'find.json',
    'migrate.json',
  ]);
  for (const { path, text } of files) await expect(text).toMatchFileSnapshot(`fixtures/${path}`);
});

test('a page for each release, the newest first, what is not released before them; nothing in one is markup', async () => {
  const document = `${head(`errors: errors.yaml, changes: changes/`)}paths:\n${call('/api/v9/market/time', 'Get the time')}`;
  const files = emitSite([await apiOf(document, { ...FILES, ...RECORDS }, 'v9')].map((api) => siteApi(api)));
  const own = files.filter(({ path }) => path.startsWith('changes'));
  expect(own.map(({ path }) => path)).toEqual([
    'changes/index.md',
    'changes/unreleased.md',
    'changes/0.10.0.md',
    'changes/0.2.0.md',
    'changes.json',
  ]);
  for (const path of ['changes/index.md', 'changes/0.2.0.md', 'changes.json'])
    await expect(textOf(files, path)).toMatchFileSnapshot(`fixtures/${path}`);
});

test.each([
  ['[]', 'is no record of changes'],
  ['{ date: soon, changes: [] }', 'has no date such as'],
  ["{ date: '2026-11-20', changes: [{ effect: bad }] }", 'has a change whose effect is bad: there are breaking'],
])('a record that is none is refused: %s', async (text, message) => {
  const document = `${head('changes: changes/')}paths: {}\n`;
  await expect(apiOf(document, { 'changes/0.2.0.yaml': text })).rejects.toThrow(message);
});

test('every link leads to a page', async () => {
  const apis = await threeApis();
  const site = emitSite(apis.map((api) => siteApi(api)));
  const below = apis.flatMap((api) => emitDocs(api).map(({ path }) => `${api.name}/${path}`));
  const known = new Set(
    [...below, ...site.map(({ path }) => path)].map((path) => new URL(path, 'https://x/').pathname),
  );
  for (const { path, text } of site) {
    for (const [, link = ''] of text.matchAll(/\]\((\.[^)#]+)\)/g)) {
      expect(known).toContain(new URL(link, new URL(path, 'https://x/')).pathname);
    }
  }
});

test('the data of find is JSON of that form, and says of old calls what takes their place', async () => {
  const data = JSON.parse(textOf(emitSite((await threeApis()).map((api) => siteApi(api))), 'find.json')) as FindData;
  expect(data.calls.map(({ key, page, fields }) => [key, page, fields])).toContainEqual([
    'v9:market.time',
    'v9/market/time.md',
    'side',
  ]);
  expect(data.aliases.map(({ path, use, gone }) => [path, use, gone])).toEqual([
    ['GET /api/v8/a/time', ['v9:market.time'], true],
    ['GET /api/v8/a/nothing', [], true],
    ['GET /api/v9/market/clock', ['v9:market.time'], undefined],
  ]);
  expect(Object.keys(data.errors)).toEqual(['43012']);
});

test('documents without any of it get the pages that make sense', async () => {
  const api = await apiOf(`${head('x: y')}paths:\n${call('/api/v9/market/time', 'Get the time')}`, FILES, 'v9');
  expect(emitSite([api].map((api) => siteApi(api))).map(({ path }) => path)).toEqual([
    'index.md',
    'quality.md',
    'scalars.md',
    'scalars.json',
    'limits.md',
    'moves.json',
    'find.json',
  ]);
});

test('twice gives the same', async () => {
  const apis = await threeApis();
  expect(emitSite(apis.map((api) => siteApi(api)))).toEqual(emitSite(apis.map((api) => siteApi(api))));
});
