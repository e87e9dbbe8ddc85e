import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildIndex } from '../search/build.js';
import { errorsByUse, type Generated } from '../site/generated.js';
import type { Page } from '../site/pages.js';
import { htmlOf } from '../site/urls.js';
import { atomFeed, FEED } from './atom.js';
import { llmsFull, llmsText, sitemap } from './llms.js';
import { plainMarkdown } from './markdown.js';
import { redocPage } from './redoc.js';

export interface Where {
  root: string;
  /** Folder of the finished site. */
  out: string;
  /** Path that the site stands at, `/` or `/docs/`. */
  base: string;
  /** Address of the site without the base, `https://example.com`. A sitemap is whole addresses: without one there is none. */
  host?: string;
}

/** What is on the site beside its pages: Markdown, indexes for machines, downloads, the search index. */
export function writeForMachines(pages: Page[], generated: Generated, { root, out, base, host }: Where): void {
  const put = (file: string, text: string) => {
    mkdirSync(dirname(join(out, file)), { recursive: true });
    writeFileSync(join(out, file), text);
  };
  for (const page of pages) put(page.file, plainMarkdown(page));
  const urlOf = (file: string) => `${base}${file}`;
  if (generated.changes) put(FEED, atomFeed(generated.changes, `${host ?? ''}${base}`));
  put('llms.txt', llmsText(pages, urlOf));
  put('llms-full.txt', llmsFull(pages, urlOf));
  if (host) {
    const addresses = pages.map(({ file }) => htmlOf(file));
    put('sitemap.xml', sitemap(addresses, host + base));
  }
  put('robots.txt', `User-agent: *\nAllow: /\n${host ? `Sitemap: ${host}${base}sitemap.xml\n` : ''}`);
  put('search.json', JSON.stringify(buildIndex(pages, { errors: errorsByUse(generated), aliases: generated.aliases })));
  const bundle = readFileSync(createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js'), 'utf8');
  for (const api of apisOf(pages)) {
    const document = join(root, 'generated', api, 'openapi.json');
    if (!existsSync(document)) continue;
    mkdirSync(join(out, api), { recursive: true });
    cpSync(document, join(out, api, 'openapi.json'));
    put(`${api}/redoc.html`, redocPage(`Bitget REST API ${api}`, bundle, readFileSync(document, 'utf8')));
  }
}

const apisOf = (pages: Page[]): string[] => [
  ...new Set(pages.flatMap(({ file }) => /^v\d+(?=\/)/.exec(file)?.[0] ?? [])),
];
