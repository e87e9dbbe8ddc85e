import { inComment } from '../quote/index.js';
import { wrap } from '../wrap.js';

/** Lines that only openapi-typescript has a use for. */
const ITS_OWN = /^@enum \{[^}]*\}$|^discriminator enum property added by openapi-typescript$/;

/** What it appends to a description. */
const APPENDED = / \(enum property replaced by openapi-typescript\)$/;

/** Text that fits on one line with its marks. */
const LINE = 100;

/** A comment of openapi-typescript, between its marks, as prose; empty where only its tags stood there. */
export function plainComment(text: string): string {
  const lines = text
    .split('\n')
    .map((line) =>
      line
        .replace(/^\s*\*\s?/, '')
        .replace(/^ {4}/, '')
        .replace(/^@description /, '')
        .trimEnd()
        .replace(APPENDED, ''),
    )
    .filter((line) => !ITS_OWN.test(line.trim()));
  const prose = deprecatedLast(lines).join('\n').trim();
  if (!prose) return '';
  const wrapped = inComment(wrap(prose, LINE)).split('\n');
  return wrapped.length === 1
    ? `* ${wrapped[0]} `
    : `*\n${wrapped.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n `;
}

/** Prose below a tag belongs to the tag. */
function deprecatedLast(lines: string[]): string[] {
  const rest = lines.filter((line) => line !== '@deprecated');
  if (rest.length === lines.length) return lines;
  const tags = rest.findIndex((line) => line.startsWith('@'));
  return tags < 0 ? [...rest, '@deprecated'] : [...rest.slice(0, tags), '@deprecated', ...rest.slice(tags)];
}
