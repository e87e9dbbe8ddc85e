import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { positionOf } from '../../load/position.js';
import { rootOf } from '../../load/root-of.js';
import { type Location, Source } from '../../load/source.js';
import { UsageError } from '../../options.js';
import { packageNameIn } from '../../project/package.js';
import { asyncapiSurface, type Describes } from '../surface/asyncapi.js';
import { openapiSurface } from '../surface/openapi.js';
import { socketsAlone } from '../surface/sockets-alone.js';
import type { Surface } from '../surface/types.js';
import { type Skipped, skippedOf } from './common.js';
import { type Known, SharingReader } from './reader.js';
import { checkout, isRevision } from './revision.js';

/** One side of a comparison: descriptions by name, and where they are written. */
export interface Side {
  /** As the command line names it. */
  label: string;
  surfaces: Map<string, Surface>;
  /** What each was read from, by the same names. */
  sources: Map<string, Source>;
  /** `spec/v3/trade/place-order.yaml` and the line of a location, counted from 1. */
  locate(location: Location): { file: string; line: number } | undefined;
}

export interface SideOptions {
  /** Folders that files may be read from, too. */
  roots?: string[];
  /** @default client */
  describes?: Describes;
  /** Shared by the two sides. */
  parsed?: Known;
  /** Which descriptions to read, by name. @default all */
  only?: (name: string) => boolean;
  /** Read them whole, with what both sides have in common. @default false */
  whole?: boolean;
}

/**
 * Reads the descriptions that a word names: a file, a folder that holds some, a git revision (`main`, the descriptions of its
 * `spec`), or a file or folder of a revision (`main:openapi.yaml`).
 * @throws UsageError where it names none; SpecError on bad descriptions
 */
export async function readSide(label: string, options: SideOptions = {}): Promise<Side> {
  const opened = open(label);
  try {
    return await load(opened, options);
  } finally {
    opened.remove();
  }
}

/**
 * Reads both sides of a comparison. Of descriptions of ours, what both have in common is left out: it has not changed.
 * @throws as {@link readSide}
 */
export async function readSides(base: string, head: string, options: SideOptions = {}): Promise<[Side, Side]> {
  const opened: Opened[] = [];
  try {
    for (const label of [base, head]) opened.push(open(label));
    const [one, other] = opened as [Opened, Opened];
    const [was, now] = options.whole ? [] : skipped(one, other);
    const both = { parsed: new Map(), ...options };
    return [await load(one, both, was), await load(other, both, now)];
  } finally {
    for (const { remove } of opened) remove();
  }
}

/** Descriptions that are there to be read. */
interface Opened {
  label: string;
  /** What paths are told from. */
  root: string;
  documents: Document[];
  /** Removes what was written to read them. */
  remove(): void;
}

function open(label: string): Opened {
  if (existsSync(label))
    return { label, root: process.cwd(), documents: documentsOf(label, resolve(label)), remove: () => {} };
  const [revision = '', path = 'spec'] = label.split(/:(.*)/s);
  if (!isRevision(revision))
    throw new UsageError(`${label} is neither a file or folder nor a revision that git knows here: name one of these`);
  const isFile = /\.(ya?ml|json)$/.test(path);
  const { folder, remove } = checkout(revision, isFile ? relative(process.cwd(), rootOf(path)) || '.' : path);
  try {
    const documents = documentsOf(label, join(folder, relative(process.cwd(), resolve(path))));
    return { label, root: folder, documents, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function documentsOf(label: string, path: string): Document[] {
  const documents = documentsIn(path);
  if (documents.length) return documents;
  throw new UsageError(
    `${label} holds no description: name a folder with openapi.yaml, spec/*/openapi.yaml, or a file`,
  );
}

async function load({ label, root, documents }: Opened, options: SideOptions, skip?: Skipped): Promise<Side> {
  const roots = [...new Set(documents.map(({ file }) => rootOf(file)))];
  const reader = new SharingReader([...roots, ...(options.roots ?? [])], options.parsed ?? new Map(), skip);
  const sources = new Map<string, Source>();
  const surfaces = new Map<string, Surface>();
  for (const { name, file } of documents) {
    if (options.only && !options.only(name)) continue;
    const source = await Source.load(file, reader, { asyncapi: true });
    sources.set(name, source);
    surfaces.set(name, surfaceOf(source, name, options.describes ?? 'client'));
  }
  return {
    label,
    surfaces,
    sources,
    locate: ({ file, pointer }) => {
      const text = [...sources.values()].find((source) => source.files.includes(file))?.textOf(file);
      if (text === undefined) return undefined;
      return { file: relative(root, file).replaceAll(sep, '/'), line: positionOf(text, pointer).line };
    },
  };
}

/** What need not be read of either side, where both hold the same descriptions of ours. */
function skipped(base: Opened, head: Opened): [Skipped, Skipped] | [] {
  const [was, now] = [base, head].map(({ documents }) => documents.map(({ file }) => rootOf(file)));
  const [folder = '', other = ''] = [was?.[0], now?.[0]];
  const names = base.documents.map(({ file }) => relative(folder, file));
  const same = names.join() === head.documents.map(({ file }) => relative(other, file)).join();
  const ours = head.documents.every(({ file }) => readFileSync(file, 'utf8').includes('x-bitget-spec'));
  if (!same || !ours || basename(folder) !== 'spec') return [];
  const paths = names.map((name) => name.split(sep).join('/'));
  return skippedOf(folder, other, [...paths, ...paths.map((path) => path.replace('openapi.', 'asyncapi.'))]);
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

/** `spec/v3/openapi.yaml` → `v3`, `petstore.yaml` → `petstore`; of a package that was generated what its manifest says, wherever it lies. */
const nameOf = (file: string): string => {
  const name = basename(file).replace(/\.\w+$/, '');
  if (!/^(openapi|asyncapi)$/.test(name)) return name;
  const folder = dirname(resolve(file));
  return packageNameIn(folder)?.replace(/^@[^/]*\//, '') ?? basename(folder);
};
