import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { positionOf } from '../../load/position.js';
import { rootOf } from '../../load/root-of.js';
import { type Location, Source } from '../../load/source.js';
import { UsageError } from '../../options.js';
import { asyncapiSurface, type Describes } from '../surface/asyncapi.js';
import { openapiSurface } from '../surface/openapi.js';
import { socketsAlone } from '../surface/sockets-alone.js';
import type { Surface } from '../surface/types.js';
import { type Parsed, SharingReader } from './reader.js';
import { checkout, isRevision } from './revision.js';

/** One side of a comparison: descriptions by name, and where they are written. */
export interface Side {
  /** As the command line names it. */
  label: string;
  surfaces: Map<string, Surface>;
  /** `spec/v3/trade/place-order.yaml` and the line of a location, counted from 1. */
  locate(location: Location): { file: string; line: number } | undefined;
}

export interface SideOptions {
  /** Folders that files may be read from, too. */
  roots?: string[];
  /** @default client */
  describes?: Describes;
  /** Shared by the two sides. */
  parsed?: Parsed;
}

/**
 * Reads the descriptions that a word names: a file, a folder that holds some, a git revision (`main`, the descriptions of its
 * `spec`), or a file or folder of a revision (`main:openapi.yaml`).
 * @throws UsageError where it names none; SpecError on bad descriptions
 */
export async function readSide(label: string, options: SideOptions = {}): Promise<Side> {
  if (existsSync(label)) return readFiles(label, resolve(label), process.cwd(), options);
  const [revision = '', path = 'spec'] = label.split(/:(.*)/s);
  if (!isRevision(revision))
    throw new UsageError(`${label} is neither a file or folder nor a revision that git knows here: name one of these`);
  const isFile = /\.(ya?ml|json)$/.test(path);
  const { folder, remove } = checkout(revision, isFile ? rootOf(path) : path);
  try {
    return await readFiles(label, join(folder, relative(process.cwd(), resolve(path))), folder, options);
  } finally {
    remove();
  }
}

async function readFiles(label: string, path: string, root: string, options: SideOptions): Promise<Side> {
  const documents = documentsIn(path);
  if (!documents.length)
    throw new UsageError(
      `${label} holds no description: name a folder with openapi.yaml, spec/*/openapi.yaml, or a file`,
    );
  const roots = [...new Set(documents.map(({ file }) => rootOf(file)))];
  const reader = new SharingReader([...roots, ...(options.roots ?? [])], options.parsed ?? new Map());
  const sources: Source[] = [];
  const surfaces = new Map<string, Surface>();
  for (const { name, file } of documents) {
    const source = await Source.load(file, reader, { asyncapi: true });
    sources.push(source);
    surfaces.set(name, surfaceOf(source, name, options.describes ?? 'client'));
  }
  return {
    label,
    surfaces,
    locate: ({ file, pointer }) => {
      const text = sources.find((source) => source.files.includes(file))?.textOf(file);
      if (text === undefined) return undefined;
      return { file: relative(root, file).replaceAll(sep, '/'), line: positionOf(text, pointer).line };
    },
  };
}

function surfaceOf(source: Source, name: string, describes: Describes): Surface {
  const { root } = source;
  if (typeof root === 'object' && root !== null && 'asyncapi' in root) return socketsAlone(source, name, describes);
  const surface = openapiSurface(source, name);
  const file = source.companionPath('sockets');
  return file === undefined ? surface : { ...surface, sockets: asyncapiSurface(source, file, 'client') };
}

interface Document {
  name: string;
  file: string;
}

/** A file itself; of a folder its document, or those of its folders or of `spec`, by the names of these. */
function documentsIn(path: string): Document[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [{ name: nameOf(path), file: path }];
  const own = documentOf(path);
  if (own) return [{ name: nameOf(own), file: own }];
  const below = (folder: string): Document[] =>
    existsSync(folder)
      ? readdirSync(folder)
          .sort()
          .flatMap((name) => {
            const file = documentOf(join(folder, name));
            return file ? [{ name, file }] : [];
          })
      : [];
  const ours = below(join(path, 'spec'));
  return ours.length ? ours : below(path);
}

const documentOf = (folder: string): string | undefined =>
  ['openapi.yaml', 'openapi.yml', 'openapi.json', 'asyncapi.yaml', 'asyncapi.yml', 'asyncapi.json']
    .map((name) => join(folder, name))
    .find((file) => existsSync(file));

/** `spec/v3/openapi.yaml` → `v3`, `petstore.yaml` → `petstore` */
const nameOf = (file: string): string => {
  const name = basename(file).replace(/\.\w+$/, '');
  return /^(openapi|asyncapi)$/.test(name) ? basename(dirname(resolve(file))) : name;
};
