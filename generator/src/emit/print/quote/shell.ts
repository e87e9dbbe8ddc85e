import { wellFormed } from './visible.js';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the signs to be escaped
const UNSEEN = /[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069\uFEFF]/g;

/** Nothing that is passed to a program can hold a NUL, nor half a character. */
const passable = (text: string): string => wellFormed(text.replaceAll('\0', ''));

/**
 * Text as one word of bash. Single quotes keep everything but themselves; what is not seen is spelt out, since a terminal
 * obeys it when somebody pastes the line.
 */
export function shellWord(text: string): string {
  const word = passable(text);
  if (word.search(UNSEEN) < 0) return `'${word.replaceAll("'", "'\\''")}'`;
  return `$'${word.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replace(UNSEEN, escaped)}'`;
}

/** Text inside double quotes, where `$`, a backtick, `"`, `\` and, to who types it, `!` mean something. */
export function inShellDouble(text: string): string {
  const inner = passable(text).replace(/["$`\\]/g, '\\$&');
  // Neither has a place between double quotes, so each stands in quotes of its own.
  return inner.replaceAll('!', `"'!'"`).replace(UNSEEN, (sign) => `"$'${escaped(sign)}'"`);
}

const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
