import type { MarkdownRenderer } from 'vitepress';
import { createSSRApp, type VNode } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { descriptionRenderer } from '../markdown/harmless.js';
import { MARKDOWN } from './markdown.js';

/** A page that is made from data: the file that VitePress knows it by, and what it shows. */
export interface DataPage {
  file: string;
  view: () => VNode;
}

export interface RenderedPage {
  /** A template without expressions. Nothing of it is rendered again in the browser, but for the components that it names. */
  html: string;
  /** For VitePress, which reports those that lead nowhere. */
  links: string[];
}

export async function renderPage({ file, view }: DataPage, md: MarkdownRenderer): Promise<RenderedPage> {
  const links: string[] = [];
  const app = createSSRApp({ render: view });
  app.provide(MARKDOWN, descriptionRenderer(md, { relativePath: file, path: file, cleanUrls: false, links }));
  // Comments are marks for hydration, which a template has no use for. Vue looks for expressions before it reads entities.
  const html = (await renderToString(app)).replaceAll(/<!--[[\]]?-->/g, '').replaceAll('{{', '&#123;&#123;');
  return { html, links };
}
