import type { Source } from '../load/source.js';
import { duplicates, type Model, operationsOf, takenBy } from './build.js';
import { nameOf } from './names.js';
import { pathItemOf, pathsOf } from './path-item.js';
import type { RawOperation } from './raw-operation.js';
import type { Operation } from './types.js';

/**
 * The model of a description that was read before: paths that say something else since are read once more, all else is what it was.
 * Undefined where anything else has changed, where something is wrong, and where what has changed might give other names to the
 * rest: then the whole is to be read.
 */
export function readAgain(before: Model, source: Source): Model | undefined {
  const { api, evidence } = before;
  const changed = changedPaths(before, source);
  if (!changed || api.profile.names !== 'url' || !changed.every(nameOf)) return undefined;
  const bundler = before.bundler.beside(source);
  const paths = new Map(before.paths);
  for (const path of changed) {
    const item = pathItemOf(path, source, bundler);
    if (!isSame(item.uses, before.paths.get(path)?.uses)) return undefined;
    paths.set(path, item);
  }
  if (bundler.problems.length) return undefined;
  const document = { ...api.document, paths: pathsOf(paths) };
  const reading = {
    ...before.reading,
    document,
    tree: before.reading.tree.beside(bundler.locations),
    ...takenBy(api.schemas),
    source,
  };
  const operations: Operation[] = [];
  for (const [path, item] of paths) {
    const last = api.operations.filter((operation) => operation.path === path);
    if (!changed.includes(path)) {
      if (!last.every((operation) => takesNames(operation, reading))) return undefined;
      operations.push(...last);
      continue;
    }
    const read = operationsOf(path, item, reading, evidence);
    const now = read.map(({ operation }) => operation);
    const isSound = read.every(({ problems }) => !problems.length);
    if (!isSound || !isSame(now.flatMap(typesOf), last.flatMap(typesOf))) return undefined;
    operations.push(...now);
  }
  if (duplicates(operations, source).length) return undefined;
  return { ...before, api: { ...api, operations, document }, source, paths };
}

/** The paths for which files were looked into that say something else; undefined where such a file was looked into for other things, too. */
function changedPaths({ source: last, bundler, files, paths }: Model, source: Source): string[] | undefined {
  if (!isSame([...last.files].sort(), [...source.files].sort())) return undefined;
  const changed = source.files.filter((file) => source.digestOf(file) !== last.digestOf(file));
  const isOfPaths = (file: string) =>
    file !== source.file && !source.isCompanion(file) && !files.has(file) && !bundler.holds(file);
  if (!changed.every(isOfPaths)) return undefined;
  return [...paths].flatMap(([path, item]) => (changed.some((file) => item.files.has(file)) ? [path] : []));
}

/** Takes the names that an operation has; false where it would get others. */
function takesNames(
  { request, response }: Operation,
  { taken, records }: Pick<RawOperation, 'taken' | 'records'>,
): boolean {
  for (const name of [request.typeName, response.typeName]) if (name !== undefined) taken.add(name);
  for (const { schema, typeName: name } of response.records) {
    if (name === undefined) continue;
    const known = records.get(schema);
    if (known === undefined ? taken.has(name) : known !== name) return false;
    taken.add(name);
    records.set(schema, name);
  }
  return true;
}

/** The types that an operation has names for. */
const typesOf = ({ request, response }: Operation): (string | undefined)[] => [
  request.typeName,
  response.typeName,
  ...response.records.map((record) => record.typeName),
];

const isSame = (some: readonly unknown[], others: readonly unknown[] | undefined): boolean =>
  some.length === others?.length && some.every((one, index) => one === others[index]);
