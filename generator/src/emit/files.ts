import { contentDigest } from '../digest.js';
import { once } from '../once.js';

/** A file to be written, its path relative to the output folder, with `/`. */
export interface EmittedFile {
  readonly path: string;
  readonly text: string;
  /** Digest of all that the text is made from, where that is known: an earlier text of the same key is the same. */
  readonly key?: string | undefined;
}

/** A file whose text is made when it is asked for, where a key may save it from being asked for. */
export function keyedFile(path: string, key: string | undefined, make: () => string): EmittedFile {
  return key === undefined ? { path, text: make() } : new KeyedFile(path, key, once(make));
}

class KeyedFile implements EmittedFile {
  constructor(
    readonly path: string,
    readonly key: string,
    private readonly make: () => string,
  ) {}

  get text(): string {
    return this.make();
  }
}

/** A file that was emitted, and what it was made from. */
export interface KnownFile {
  key: string;
  /** Of its text. */
  digest: string;
}

const digests = new WeakMap<EmittedFile, string>();

/** The digest of a file's text, which is not asked for where an earlier one is known that was made from the same. */
export function textDigest(file: EmittedFile, known?: KnownFile): string {
  if (known && known.key === file.key) return known.digest;
  const digest = digests.get(file) ?? contentDigest(file.text);
  digests.set(file, digest);
  return digest;
}
