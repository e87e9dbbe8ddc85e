import type { OperationPage, PageMove } from '@bitget-spec/contract';
import { expect, test } from 'vitest';
import { plainMarkdown } from '../machines/markdown.js';
import { redocPage } from '../machines/redoc.js';
import { counterparts } from './counterparts.js';
import { fieldId } from './field-id.js';
import { operationPages } from './operations.js';
import { pageOf } from './pages.js';
import { sidebars } from './sidebar.js';
import { htmlOf, pageOfPath } from './urls.js';

const operation = (file: string, key: string, url: string): [string, OperationPage] => {
  const [method = '', path = ''] = url.split(' ');
  const nothing = { intro: [], fields: [] };
  const texts = { title: `Call ${key}`, heading: `Call ${key}`, description: '', about: '' };
  const page = { ...texts, key, spec: `spec/${file}`, method, path, call: 'c()', effect: 'read' as const };
  return [file, { ...page, facts: [], request: nothing, response: nothing, samples: [] }];
};
const operations = new Map([
  operation('v2/a/b.md', 'v2:a.b', 'GET /api/v2/a/b'),
  operation('v3/c/d.md', 'v3:c.d', 'POST /api/v3/c/d'),
  operation('v2/a/e.md', 'v2:a.e', 'GET /api/v2/a/e'),
]);
const move = (from: string, to: string[], heading: string): PageMove => ({
  ...{ from, to, heading },
  ...{ api: 'v3', page: 'migration/v2-v3/a.md' },
});
const moves = [
  move('v2/a/b.md', ['v3/c/d.md'], 'Call v2:a.b'),
  move('v2/a/e.md', [], 'Call v2:a.e'),
  move('v2/not/built.md', ['v3/c/d.md'], 'Not built'),
];
const pages = operationPages({ operations, moves });

test('counterparts count both ways', () => {
  const found = counterparts(moves, (page) => operations.has(page));
  expect(found.get('v2/a/b.md')).toMatchObject([{ api: 'v3', pages: ['v3/c/d.md'] }]);
  expect(found.get('v3/c/d.md')).toMatchObject([
    { api: 'v2', pages: ['v2/a/b.md'], section: 'migration/v2-v3/a.md#call-v2-a-b' },
  ]);
  expect(found.get('v2/a/e.md')).toMatchObject([{ api: 'v3', pages: [] }]);
});

test('a page gets its counterparts and a link to its spec file', () => {
  const page = pages.find(({ file }) => file === 'v2/a/b.md');
  expect(page?.text).toContain(
    '| In v3 | [`POST /api/v3/c/d`](../../v3/c/d.md); [what changes](../../migration/v2-v3/a.md#call-v2-a-b) |\n| Spec file',
  );
  expect(page?.text).toContain('| Spec file | [`spec/v2/a/b.md`](../../spec/v2/a/b.md) |');
  expect(page?.operation?.facts.map(({ name }) => name)).toEqual(['In v3', 'Spec file']);
});

const group = (name: string, title: string, operations: string[]) => ({
  ...{ name, title, operations },
  page: `${operations[0]?.slice(0, operations[0].lastIndexOf('/'))}/index.md`,
});
const apis = new Map([
  [
    'v2',
    {
      title: 'v2',
      sections: [
        {
          title: 'A & co',
          groups: [group('a', 'Words of a', ['v2/a/e.md', 'v2/a/b.md']), group('a.x', 'X', ['v2/a/y/x/n.md'])],
        },
        { title: 'Other', groups: [group('c', 'C', ['v2/c/d.md'])] },
      ],
    },
  ],
]);

test('each group has a sidebar of its own, in the order of its index, from which every section is reached', () => {
  const bars = sidebars(apis, pages, [], []);
  expect(Object.keys(bars)).toEqual(['/guides/', '/v2/', '/v2/a/', '/v2/a/y/', '/v2/a/y/x/', '/v2/c/']);
  const section = {
    text: 'A &amp; co',
    items: [
      { text: 'Words of a', link: '/v2/a/' },
      { text: 'X', link: '/v2/a/y/x/' },
    ],
  };
  const all = {
    text: 'API v2',
    items: [
      { text: 'A &amp; co', link: '/v2/a/' },
      { text: 'Other', link: '/v2/c/' },
      { text: 'All groups of v2', link: '/v2/' },
    ],
  };
  expect(bars['/v2/a/']).toEqual([
    {
      text: 'Words of a',
      base: '/v2/a/',
      items: [
        { text: '<b>GET</b> Call v2:a.e', link: 'e.html' },
        { text: '<b>GET</b> Call v2:a.b', link: 'b.html' },
      ],
    },
    section,
    all,
  ]);
  expect(bars['/v2/a/y/']).toEqual([section, all]);
  expect(bars['/v2/']).toEqual([section, { text: 'Other', items: [{ text: 'C', link: '/v2/c/' }] }]);
});

test('pages of streams are a section of their own', () => {
  const stream = pageOf('v2/channels/public.books.md', '---\ntitle: Order book\n---\n');
  const bars = sidebars(apis, [...pages, stream], [], []);
  const section = { text: 'Streams', items: [{ text: 'Order book', link: '/v2/channels/public.books.html' }] };
  expect(bars['/v2/']?.at(-1)).toEqual(section);
  expect(bars['/v2/channels/']?.[0]).toEqual(section);
  expect(bars['/v2/c/']?.at(-1)?.items).toContainEqual({ text: 'Streams', link: '/v2/channels/public.books.html' });
});

test('names of pages and anchors', () => {
  expect(pageOfPath('/api/v2/mix/order/place-order')).toBe('v2/mix/order/place-order.md');
  expect(pageOfPath('/api/mix/v1/account/accounts')).toBe('v1/mix/account/accounts.md');
  expect([htmlOf('v2/index.md'), htmlOf('index.md'), htmlOf('a/b.md')]).toEqual(['v2/', '', 'a/b.html']);
  expect([fieldId('request', 'orderList[].clientOid'), fieldId('response', '[][0]')]).toEqual([
    'request-orderList-clientOid',
    'response-0',
  ]);
});

test('Markdown for machines has no components and no tabs', () => {
  const page = pageOf(
    'a.md',
    '---\ntitle: a\n---\n\n# A\n\n<SigningCalculator />\n\n::: code-group\n\n```bash [curl]\ncurl\n```\n\n:::\n',
  );
  expect(plainMarkdown(page)).toBe('# A\n\ncurl:\n\n```bash\ncurl\n```\n');
});

test('Redoc in one file lets nothing of a description end its script, and asks no other host', () => {
  const html = redocPage(
    't',
    'var a="https://cdn.redoc.ly/redoc/logo-mini.svg</script>"\n//# sourceMappingURL=x.map',
    '{"d":"</script><!--"}',
  );
  expect(html.match(/<\/script>/g)).toHaveLength(3);
  expect(html).not.toMatch(/cdn\.redoc|sourceMapping/);
});
