import { existsSync } from 'node:fs';
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
import { type Files, HERE, isDescription } from './files.js';
import { type Known, SharingReader } from './reader.js';
import { isRevision, readRevision } from './revision.js';
import type { RevisionFiles } from './revision-files.js';

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
  return load(await open(label), options);
}

/**
 * Reads both sides of a comparison. Of descriptions of ours, what both have in common is left out: it has not changed.
 * @throws as {@link readSide}
 */
export async function readSides(base: string, head: string, options: SideOptions = {}): Promise<[Side, Side]> {
  const [one, other] = await openBoth(base, head);
  const [was, now] = options.whole ? [] : skipped(one, other);
  const both = { parsed: new Map(), ...options };
  return [await load(one, both, was), await load(other, both, now)];
}

/** Files, and the folder that is the working directory among them: paths are told from it. */
interface Tree {
  files: Files;
  root: string;
}

/** Descriptions that are there to be read. */
interface Opened extends Tree {
  label: string;
  /** The files, where they are those of a revision. */
  revision?: RevisionFiles;
  documents: Document[];
}

async function openBoth(base: string, head: string): Promise<[Opened, Opened]> {
  const [one, other] = [open(base), open(head)];
  other.catch(() => {}); // where both fail, the first one says why
  return [await one, await other];
}

async function open(label: string): Promise<Opened> {
  if (existsSync(label)) return opened({ label, files: HERE, root: process.cwd() }, resolve(label));
  const [revision = '', path = 'spec'] = label.split(/:(.*)/s);
  const isFile = isDescription(path);
  try {
    const { files, folder } = await readRevision(
      revision,
      isFile ? relative(process.cwd(), rootOf(path)) || '.' : path,
    );
    return opened(
      { label, files, revision: files, root: folder },
      join(folder, relative(process.cwd(), resolve(path))),
    );
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (!isRevision(revision))
      throw new UsageError(
        `${label} is neither a file or folder nor a revision that git knows here: name one of these`,
      );
    const why = error instanceof Error ? error.message : error;
    throw new UsageError(
      `git cannot read ${label} (${why}): name a file or folder of the repository, or fetch what it lacks`,
    );
  }
}

function opened(side: Omit<Opened, 'documents'>, path: string): Opened {
  const documents = documentsIn(side, path);
  if (documents.length) return { ...side, documents };
  throw new UsageError(
    `${side.label} holds no description: name a folder with openapi.yaml, spec/*/openapi.yaml, or a file`,
  );
}

async function load(opened: Opened, options: SideOptions, skip?: Skipped): Promise<Side> {
  const { label, revision, root, documents } = opened;
  const roots = [...new Set(documents.map(({ file }) => rootOf(file)))];
  const reader = new SharingReader([...roots, ...(options.roots ?? [])], options.parsed ?? new Map(), revision, skip);
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
      const text = [...sources.values()].find((source) => source.documentOf(file))?.textOf(file);
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
  const ours = head.documents.every(({ file }) => head.files.text(file).includes('x-bitget-spec'));
  if (!same || !ours || basename(folder) !== 'spec') return [];
  const paths = names.map((name) => name.split(sep).join('/'));
  return skippedOf({ files: base.files, path: folder }, { files: head.files, path: other }, [
    ...paths,
    ...paths.map((path) => path.replace('openapi.', 'asyncapi.')),
  ]);
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
function documentsIn({ files, root }: Tree, path: string): Document[] {
  const named = (file: string): Document[] => [{ name: nameOf({ files, root }, file), file }];
  if (files.isFile(path)) return named(path);
  const own = documentOf(files, path);
  if (own) return named(own);
  const below = (folder: string): Document[] =>
    files.names(folder).flatMap((name) => {
      const file = documentOf(files, join(folder, name));
      return file ? [{ name, file }] : [];
    });
  const ours = below(join(path, 'spec'));
  return ours.length ? ours : below(path);
}

const documentOf = (files: Files, folder: string): string | undefined =>
  ['openapi.yaml', 'openapi.yml', 'openapi.json', 'asyncapi.yaml', 'asyncapi.yml', 'asyncapi.json']
    .map((name) => join(folder, name))
    .find((file) => files.isFile(file));

/** `spec/v3/openapi.yaml` → `v3`, `petstore.yaml` → `petstore`; of a package that was generated what its manifest says, wherever it lies. */
const nameOf = ({ files, root }: Tree, file: string): string => {
  const name = basename(file).replace(/\.\w+$/, '');
  if (!/^(openapi|asyncapi)$/.test(name)) return name;
  const folder = dirname(resolve(file));
  const called = packageNameIn(folder, (path) => (files.isFile(path) ? files.text(path) : undefined));
  return called?.replace(/^@[^/]*\//, '') ?? basename(resolve(relative(root, folder)));
};
