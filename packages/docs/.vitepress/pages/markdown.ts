import { createStaticVNode, type FunctionalComponent, type InjectionKey, inject } from 'vue';

/** Markdown of descriptions as HTML, which is all text: see `harmless.ts`. */
export interface MarkdownToHtml {
  /** Paragraphs, lists, headings. */
  block: (text: string) => string;
  /** What stands inside a line. */
  line: (text: string) => string;
}

export const MARKDOWN: InjectionKey<MarkdownToHtml> = Symbol('markdown');

const component =
  (kind: keyof MarkdownToHtml): FunctionalComponent<{ text: string }> =>
  ({ text }) =>
    createStaticVNode(inject(MARKDOWN)?.[kind](text) ?? '', 1);

export const Block = component('block');
export const Line = component('line');
