import { expect, test } from 'vitest';
import { plainMarkdown } from '../machines/markdown.js';
import { redocPage } from '../machines/redoc.js';
import { counterparts } from './counterparts.js';
import { enriched } from './enrich.js';
import { fieldId } from './field-id.js';
import { pageOf } from './pages.js';
import { sidebars } from './sidebar.js';
import { htmlOf, pageOfPath } from './urls.js';

const call = (file: string, key: string, url: string) =>
  pageOf(
    file,
    `---\ntitle: "Call ${key}"\noperation: "${key}"\n---\n\n# Call\n\n\`${url}\` · \`c()\`\n\n| Fact | Value |\n| --- | --- |\n| Spec file | \`spec/${file}\` |\n`,
  );
const old = call('v2/a/b.md', 'v2:a.b', 'GET /api/v2/a/b');
const now = call('v3/c/d.md', 'v3:c.d', 'POST /api/v3/c/d');
const lost = call('v2/a/e.md', 'v2:a.e', 'GET /api/v2/a/e');
const moves = pageOf(
  'migration/v2-v3/a.md',
  '# a\n\n| v2 | v3 |\n| --- | --- |\n| [`GET /api/v2/a/b`](../../v2/a/b.md) | [`POST /api/v3/c/d`](../../v3/c/d.md) |\n| [`GET /api/v2/a/e`](../../v2/a/e.md) | none |\n',
);

test('counterparts count both ways', () => {
  const found = counterparts([old, now, lost, moves]);
  expect(found.get('v2/a/b.md')).toMatchObject([{ api: 'v3', pages: ['v3/c/d.md'] }]);
  expect(found.get('v3/c/d.md')).toMatchObject([
    { api: 'v2', pages: ['v2/a/b.md'], told: 'migration/v2-v3/a.md#call-v2-a-b' },
  ]);
  expect(found.get('v2/a/e.md')).toMatchObject([{ api: 'v3', pages: [] }]);
});

test('a page gets its counterparts and a link to its spec file', () => {
  const text = enriched([old, now, lost, moves]).get('v2/a/b.md');
  expect(text).toContain(
    '| In v3 | [`POST /api/v3/c/d`](../../v3/c/d.md); [what changes](../../migration/v2-v3/a.md#call-v2-a-b) |\n| Spec file',
  );
  expect(text).toContain('| Spec file | [`spec/v2/a/b.md`](../../spec/v2/a/b.md) |');
});

test('each group has a sidebar of its own', () => {
  const bars = sidebars([old, now, lost], [], []);
  expect(Object.keys(bars)).toEqual(['/guides/', '/v2/', '/v2/a/', '/v3/', '/v3/c/']);
  expect(bars['/v2/a/']?.[0]).toEqual({
    text: 'a',
    items: [
      { text: 'Call v2:a.b', link: '/v2/a/b.html' },
      { text: 'Call v2:a.e', link: '/v2/a/e.html' },
    ],
  });
});

test('names of pages and anchors', () => {
  expect(pageOfPath('/api/v2/mix/order/place-order')).toBe('v2/mix/order/place-order.md');
  expect(pageOfPath('/api/mix/v1/account/accounts')).toBe('v1/mix/account/accounts.md');
  expect([htmlOf('v2/index.md'), htmlOf('index.md'), htmlOf('a/b.md')]).toEqual(['v2/', '', 'a/b.html']);
  expect([fieldId('request', 'orderList[].clientOid'), fieldId('answer', '[][0]')]).toEqual([
    'request-orderList-clientOid',
    'answer-0',
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
