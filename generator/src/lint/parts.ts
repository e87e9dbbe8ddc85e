import { dirname, join } from 'node:path';
import { digest } from '../digest.js';
import { isObject, type JsonObject, objectOf } from '../load/json.js';
import { isRef, type Source, type SourceParts } from '../load/source.js';

/** A part of a description that the rules of files judge by itself, and what it is judged by. */
export interface Part {
  /** Digest of the description's texts that have a say: its own files and the root. What rules read beside it, they say (disk.ts). */
  key: string;
  files: Set<string>;
}

/** The parts of a description. */
export interface Parts {
  paths: Map<string, Part>;
  sockets?: Part;
}

/**
 * Takes a description of ours apart, so that only what has changed need be linted again. Undefined where paths do not stand for
 * themselves: one is written in the root, or the root has components that paths may use or not.
 */
export function partsOf(source: Source): Parts | undefined {
  const root = objectOf(source.root);
  const inRoot = Object.keys(objectOf(root.components)).filter((section) => section !== 'securitySchemes');
  if (inRoot.length || !isObject(root.paths)) return undefined;
  const partOf = (file: string): Part | undefined => {
    const files = source.reachedFrom(file, source.file);
    return (
      files && {
        key: digest(source.digestOf(source.file), ...[...files].sort().flatMap((one) => [one, source.digestOf(one)])),
        files,
      }
    );
  };
  const paths = new Map<string, Part>();
  for (const [path, item] of Object.entries(root.paths)) {
    const file = isRef(item) && Object.keys(item).length === 1 && source.target(item.$ref, source.file)?.file;
    const part = file && file !== source.file ? partOf(file) : undefined;
    if (!part) return undefined;
    paths.set(path, part);
  }
  const sockets = source.companionPath('sockets');
  const part = sockets === undefined ? undefined : partOf(sockets);
  return sockets === undefined ? { paths } : part && { paths, sockets: part };
}

/** The description with some of its parts alone, for rules that look at each by itself. */
export function partial(source: Source, { paths, sockets }: Parts, wanted: (part: Part) => boolean): SourceParts {
  const { file } = source;
  const root = objectOf(source.root);
  const chosen = [...paths].filter(([, part]) => wanted(part));
  const own = objectOf(root['x-bitget-spec']);
  const { sockets: companion, ...others } = own;
  const hasSockets = sockets && wanted(sockets);
  const value: JsonObject = {
    ...root,
    'x-bitget-spec': hasSockets && companion !== undefined ? own : others,
    paths: Object.fromEntries(chosen.map(([path]) => [path, objectOf(root.paths)[path] ?? null])),
  };
  const files = new Set([...chosen.flatMap(([, part]) => [...part.files]), ...(hasSockets ? sockets.files : [])]);
  const common = join(dirname(file), '../common/');
  const { documents, ...rest } = source.parts((one) => one === file || files.has(one) || one.startsWith(common));
  return { ...rest, documents: documents.map((one) => (one.file === file ? { ...one, value } : one)) };
}
