import { contentDigest, digest } from '../digest.js';
import { exactJson, isObject, type Json, type JsonObject, objectOf } from '../load/json.js';
import type { Api, Digests, Operation } from './types.js';

/**
 * Digests of an API's parts: that of an operation is another once anything is another that the model says of it, however many
 * references away, or of what all parts share (the catalogue of codes, servers, kinds of source, where pages stand).
 */
export function digestsOf(api: Api): Digests {
  const { document, sockets } = api;
  const paths = objectOf(document.paths);
  const components = Components.of(objectOf(document.components), api.readings);
  const said = api.operations.map((operation) => components.said(operation, objectOf(paths[operation.path])));
  const differ = components.differ || said.some((one) => one.differ);
  const ofAll = said.filter(
    ({ operation: one }) => differ || namesOthers(one, objectOf(objectOf(paths[one.path])[one.method])),
  );
  const isTold = ofAll.every(({ text }) => text !== undefined);
  const shared = digest(sharedBy(api), exactJson(ofAll.map(({ text }) => text)), ...(differ ? components.digests : []));
  const operations = new Map<Operation, string>();
  for (const { operation, text } of isTold ? said : [])
    if (text !== undefined) operations.set(operation, digest(shared, text));
  return {
    operations,
    ...(isTold && { components: digest(shared, ...components.digests) }),
    ...(sockets && { sockets: digest(shared, exactJson([sockets, [...sockets.readings]], plain)) }),
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

/** Whether an operation has names for schemas that stand elsewhere: whatever else leads there is printed with them. */
function namesOthers({ response, nullWhen }: Operation, own: JsonObject): boolean {
  const records = response.records.filter(({ typeName }) => typeName).map(({ schema }) => schema);
  const dependent = nullWhen ? [nullWhen.request, ...nullWhen.fields.map(({ schema }) => schema)] : [];
  return [...records, ...dependent].some(({ json }) => !holds([own.responses ?? null, own], json));
}

const holds = (value: Json, wanted: JsonObject): boolean =>
  value === wanted ||
  (typeof value === 'object' && value !== null && Object.values(value).some((inner) => holds(inner, wanted)));

/** What any page may say or lead to. */
function sharedBy(api: Api): string {
  const { components: _components, paths: _paths, ...head } = api.document;
  const { name, title, profile, servers, errors, sources, sockets, source } = api;
  const pages = api.operations.map(({ method, path, id, tags }) => [method, path, id, tags[0] ?? null]);
  const channels = sockets?.channels.map(({ id }) => id);
  return exactJson([head, name, title, profile, servers, source, [...(errors ?? [])], [...sources], pages, channels]);
}

/** What the model says of an operation, and what its path says. */
interface Said {
  operation: Operation;
  /** Undefined where the path refers to what is not there. */
  text: string | undefined;
  /** Whether its schemas are told from each other by a word. */
  differ: boolean;
}

/** The components of a document, and which of them a text leads to. */
class Components {
  /** Whether schemas are told from each other by a word: then a component says that word, whoever asks for it. */
  readonly differ: boolean;
  private readonly known = new Map<string, { digest: string; refs: string[] }>();
  /** Operations that have not changed are the same objects. */
  private readonly operations = new WeakMap<Operation, Said>();

  private static readonly all = new WeakMap<JsonObject, Components>();

  /** Those of a document, which are the same objects while paths alone change. */
  static of(components: JsonObject, readings: Api['readings']): Components {
    const known = Components.all.get(components) ?? new Components(components, readings);
    Components.all.set(components, known);
    return known;
  }

  private constructor(components: JsonObject, readings: Api['readings']) {
    let differ = false;
    for (const [section, named] of Object.entries(components)) {
      for (const [name, value] of Object.entries(objectOf(named))) {
        const reading = section === 'schemas' ? readings.get(name) : undefined;
        const text = exactJson([section, name, reading, value]);
        this.known.set(`${section}/${name}`, { digest: contentDigest(text), refs: refsIn(text) });
        differ ||= tellsApart(text);
      }
    }
    this.differ = differ;
  }

  /** Of all of them. */
  get digests(): string[] {
    return [...this.known.values()].map(({ digest }) => digest);
  }

  said(operation: Operation, item: JsonObject): Said {
    const known = this.operations.get(operation);
    if (known) return known;
    const json = exactJson(item);
    const path = this.withReached(json);
    const text = path && exactJson([path, ...namesOf(operation)]);
    const said: Said = { operation, text, differ: tellsApart(json) };
    this.operations.set(operation, said);
    return said;
  }

  /** Digest of a text and all that it leads to; undefined where some of that is not there. */
  private withReached(text: string): string | undefined {
    const found = new Map<string, string>();
    const open = refsIn(text);
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (found.has(name)) continue;
      const component = this.known.get(name);
      if (!component) return undefined;
      found.set(name, component.digest);
      open.push(...component.refs);
    }
    return digest(contentDigest(text), ...[...found.values()].sort());
  }
}

const tellsApart = (json: string): boolean => json.includes('"discriminator"');

/** `schemas/Price` of `"#/components/schemas/Price"`, wherever it stands in JSON. */
const refsIn = (json: string): string[] => [
  ...new Set([...json.matchAll(/"#\/components\/([^"]+)"/g)].map(([, name = '']) => name)),
];

/** Locations say where a schema is written and not what it says; schemas hold each other, and their JSON says it all. */
const plain = (key: string, value: unknown): unknown =>
  key === 'location' ? undefined : isObject(value) && 'json' in value && 'kind' in value ? value.json : value;
