import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { escapeHtml } from '../src/highlight/highlight.js';
import { feedLink } from '../src/machines/atom.js';
import { writeForMachines } from '../src/machines/write.js';
import { assemble, type Places } from '../src/site/assemble.js';
import { guideItems, moreItems, referenceItems } from '../src/site/contents.js';
import { openGraph } from '../src/site/open-graph.js';
import { ownScripts, withoutTags, withPolicy } from '../src/site/policy.js';
import { sidebars } from '../src/site/sidebar.js';
import { REPOSITORY, sourceOf } from '../src/site/sources.js';
import { htmlOf } from '../src/site/urls.js';
import { markdownOptions } from './markdown/options.js';
import { dataPages } from './pages/data-pages.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const root = process.env.DOCS_ROOT ?? here('../../..');
const places: Places = { root, docs: here('..'), src: here('../.site/src') };
const only = process.env.DOCS_ONLY?.split(',').filter(Boolean);
const site = assemble(places, only);
const { pages, generated } = site;
const base = process.env.DOCS_BASE ?? '/';
/** Where the site will stand, `https://example.com`. Without it, nothing is said that needs a whole address. */
const host = process.env.DOCS_HOST;
const { version } = JSON.parse(readFileSync(`${root}/generator/package.json`, 'utf8'));
const texts = new Map(pages.map(({ file, title, description }) => [file, { title, description }]));
const of = (api: string) => pages.filter(({ operation }) => operation?.key.startsWith(`${api}:`)).length;
const counts = { calls: pages.filter(({ operation }) => operation).length, v2: of('v2'), v3: of('v3') };

/** Styles of VitePress that no page has. They would be part of every page's first load: 5.9 kB of 120, gzipped. */
const UNUSED =
  /@docsearch\/css|vp-sponsor\.css|\/VP(Team|Sponsors|Home|Hero|Feature|CarbonAds|DocAside(Carbon|Sponsors)|Algolia|LocalSearch|NavBarSearch)\w*\.vue\?.*type=style/;

export default defineConfig({
  title: 'bitget-spec',
  description:
    'The Bitget REST API, described so that machines can check it: every call, field and error, with a mock exchange in the page.',
  lang: 'en',
  base,
  head: [
    ['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}favicon.svg` }],
    ...(generated.changes ? [feedLink(base)] : []),
  ],
  srcDir: places.src,
  outDir: process.env.DOCS_OUT ?? here('../dist'),
  cacheDir: here('../.site/cache'),
  metaChunk: true,
  // Plain files on any server: a page is `place-order.html`, and `place-order` works where the server adds the ending.
  cleanUrls: false,
  ignoreDeadLinks: Boolean(only?.length),
  themeConfig: {
    nav: [
      { text: 'Guides', link: '/guides/quick-start', activeMatch: '^/guides/' },
      { text: 'v3', link: '/v3/', activeMatch: '^/v3/' },
      { text: 'v2', link: '/v2/', activeMatch: '^/v2/' },
      { text: 'v1', link: '/v1/', activeMatch: '^/v1/' },
      { text: 'Errors', link: '/errors' },
      { text: 'More', items: moreItems },
      {
        text: String(version),
        items: [
          { text: 'What has changed', link: '/changes/' },
          { text: 'Use it before it is on npm', link: '/guides/before-npm' },
          { text: 'Repository', link: REPOSITORY },
        ],
      },
    ],
    sidebar: sidebars(generated.apis, pages, guideItems, referenceItems),
    editLink: { pattern: `${REPOSITORY}/edit/main/:path`, text: 'Change this page' },
    outline: { level: [2, 3], label: 'On this page' },
    docFooter: { prev: false, next: false },
    externalLinkIcon: true,
    footer: { message: 'Not affiliated with Bitget. Trade on your own account. MIT licence.' },
  },
  markdown: markdownOptions(dataPages(site)),
  transformHtml: (html) => withPolicy(html, ownScripts(html)),
  transformHead: ({ pageData: { relativePath }, title }) => {
    const { title: own = title, description = '' } = texts.get(relativePath) ?? {};
    return openGraph({ title: own, description, ...(host && { url: host + base + htmlOf(relativePath) }) });
  },
  transformPageData: (page) => {
    // VitePress writes the description into an attribute as it is, and everything into a script.
    Object.assign(page, withoutTags({ ...page, description: escapeHtml(page.description) }));
    const { frontmatter, relativePath } = page;
    if (frontmatter.operation || (frontmatter.channel && !relativePath.endsWith('index.md')))
      Object.assign(frontmatter, { aside: false, pageClass: 'op-page' });
    // Tables of calls want the room of an outline that has nothing to say.
    if (/^v\d\/.*index\.md$/.test(relativePath)) Object.assign(frontmatter, { aside: false, pageClass: 'wide-page' });
    if (/^(limits|scalars|aliases|quality)\.md$/.test(relativePath)) frontmatter.pageClass = 'wide-page';
    if (relativePath === 'index.md') frontmatter.counts = counts;
    const source = sourceOf(relativePath, frontmatter.spec);
    if (source) page.filePath = source;
    else frontmatter.editLink = false;
  },
  buildEnd: ({ outDir }) => {
    writeForMachines(pages, generated, { root: places.root, out: outDir, base, ...(host && { host }) });
    // For the measurement in packages/bench: kilobytes at most so far, and nothing larger follows.
    if (process.env.DOCS_PEAK) writeFileSync(process.env.DOCS_PEAK, String(process.resourceUsage().maxRSS));
  },
  vite: {
    plugins: [{ name: 'unused-styles', enforce: 'pre', transform: (_, id) => (UNUSED.test(id) ? '' : undefined) }],
    worker: { format: 'es' },
    build: { chunkSizeWarningLimit: 2_000, reportCompressedSize: false },
    publicDir: `${places.src}/public`,
  },
});
