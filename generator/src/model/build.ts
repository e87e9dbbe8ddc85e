import { relative } from 'node:path';
import type { Diagnostic } from '../load/diagnostic.js';
import { SpecError } from '../load/diagnostic.js';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../load/json.js';
import type { Location, Source } from '../load/source.js';
import { profileOf } from '../profiles/index.js';
import { Bundler } from './bundle.js';
import { aliasesOf, errorsOf, exceptionsOf, movesOf, retirementOf, statefulOf } from './companions.js';
import { evidenceOf, sourceKindsOf } from './known-from.js';
import { licenseOf } from './license.js';
import { type Naming, typeName } from './names.js';
import { operationOf } from './operation.js';
import { pathItemOf } from './path-item.js';
import type { Conventions } from './raw-operation.js';
import { releasesOf } from './releases.js';
import type { Schema } from './schema/kinds.js';
import { hasAloneRefs, SchemaReader } from './schema/read.js';
import { serversOf, urlOf } from './servers.js';
import { buildSockets } from './sockets/build.js';
import { Calls, Ids } from './taken-names.js';
import { type Api, METHODS, type Operation } from './types.js';

/**
 * Reads a loaded description into the model.
 * @param naming - how the calls of a document that is not ours are named
 * @throws SpecError on what no emitter could express, every case at its place
 */
export function buildApi(source: Source, name: string, cwd = process.cwd(), naming: Naming = 'tag'): Api {
  const root = objectOf(source.root);
  const conventions = conventionsOf(root);
  const bundler = new Bundler(source, conventions.responses === 'open');
  const problems: Diagnostic[] = [];
  const advice: Diagnostic[] = [];
  const paths: JsonObject = {};
  const locations = new Map<string, Location>();
  for (const path of Object.keys(objectOf(root.paths))) {
    const { item, locations: found } = pathItemOf(path, source, bundler);
    paths[path] = item;
    for (const [method, location] of found) locations.set(`${method} ${path}`, location);
  }
  bundler.keepAll(conventions.profile.names === 'url' ? {} : objectOf(root.components), source.file);
  const sections = bundler.finish();
  problems.push(...bundler.problems);
  const document = assemble(source, paths, sections);
  const schemas = sections.get('schemas') ?? new Map<string, JsonObject>();
  const { readings, locations: places } = bundler;
  const tree = new SchemaReader({ schemas, readings, locations: places, aloneRefs: hasAloneRefs(root) });
  const taken = new Set([...schemas.keys()].map(typeName));
  const records = new Map<Schema, string>();
  const stateful = statefulOf(source);
  const evidence = evidenceOf(source);
  const ids = new Ids();
  const calls = new Calls();
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(paths)) {
    for (const method of METHODS) {
      const raw = objectOf(item)[method];
      const location = locations.get(`${method} ${path}`);
      if (!isObject(raw) || !location) continue;
      const shared = listOf(objectOf(item).parameters);
      const result = operationOf({
        raw,
        shared,
        servers: objectOf(item).servers,
        method,
        path,
        location,
        api: name,
        document,
        tree,
        conventions,
        naming,
        ids,
        calls,
        taken,
        records,
        stateful,
        source,
        cwd,
      });
      const knownFrom = evidence.get(`${method.toUpperCase()} ${path}`);
      operations.push({ ...result.operation, ...(knownFrom && { knownFrom }) });
      problems.push(...result.problems);
      advice.push(...result.advice);
    }
  }
  problems.push(...duplicates(operations, source));
  if (problems.length) throw new SpecError(problems);
  const info = objectOf(root.info);
  const license = licenseOf(info.license);
  const servers = serversOf(root.servers, source.url);
  const errors = errorsOf(source);
  const retired = retirementOf(source, name);
  const sockets = buildSockets(source, name, cwd);
  return {
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
    advice,
    document,
    source: source.url ?? relative(cwd, source.file),
  };
}

function conventionsOf(root: JsonObject): Conventions {
  const given = objectOf(root['x-bitget-spec']);
  return {
    profile: profileOf(root),
    ...(typeof given.envelope === 'string' && { envelope: given.envelope }),
    responses: given.responses === 'open' ? 'open' : 'closed',
  };
}

function assemble(source: Source, paths: JsonObject, sections: ReturnType<Bundler['finish']>): JsonObject {
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
    paths,
    components: Object.fromEntries(Object.entries(components).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function duplicates(operations: Operation[], source: Source): Diagnostic[] {
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
