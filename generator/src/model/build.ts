import { relative } from 'node:path';
import type { Diagnostic } from '../load/diagnostic.js';
import { SpecError } from '../load/diagnostic.js';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../load/json.js';
import type { Source } from '../load/source.js';
import type { Naming } from '../options.js';
import { profileOf } from '../profiles/index.js';
import { Bundler } from './bundle.js';
import { aliasesOf, errorsOf, exceptionsOf, movesOf, retirementOf, statefulOf } from './companions.js';
import { evidenceOf, sourceKindsOf } from './known-from.js';
import { licenseOf } from './license.js';
import { typeName } from './names.js';
import { operationOf, type ReadOperation } from './operation.js';
import { type PathItem, pathItemOf, pathsOf } from './path-item.js';
import type { Conventions, RawOperation } from './raw-operation.js';
import { releasesOf } from './releases.js';
import { hasAloneRefs, SchemaReader } from './schema/read.js';
import { serversOf, urlOf } from './servers.js';
import { buildSockets } from './sockets/build.js';
import { Calls, Ids } from './taken-names.js';
import { type Api, type KnownFrom, METHODS, type Operation } from './types.js';

/** A model, and what reading some of its paths once more takes (again.ts). */
export interface Model {
  api: Api;
  source: Source;
  /** Those that were looked into for the whole: neither for a path alone nor for components. */
  files: ReadonlySet<string>;
  bundler: Bundler;
  paths: ReadonlyMap<string, PathItem>;
  reading: Reading;
  evidence: ReadonlyMap<string, KnownFrom>;
}

/** What all operations are read with. */
type Reading = Omit<RawOperation, 'raw' | 'shared' | 'servers' | 'method' | 'path' | 'location'>;

/**
 * Reads a loaded description into the model.
 * @param naming - how the calls of a document that is not ours are named
 * @throws SpecError on what no emitter could express, every case at its place
 */
export const buildApi = (source: Source, name: string, cwd = process.cwd(), naming: Naming = 'tag'): Api =>
  buildModel(source, name, cwd, naming).api;

/** The same, with what it was made with. */
export function buildModel(source: Source, name: string, cwd = process.cwd(), naming: Naming = 'tag'): Model {
  const files = new Set<string>();
  return { ...source.noting(files, () => modelOf(source, name, cwd, naming)), files };
}

function modelOf(source: Source, name: string, cwd: string, naming: Naming): Omit<Model, 'files'> {
  const root = objectOf(source.root);
  const conventions = conventionsOf(root);
  const bundler = new Bundler(source, conventions.responses === 'open');
  const paths = new Map(Object.keys(objectOf(root.paths)).map((path) => [path, pathItemOf(path, source, bundler)]));
  bundler.keepAll(conventions.profile.names === 'url' ? {} : objectOf(root.components), source.file);
  const sections = bundler.finish();
  const document = assemble(source, paths, sections);
  const schemas = sections.get('schemas') ?? new Map<string, JsonObject>();
  const { readings, locations } = bundler;
  const tree = new SchemaReader({ schemas, readings, locations, aloneRefs: hasAloneRefs(root) });
  const reading: Reading = {
    ...{ api: name, document, tree, conventions, naming, source, cwd },
    ids: new Ids(),
    calls: new Calls(),
    ...takenBy(schemas),
    stateful: statefulOf(source),
  };
  const evidence = evidenceOf(source);
  const read = [...paths].flatMap(([path, item]) => operationsOf(path, item, reading, evidence));
  const operations = read.map(({ operation }) => operation);
  const problems = [
    ...bundler.problems,
    ...read.flatMap(({ problems }) => problems),
    ...duplicates(operations, source),
  ];
  if (problems.length) throw new SpecError(problems);
  const info = objectOf(root.info);
  const license = licenseOf(info.license);
  const servers = serversOf(root.servers, source.url);
  const errors = errorsOf(source);
  const retired = retirementOf(source, name);
  const sockets = buildSockets(source, name, cwd);
  const api: Api = {
    name,
    title: textOf(info.title) ?? name,
    version: textOf(info.version) ?? '0.0.0',
    description: textOf(info.description) ?? '',
    ...(license && { license }),
    servers: servers.map(urlOf),
    ...(servers[0] && { server: servers[0] }),
    profile: conventions.profile,
    operations,
    schemas: new Map([...schemas.keys()].sort().map((name) => [name, tree.component(name)])),
    readings: bundler.readings,
    ...(errors && { errors }),
    aliases: aliasesOf(source, name),
    exceptions: exceptionsOf(source, name),
    sources: sourceKindsOf(source),
    moves: movesOf(source, name),
    releases: releasesOf(source),
    ...(retired && { retired }),
    ...(sockets && { sockets }),
    advice: read.flatMap(({ advice }) => advice),
    document,
    source: source.url ?? relative(cwd, source.file),
  };
  return { api, source, bundler, paths, reading, evidence };
}

/** The names of types that are in use where schemas alone have some. */
export const takenBy = (schemas: ReadonlyMap<string, unknown>): Pick<Reading, 'taken' | 'records'> => ({
  taken: new Set([...schemas.keys()].map(typeName)),
  records: new Map(),
});

/** The operations of a path, what is wrong with each, and what its author should know. */
export const operationsOf = (
  path: string,
  { item, locations }: PathItem,
  reading: Reading,
  evidence: ReadonlyMap<string, KnownFrom>,
): ReadOperation[] =>
  METHODS.flatMap((method) => {
    const raw = objectOf(item)[method];
    const location = locations.get(method);
    if (!isObject(raw) || !location) return [];
    const shared = listOf(item.parameters);
    const read = operationOf({ ...reading, raw, shared, servers: item.servers, method, path, location });
    const knownFrom = evidence.get(`${method.toUpperCase()} ${path}`);
    return knownFrom ? { ...read, operation: { ...read.operation, knownFrom } } : read;
  });

function conventionsOf(root: JsonObject): Conventions {
  const given = objectOf(root['x-bitget-spec']);
  return {
    profile: profileOf(root),
    ...(typeof given.envelope === 'string' && { envelope: given.envelope }),
    responses: given.responses === 'open' ? 'open' : 'closed',
  };
}

function assemble(
  source: Source,
  paths: ReadonlyMap<string, PathItem>,
  sections: ReturnType<Bundler['finish']>,
): JsonObject {
  const root = objectOf(source.root);
  const components: JsonObject = {};
  for (const [section, values] of sections) {
    components[section] = Object.fromEntries([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  const schemes = Object.entries(objectOf(objectOf(root.components).securitySchemes));
  if (schemes.length) {
    const pointer = '/components/securitySchemes';
    components.securitySchemes = Object.fromEntries(
      schemes.map(([name, value]) => [
        name,
        source.follow({ file: source.file, pointer: `${pointer}/${name}`, value }).value,
      ]),
    );
  }
  const { paths: _paths, components: _components, 'x-bitget-spec': _own, ...rest } = root;
  return {
    ...rest,
    paths: pathsOf(paths),
    components: Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Operations that are called alike. */
export function duplicates(operations: Operation[], source: Source): Diagnostic[] {
  const first = new Map<string, Operation>();
  const problems: Diagnostic[] = [];
  for (const operation of operations) {
    for (const [kind, key] of [
      ['operationId', operation.id],
      ['name', operation.call.join('.')],
    ] as const) {
      const other = first.get(`${kind} ${key}`);
      if (!other) first.set(`${kind} ${key}`, operation);
      else {
        const where = `${other.method.toUpperCase()} ${other.path}`;
        const location = { ...operation.location, pointer: `${operation.location.pointer}/operationId` };
        problems.push(
          source.diagnose(
            location,
            `duplicate operationId ${operation.id}: ${where} has it too`,
            'give each operation its own',
          ),
        );
        break;
      }
    }
  }
  return problems;
}
