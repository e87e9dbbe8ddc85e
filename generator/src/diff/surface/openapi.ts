import { escapeKey, isObject, type Json, type JsonObject, listOf, objectOf, textOf } from '../../load/json.js';
import { isRef, type Location, type Source } from '../../load/source.js';
import { Bundler } from '../../model/bundle.js';
import { aliasesOf, errorsOf, exceptionsOf, movesOf, statefulOf } from '../../model/companions.js';
import { hasAloneRefs, SchemaReader } from '../../model/schema/read.js';
import { METHODS } from '../../model/types.js';
import { Operation, serversOf } from './operation.js';
import type { OperationSurface, Surface } from './types.js';

/** Reads an OpenAPI document; nothing in it is refused that can be compared. */
export function openapiSurface(source: Source, name: string): Surface {
  const root = objectOf(source.root);
  const bundler = new Bundler(source, opensResponses(root));
  const locations = new Map<string, Location>();
  const section = (key: 'paths' | 'webhooks'): JsonObject => {
    const items: JsonObject = {};
    for (const [path, value] of Object.entries(objectOf(root[key]))) {
      const found = source.follow({ file: source.file, pointer: `/${key}/${escapeKey(path)}`, value });
      const context = { file: found.file, pointer: found.pointer, direction: bundler.direction('request') };
      items[path] = bundler.node(isRef(found.value) ? {} : found.value, context);
      locations.set(`${key} ${path}`, { file: found.file, pointer: found.pointer });
    }
    return items;
  };
  const paths = section('paths');
  const webhooks = section('webhooks');
  const sections = bundler.finish();
  const components = Object.fromEntries([...sections].map(([key, values]) => [key, Object.fromEntries(values)]));
  const schemas = sections.get('schemas') ?? new Map<string, JsonObject>();
  const { readings, locations: places } = bundler;
  const aloneRefs = hasAloneRefs(root);
  const reader = new SchemaReader({ schemas, readings, locations: places, aloneRefs });
  const document: JsonObject = { components };
  const operations = (key: 'paths' | 'webhooks', items: JsonObject) => {
    const found = new Map<string, OperationSurface>();
    for (const [path, item] of Object.entries(items)) {
      for (const method of METHODS) {
        const raw = objectOf(item)[method];
        const location = locations.get(`${key} ${path}`);
        if (!isObject(raw) || !location) continue;
        const operation = new Operation({
          raw,
          shared: listOf(objectOf(item).parameters),
          servers: serversOf(raw) ?? serversOf(objectOf(item)),
          method,
          path,
          location: { ...location, pointer: `${location.pointer}/${method}` },
          security: root.security,
          document,
          reader,
        });
        found.set(`${method.toUpperCase()} ${withoutNames(path)}`, operation);
      }
    }
    return found;
  };
  const errors = errorsOf(source);
  return {
    name,
    version: textOf(objectOf(root.info).version) ?? '',
    operations: operations('paths', paths),
    webhooks: operations('webhooks', webhooks),
    servers: serversOf(root) ?? [],
    schemes: schemesOf(source),
    reader,
    document,
    aloneRefs,
    location: { file: source.file, pointer: '' },
    companions: {
      ...(errors && { errors }),
      aliases: aliasesOf(source, name),
      exceptions: exceptionsOf(source, name),
      moves: movesOf(source, name),
      stateful: statefulOf(source),
    },
  };
}

/** Whether lists of what is received may grow; descriptions from before November 2026 say `answers` for it. */
const opensResponses = (root: JsonObject): boolean => {
  const { responses, answers } = objectOf(root['x-bitget-spec']);
  return (responses ?? answers) === 'open';
};

/** A path is the same whatever its parameters are called. */
const withoutNames = (path: string): string => path.replaceAll(/\{[^}]*\}/g, '{}');

function schemesOf(source: Source): Map<string, JsonObject> {
  const pointer = '/components/securitySchemes';
  const schemes = objectOf(objectOf(objectOf(source.root).components).securitySchemes);
  const followed = ([name, value]: [string, Json]): [string, JsonObject] => {
    const found = source.follow({ file: source.file, pointer: `${pointer}/${escapeKey(name)}`, value });
    return [name, objectOf(found.value)];
  };
  return new Map(Object.entries(schemes).map(followed));
}
