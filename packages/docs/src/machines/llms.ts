import type { Page } from '../site/pages.js';
import { plainMarkdown } from './markdown.js';

const INTRO = `# bitget-spec

> The REST API of the Bitget exchange as a description that machines can check: every call with its fields, types, limits,
> errors and samples; typed clients, a mock exchange and these pages are generated from it. Unofficial.

The URL names everything: \`POST /api/v2/mix/order/place-order\` is described at \`v2/mix/order/place-order.md\`, called as
\`bitget.mix.order.placeOrder()\` from \`@bitget-spec/v2\`, and known as \`v2:mix.order.placeOrder\` across the APIs. v3 is
the unified account, v2 the classic one, v1 is switched off. Decimals are strings. Every page is also Markdown: \`.md\` in
place of \`.html\`.
`;

/** An index for language models (llmstxt.org): what there is, a link a line. */
export function llmsText(pages: Page[], urlOf: (file: string) => string): string {
  const line = ({ title, file, description }: Page, about = description) =>
    `- [${title}](${urlOf(file)})${about ? `: ${about}` : ''}`;
  const guides = pages.filter(({ file }) => file.startsWith('guides/'));
  const reference = pages.filter(({ file }) => /^((?!index)[\w-]+|migration\/v1|changes\/.+)\.md$/.test(file));
  const calls = pages.filter(({ operation }) => operation);
  const channels = pages.filter(({ channel }) => channel);
  const apis = [...new Set(calls.map(({ file }) => file.slice(0, file.indexOf('/'))))].sort().reverse();
  return [
    INTRO,
    `## Guides\n\n${guides.map((page) => line(page)).join('\n')}\n`,
    `## Reference\n\n${reference.map((page) => line(page)).join('\n')}\n`,
    `## Descriptions\n\n${apis.map((api) => `- [OpenAPI 3.1 of ${api}](${urlOf(`${api}/openapi.json`)})`).join('\n')}\n`,
    ...apis.map((api) => {
      const own = calls.filter(({ file }) => file.startsWith(`${api}/`));
      const streams = channels.filter(({ file }) => file.startsWith(`${api}/`));
      const sockets = streams.map((page) => line(page, page.channel?.topics.join(', '))).join('\n');
      return `## Calls of ${api}\n\n${own.map((page) => line(page, page.operation && `${page.operation.method} ${page.operation.path}`)).join('\n')}\n${sockets && `\n## Channels of the sockets of ${api}\n\n${sockets}\n`}`;
    }),
  ].join('\n');
}

/** All pages in one text, guides first. */
export function llmsFull(pages: Page[], urlOf: (file: string) => string): string {
  const order = ({ file, operation }: Page) => (file.startsWith('guides/') ? 0 : operation ? 2 : 1);
  return [...pages]
    .filter(({ file }) => file !== 'index.md')
    .sort((a, b) => order(a) - order(b) || (a.file < b.file ? -1 : 1))
    .map((page) => `<!-- ${urlOf(page.file)} -->\n\n${plainMarkdown(page)}`)
    .join('\n---\n\n');
}

export const sitemap = (pages: string[], base: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${pages
    .map((page) => `<url><loc>${base}${encodeURI(page)}</loc></url>`)
    .join('\n')}\n</urlset>\n`;
