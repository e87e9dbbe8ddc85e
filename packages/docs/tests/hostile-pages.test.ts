import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { createMarkdownRenderer, type MarkdownRenderer } from 'vitepress';
import { expect, test } from 'vitest';
import { parse } from 'vue/compiler-sfc';
import { emitPages } from '../../../generator/src/emit/emit.js';
import { emitSite } from '../../../generator/src/emit/site/site.js';
import { siteApi } from '../../../generator/src/emit/site/site-api.js';
import { SpecError } from '../../../generator/src/load/diagnostic.js';
import { Source } from '../../../generator/src/load/source.js';
import { buildApi } from '../../../generator/src/model/build.js';
import { documentOf, texts } from '../../../generator/test/hostile-documents.js';
import { markdownOptions } from '../.vitepress/markdown/options.js';
import { dataPages } from '../.vitepress/pages/data-pages.js';
import { renderPage } from '../.vitepress/pages/render.js';
import { operationPages } from '../src/site/operations.js';

/** Hostile documents; `npm run soak` tries ten times as many. */
const RUNS = process.env.SOAK ? 5000 : 200;

/** What our pages are made of. */
const TAGS = new Set(
  'template div p h1 h2 h3 h4 h5 h6 a code pre span ul ol li table thead tbody tr th td blockquote hr br em strong s dl dt dd details summary button input label wbr TryIt CopyText FilterRows'.split(
    ' ',
  ),
);

interface Node {
  type: number;
  tag?: string;
  children?: Node[];
  props?: { type: number; name: string; value?: { content: string } }[];
}

/** What Vue would run of a page, or show as an element that is not ours. */
function* strange({ type, tag = '', props = [], children = [] }: Node): Generator<string> {
  if (type === 5) yield 'an expression';
  if (type === 1 && !TAGS.has(tag)) yield `<${tag}>`;
  for (const { type: kind, name, value } of props) {
    if (kind === 7 && name !== 'pre') yield `v-${name}`;
    if (/^on|^(src|srcdoc|style|action|formaction)$/i.test(name)) yield `${name}=`;
    if (name === 'href' && /^\s*(javascript|data|vbscript):/i.test(value?.content ?? ''))
      yield `href="${value?.content}"`;
  }
  for (const child of children) yield* strange(child);
}

/** What prose may be, and nothing else: a text at every place makes the elements that a page may have. */
const HARMLESS = [
  'word',
  '*word* **word** ~~word~~ `word`',
  'word\n\n- word\n- word\n\n    word\n',
  'word\n\n3. word\n',
  '> word',
  'word\n\n```js\nword\n```\n',
  'word  \nword\n***\n',
  '[word](https://word.example)',
  '# word',
  'word\n\n|a|\n|-|\n|b|\n',
];

/** Elements and their attributes as a browser's parser finds them: `a`, `a href`. */
function* elementsOf(
  node: DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.DocumentFragment,
): Generator<string> {
  if (node.nodeName === '#comment') yield 'a comment';
  if ('tagName' in node) {
    yield node.tagName;
    for (const { name } of node.attrs) yield `${node.tagName} ${name}`;
  }
  if ('content' in node) yield* elementsOf(node.content);
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child);
}

/** The pages of a document with such texts, rendered. Throws a SpecError on a document that is refused. */
async function rendered(words: string[], own: boolean, md: MarkdownRenderer) {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  try {
    const { document, errors } = documentOf(words, own);
    writeFileSync(join(folder, 'openapi.yaml'), document);
    writeFileSync(join(folder, 'errors.yaml'), errors);
    const api = buildApi(await Source.load(join(folder, 'openapi.yaml')), 'v2', folder);
    const pages = emitPages(api, (_, work) => work()).map((file) => ({ ...file, path: `v2/${file.path}` }));
    const files = [...pages, ...emitSite([api].map((api) => siteApi(api)))];
    const markdown = files
      .filter(({ path }) => path.endsWith('.md'))
      .map(({ path, text }) => ({ path, text, html: md.render(text, { relativePath: path, path }) }));
    return [...markdown, ...(await fromData(files, md))];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The pages that the site renders from data, as it does. */
async function fromData(files: { path: string; text: string }[], md: MarkdownRenderer) {
  const texts = new Map(files.filter(({ path }) => path.endsWith('.json')).map(({ path, text }) => [path, text]));
  const data = (path: string) => JSON.parse(texts.get(path) ?? 'null') ?? undefined;
  const operations = new Map(
    [...texts.keys()]
      .filter((path) => path.startsWith('v2/') && !path.endsWith('index.json'))
      .map((path) => [path.replace(/json$/, 'md'), data(path)]),
  );
  const generated = {
    operations,
    channels: new Map(),
    moves: data('moves.json'),
    apis: new Map(),
    aliases: [],
    errors: data('errors.json'),
  };
  const pages = operationPages(generated);
  expect(pages.length).toBeGreaterThan(0);
  const views = dataPages({ pages, generated: { ...generated, scalars: data('scalars.json') } });
  return Promise.all(
    views.map(async (page) => ({ path: page.file, text: page.file, html: (await renderPage(page, md)).html })),
  );
}

test.each([true, false])(
  `no string of ${RUNS / 2} documents (of ours: %s) becomes markup`,
  { timeout: 3_600_000 },
  async (own) => {
    const md = await createMarkdownRenderer('.', markdownOptions([]));
    const twin = new Set<string>();
    for (const words of HARMLESS)
      for (const { html } of await rendered([words], own, md))
        for (const element of elementsOf(parseFragment(html))) twin.add(element);
    expect(twin.size).toBeGreaterThan(20);
    let pages = 0;
    await fc.assert(
      fc.asyncProperty(texts, async (words) => {
        const made = await rendered(words, own, md).catch((error: unknown) => {
          if (error instanceof SpecError) return [];
          throw error;
        });
        for (const { path, text, html } of made) {
          const { descriptor, errors: wrong } = parse(`<template>${html}</template>`, { ignoreEmpty: false });
          const others =
            descriptor.scriptSetup ?? descriptor.script ?? descriptor.styles[0] ?? descriptor.customBlocks[0];
          const found = [...elementsOf(parseFragment(html))].filter((element) => !twin.has(element));
          expect(
            [wrong, others, [...strange(descriptor.template?.ast as unknown as Node)], found],
            `${path}\n${text}`,
          ).toEqual([[], undefined, [], []]);
          pages++;
        }
      }),
      { numRuns: RUNS / 2, ...(process.env.SEED && { seed: Number(process.env.SEED) }) },
    );
    console.log(`${pages} pages`);
    expect(pages).toBeGreaterThan(RUNS);
  },
);
