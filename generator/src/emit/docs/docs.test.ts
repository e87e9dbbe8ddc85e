import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Source } from '../../load/source.js';
import { buildApi } from '../../model/build.js';
import type { Api } from '../../model/types.js';
import { emitDocs } from './docs.js';
import { operationMarkdown } from './operation-markdown.js';

const fixtures = fileURLToPath(new URL('./fixtures/', import.meta.url));
const load = async (file: string, name: string): Promise<Api> =>
  buildApi(await Source.load(`${fixtures}${file}`), name, fixtures);

const paths = (api: Api) => emitDocs(api).map(({ path }) => path);
const textOf = (api: Api, page: string) => emitDocs(api).find(({ path }) => path === page)?.text ?? '';

test.each([
  ['tiny.yaml', 'v9', ['index.md', 'trade/index.md', 'index.json', 'trade/order-info', 'trade/place-order']],
  [
    'foreign.yaml',
    'pets',
    ['index.md', 'All-pets/index.md', 'index.json', 'All-pets/index-2', 'All-pets/putPetsPetId'],
  ],
])('%s gives these pages, with this text and data', async (file, name, expected) => {
  const api = await load(file, name);
  expect(paths(api)).toEqual(
    expected.flatMap((page) => (/\.(md|json)$/.test(page) ? page : [`${page}.md`, `${page}.json`])),
  );
  for (const { path, text } of emitDocs(api)) {
    await expect(text).toMatchFileSnapshot(`fixtures/${name}/${path}`);
  }
});

test('a code that the catalogue has comes with its words', async () => {
  const api = await load('tiny.yaml', 'v9');
  const hint = 'Ask `POST /api/v9/trade/place-order` for less.';
  api.errors = new Map([['43012', { message: 'Insufficient balance', kind: 'balance', hint }]]);
  const page = textOf(api, 'trade/order-info.md');
  expect(page).toContain('| Code | Message of the exchange | What to do |');
  expect(page).toContain(
    '| `43012` | `Insufficient balance` | Ask [`POST /api/v9/trade/place-order`](./place-order.md) for less. |',
  );
});

test('every link leads to a page', async () => {
  for (const [file, name] of [
    ['tiny.yaml', 'v9'],
    ['foreign.yaml', 'pets'],
  ] as const) {
    const files = emitDocs(await load(file, name));
    const known = new Set(files.map(({ path }) => new URL(path, 'https://x/').pathname));
    for (const { path, text } of files) {
      for (const [, link] of text.matchAll(/\]\((\.[^)"]+)\)/g)) {
        expect(known).toContain(new URL(link ?? '', new URL(path, 'https://x/')).pathname);
      }
    }
  }
});

test('the pages of an API are the same twice', async () => {
  const api = await load('tiny.yaml', 'v9');
  expect(emitDocs(api)).toEqual(emitDocs(api));
});

test('the data of a page says what its Markdown shows', async () => {
  const files = emitDocs(await load('tiny.yaml', 'v9'));
  const pages = files.filter(({ path }) => path.endsWith('.json') && path !== 'index.json');
  expect(pages.length).toBe(2);
  for (const { path, text } of pages) {
    const markdown = files.find((file) => file.path === path.replace(/json$/, 'md'))?.text;
    expect(operationMarkdown(JSON.parse(text))).toBe(markdown);
  }
});
