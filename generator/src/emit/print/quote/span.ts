import { oneLine, visible } from './visible.js';

/** Braces that open an expression in Vue, and comments that VitePress takes for an include, each with a space inside. */
export const inert = (text: string): string => text.replaceAll(/\{(?=\{)/g, '{ ').replaceAll(/<!(?=--\s*@)/g, '<! ');

/** A code span around any text. */
export function code(text: string): string {
  const line = inert(oneLine(text) || ' ');
  const runs = line.match(/`+/g)?.map((run) => run.length) ?? [];
  const mark = '`'.repeat(runs.length ? Math.max(...runs) + 1 : 1);
  const room = /^`|`$/.test(line) ? ' ' : '';
  return `${mark}${room}${line}${room}${mark}`;
}

/** Code spans with commas between. */
export const codes = (words: string[]): string => words.map(code).join(', ');

/** A fenced block; the label is that of a tab in a code group. */
export function fence(language: string, text: string, label = ''): string {
  const body = visible(text)
    .replaceAll(/<!(?=--\s*@)/g, '<! ')
    .trimEnd();
  const runs = body.match(/^\s*`{3,}/gm)?.map((run) => run.trim().length) ?? [];
  const mark = '`'.repeat(Math.max(2, ...runs) + 1);
  return `${mark}${language}${label && ` [${label}]`}\n${body}\n${mark}`;
}

/** GitHub and markdown-it split at every `|` that has no backslash, code spans included. */
export const cell = (text: string): string => (/[\n|]/.test(text) ? oneLine(text).replaceAll(/\\?\|/g, '\\|') : text);
