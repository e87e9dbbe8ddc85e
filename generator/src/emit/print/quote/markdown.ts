import { inert } from './span.js';
import { oneLine, visible } from './visible.js';

/**
 * Markdown that others wrote, as Markdown that GitHub and VitePress read alike and that stays text: no HTML, no component
 * (`<…>`), no expression of Vue (`{{…}}`, which VitePress reads in code spans too), no attributes (`{…}`), no image, no
 * include, no container.
 *
 * What is code is decided more strictly than in CommonMark, so that both agree wherever the text is put: a code span begins
 * and ends on one line, a fence stands at the left margin and is closed. Every other backtick is escaped, so that no text
 * can pair one of its own with one of ours.
 */
export function prose(text: string): string {
  const lines = visible(text).split('\n');
  const out: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const end = fenceEnd(lines, at);
    if (end) {
      out.push(fenceHead(lines[at] ?? ''), ...lines.slice(at + 1, end).map(inFence), lines[end] ?? '');
      at = end;
    } else out.push(escapeLine(lines[at] ?? '', false));
  }
  return out.join('\n');
}

/** The same on one line, for headings, cells of tables and the words of links. */
export const inline = (text: string): string => escapeLine(oneLine(text), true);

/** Where the fence that opens on a line is closed; undefined where none opens, or it never is. */
function fenceEnd(lines: string[], at: number): number | undefined {
  const [, mark = ''] = /^(`{3,}(?=[^`]*$)|~{3,})/.exec(lines[at] ?? '') ?? [];
  if (!mark) return undefined;
  const close = new RegExp(`^ {0,3}${mark[0]}{${mark.length},}[ \\t]*$`);
  const end = lines.findIndex((line, index) => index > at && close.test(line));
  return end < 0 ? undefined : end;
}

/** VitePress writes the words behind the mark into HTML, so only the name of a language stays. */
const fenceHead = (line: string): string => line.replace(/^(`+|~+)\s*([\w+#]{0,20}).*$/, '$1$2');

/** An include may go on in the next line. */
const inFence = (line: string): string => line.replaceAll(/<!(?=--\s*(?:@|$))/g, '<! ');

/** A code span is a run of backticks, and the next run that is as long. What is left is text. */
function escapeLine(line: string, alone: boolean): string {
  if (!/[`<{&[:~\\]/.test(line)) return line;
  let result = '';
  let text = 0;
  const runs = [...line.matchAll(/\\[^\w\s]|`+/g)].map(({ 0: run, index }) => ({ run, index }));
  for (let next = 0; next < runs.length; next++) {
    const open = runs[next];
    if (!open || open.run.startsWith('\\')) continue;
    const close = closing(line, open.run.length, open.index + open.run.length);
    result += plain(line.slice(text, open.index));
    if (close < 0) {
      result += '\\`'.repeat(open.run.length);
      text = open.index + open.run.length;
    } else {
      const end = close + open.run.length;
      const span = inert(line.slice(open.index, end));
      // A line with `|` may turn out to be a row, which is split inside code too.
      result += !alone && span.includes('|') ? span.replaceAll('<', '&lt;') : span;
      text = end;
      while ((runs[next + 1]?.index ?? line.length) < end) next++;
    }
  }
  return result + plain(line.slice(text), true);
}

/** Where the run of backticks stands that ends a span; a backslash means nothing inside. */
function closing(line: string, length: number, from: number): number {
  for (const { 0: run, index } of line.slice(from).matchAll(/`+/g)) if (run.length === length) return from + index;
  return -1;
}

/** Signs and groups of signs that mean something to a reader of Markdown or to Vue. */
const SIGNS =
  /\\(?:[^\w\s]|$)|<(https?:\/\/[^\s<>()[\]`\\{}|*]+)>|[<{]|&(?:#0*123|#[xX]0*7[bB]|lbrace|lcub);|!(?=\[)|\[(?=!)|\](\((?:[^\s()<>`\\&]|&(?![#\w]+;)|\([^\s()<>`\\&]*\))*(?: "[^"`\\\n<{&]*")?\))?(?=(\(|:)?)|:{3,}|~{3,}/g;

/** Text outside code. Braces never stand side by side, however they are spelt. */
function plain(text: string, last = false): string {
  let braceEnd = -1;
  return text.replace(SIGNS, (sign, address, target, opens, at: number) => {
    const side = braceEnd === at ? ' ' : '';
    if (sign === '\\') return last ? '\\\\' : sign;
    if (sign === '{' || sign === '\\{' || sign.startsWith('&')) {
      braceEnd = at + sign.length;
      return `${side}\\{`;
    }
    // VitePress looks for includes before it knows of backslashes.
    if (sign === '<' || sign === '\\<') return '&lt;';
    if (sign.startsWith('\\')) return sign;
    if (address) return `[${address}](${address})`;
    if (sign.startsWith(']')) return linkEnd(sign, target, opens);
    return `\\${sign}`;
  });
}

/** The end of a link's words: stays where a plain address follows that a browser may go to. */
function linkEnd(sign: string, target: string | undefined, opens: string | undefined): string {
  if (!target) return opens ? '\\]' : sign;
  const scheme = /^\(([a-z][a-z\d+.-]*):/i.exec(target)?.[1];
  return !scheme || /^(https?|mailto)$/i.test(scheme) ? sign.replaceAll('{', '%7B') : `\\${sign}`;
}
