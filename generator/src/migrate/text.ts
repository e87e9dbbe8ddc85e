import type ts from 'typescript';
import type { TextEdit } from '../project/edits.js';
import { continues } from './syntax.js';

export const replace = (node: ts.Node, text: string): TextEdit => ({
  file: node.getSourceFile().fileName,
  start: node.getStart(),
  end: node.getEnd(),
  text,
});

export const insert = (node: ts.Node, text: string): TextEdit => ({
  file: node.getSourceFile().fileName,
  start: node.getStart(),
  end: node.getStart(),
  text: text.startsWith('(') && continues(node) ? `;${text}` : text,
});

/** The quote that a file uses: that of its first import, or text. */
export const quoteOf = ({ text }: ts.SourceFile): string => /['"]/.exec(text)?.[0] ?? "'";

export const quoted = (text: string, like: string): string => `${like[0]}${text}${like[0]}`;
