import { inline } from './markdown.js';
import { code } from './span.js';
import { wellFormed } from './visible.js';

/** Where a link may lead. */
const WEB = /^(?:https?:\/\/|mailto:)/i;

/** A link of ours to a page or a place in one; the words are Markdown of others. */
export const pageLink = (words: string, target: string): string => `[${linkWords(words)}](${target})`;

/** Words of a link: one line, no bracket that would end them. */
const linkWords = (text: string): string => inline(text).replaceAll(/\\?[[\]]/g, (sign) => `\\${sign.at(-1)}`);

/** A link to an address that a description names, under other words than its own; no link where it leads nowhere safe. */
export function webLink(words: string, url: string): string {
  if (!WEB.test(url)) return code(url);
  const address = encodeURI(decodeSafe(url)).replaceAll(/[()'*]/g, percent);
  return `[${linkWords(words)}](${address})`;
}

/** Text as a part of an address. */
export const inAddress = (text: string): string => encodeURIComponent(wellFormed(text));

const percent = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

const decodeSafe = (url: string): string => {
  try {
    return wellFormed(decodeURI(url));
  } catch {
    return wellFormed(url);
  }
};
