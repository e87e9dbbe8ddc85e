import type { Source } from '../load/source.js';
import { duplicates, type Model, operationsOf } from './build.js';
import { nameOf, typeName } from './names.js';
import { pathItemOf } from './path-item.js';
import type { RawOperation } from './raw-operation.js';
import type { Schema } from './schema/kinds.js';
import type { Operation } from './types.js';

/**
 * The model of a description that was read before: paths whose own files have changed are read once more, all else is what it was.
 * Undefined where anything else has changed, where something is wrong, and where what has changed might give other names to the
 * rest: then the whole is to be read.
 */
export function readAgain(before: Model, source: Source): Model | undefined {
  const { api, evidence } = before;
  const changed = changedPaths(before, source);
  if (!changed || api.profile.names !== 'url' || api.advice.length) return undefined;
  const bundler = before.bundler.beside(source);
  const paths = new Map(before.paths);
  for (const path of changed) {
    const item = pathItemOf(path, source, bundler);
    if (!nameOf(path) || !isSame(item.used, before.paths.get(path)?.used)) return undefined;
    paths.set(path, item);
  }
  if (bundler.problems.length) return undefined;
  const document = { ...api.document, paths: Object.fromEntries([...paths].map(([path, { item }]) => [path, item])) };
  const reading = {
    ...before.reading,
    document,
    tree: before.reading.tree.beside(bundler.locations),
    taken: new Set([...api.schemas.keys()].map(typeName)),
    records: new Map<Schema, string>(),
    source,
  };
  const known = byPath(api.operations);
  const operations: Operation[] = [];
  for (const [path, item] of paths) {
    const last = known.get(path) ?? [];
    if (!changed.has(path)) {
      for (const operation of last) take(operation, reading);
      operations.push(...last);
      continue;
    }
    const read = operationsOf(path, item, reading, evidence);
    const now = read.map(({ operation }) => operation);
    const isSound = read.every(({ problems, advice }) => !problems.length && !advice.length);
    if (!isSound || !isSame(now.flatMap(typesOf), last.flatMap(typesOf))) return undefined;
    operations.push(...now);
  }
  if (duplicates(operations, source).length) return undefined;
  return { ...before, api: { ...api, operations, document }, source, paths };
}

/** The paths whose files say something else; undefined where other files do, or one of theirs is read for other things, too. */
function changedPaths({ source: last, bundler, paths }: Model, source: Source): Set<string> | undefined {
  if (!isSame([...last.files].sort(), [...source.files].sort())) return undefined;
  const files = new Set(source.files.filter((file) => source.digestOf(file) !== last.digestOf(file)));
  const changed = [...paths].filter(([, { file }]) => files.has(file));
  const own = new Set(changed.map(([, { file }]) => file));
  const shared = bundler.files();
  for (const file of files)
    if (!own.has(file) || file === source.file || shared.has(file) || !source.isOfRootAlone(file)) return undefined;
  return new Set(changed.map(([path]) => path));
}

function byPath(operations: Operation[]): Map<string, Operation[]> {
  const found = new Map<string, Operation[]>();
  for (const operation of operations) {
    const others = found.get(operation.path) ?? [];
    found.set(operation.path, [...others, operation]);
  }
  return found;
}

/** Takes the names that an operation has. */
function take({ request, response }: Operation, { taken, records }: Pick<RawOperation, 'taken' | 'records'>): void {
  for (const name of [request.typeName, response.typeName]) if (name !== undefined) taken.add(name);
  for (const { schema, typeName: name } of response.records) {
    if (name === undefined) continue;
    taken.add(name);
    records.set(schema, name);
  }
}

/** The types that an operation has names for. */
const typesOf = ({ request, response }: Operation): (string | undefined)[] => [
  request.typeName,
  response.typeName,
  ...response.records.map((record) => record.typeName),
];

const isSame = (some: readonly unknown[], others: readonly unknown[] | undefined): boolean =>
  some.length === others?.length && some.every((one, index) => one === others[index]);
