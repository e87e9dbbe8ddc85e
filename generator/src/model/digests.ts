import { digest } from '../digest.js';
import { isObject, type JsonObject, objectOf } from '../load/json.js';
import type { Api, Digests, Operation } from './types.js';

/**
 * Digests of an API's parts: that of an operation is another once anything is another that the model says of it, however many
 * references away, or of what all parts share (the catalogue of codes, servers, kinds of source, where pages stand).
 */
export function digestsOf(api: Api): Digests {
  const { document, sockets } = api;
  const components = new Components(objectOf(document.components), api.readings);
  const shared = sharedBy(api);
  const operations = new Map<Operation, string>();
  for (const operation of api.operations) {
    const raw = JSON.stringify(objectOf(document.paths)[operation.path]);
    const below = components.reachedBy(raw);
    if (below) operations.set(operation, digest(shared, raw, JSON.stringify(namesOf(operation)), ...below));
  }
  return {
    operations,
    ...(sockets && { sockets: digest(shared, JSON.stringify([sockets, [...sockets.readings]], plain)) }),
  };
}

/** What the model says of an operation beside its description. */
function namesOf(operation: Operation) {
  const { id, key, call, typeName, method, file, fidelity, evidence, signed, request, response, knownFrom } = operation;
  const { typeName: takes, flat, optional, parameters, schema: _schema, body: _body, ...sent } = request;
  const known = knownFrom && [knownFrom.operation, [...knownFrom.request], [...knownFrom.response]];
  const names = response.records.map((record) => record.typeName ?? null);
  const { nullWhen } = operation;
  return [
    ...[id, key, call, typeName, method, file, fidelity, evidence, signed, takes, flat, optional, sent],
    ...[parameters.map(({ argument, description }) => [argument, description]), response.typeName, names, known],
    nullWhen && [nullWhen.field, nullWhen.word, nullWhen.leftOut],
  ];
}

/** What any page may say or lead to. */
function sharedBy(api: Api): string {
  const { components: _components, paths: _paths, ...head } = api.document;
  const { name, title, profile, servers, errors, sources, sockets, source } = api;
  const pages = api.operations.map(({ method, path, id, tags }) => [method, path, id, tags[0] ?? null]);
  const channels = sockets?.channels.map(({ id }) => id);
  return digest(
    JSON.stringify([head, name, title, profile, servers, source, [...(errors ?? [])], [...sources], pages, channels]),
  );
}

/** The components of a document, and which of them a text leads to. */
class Components {
  private readonly texts = new Map<string, { text: string; refs: string[] }>();

  constructor(components: JsonObject, readings: Api['readings']) {
    for (const [section, named] of Object.entries(components)) {
      for (const [name, value] of Object.entries(isObject(named) ? named : {})) {
        const reading = section === 'schemas' ? readings.get(name) : undefined;
        const text = JSON.stringify([section, name, reading, value]);
        this.texts.set(`${section}/${name}`, { text, refs: refsIn(text) });
      }
    }
  }

  /** Their texts, in their order; undefined where one is not there. */
  reachedBy(text: string): string[] | undefined {
    const found = new Map<string, string>();
    const open = refsIn(text);
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (found.has(name)) continue;
      const component = this.texts.get(name);
      if (!component) return undefined;
      found.set(name, component.text);
      open.push(...component.refs);
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  }
}

/** `schemas/Price` of `"#/components/schemas/Price"`, wherever it stands in JSON. */
const refsIn = (json: string): string[] => [
  ...new Set([...json.matchAll(/"#\/components\/([^"]+)"/g)].map(([, name = '']) => name)),
];

/** Locations say where a schema is written and not what it says; schemas hold each other, and their JSON says it all. */
const plain = (key: string, value: unknown): unknown =>
  key === 'location' ? undefined : isObject(value) && 'json' in value && 'kind' in value ? value.json : value;
