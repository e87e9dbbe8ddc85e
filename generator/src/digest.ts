import { hash } from 'node:crypto';

/** A digest of texts, in their order. */
export const digest = (...texts: string[]): string =>
  contentDigest(texts.map((text) => `${text.length}:${text}`).join(''));

/** That of a file: of its bytes as they were read, or of its text. */
export const contentDigest = (content: string | Uint8Array): string => hash('sha256', content);
