/** Holds what the sockets of the mock send against the description: `generated/vN/asyncapi.json`. */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { isRecord } from '../src/core/schema.js';

interface Document {
  channels: Record<string, Channel>;
  components: { schemas: Record<string, unknown>; messages: Record<string, { payload: unknown }> };
}
interface Channel {
  'x-topics': string[];
  messages: Record<string, unknown>;
}

const documents = new Map(['v2', 'v3'].map((api) => [api, readDocument(api)]));
const validators = new Map<string, ValidateFunction>();
const ajv = new Ajv({ strict: false, validateFormats: false, logger: false });

function readDocument(api: string): Document {
  return JSON.parse(readFileSync(new URL(`../../../generated/${api}/asyncapi.json`, import.meta.url), 'utf8'));
}
for (const [api, document] of documents) ajv.addSchema({ $id: api, ...document }, api);

/** The channel that a push belongs to. */
function channelOf(api: string, arg: Record<string, unknown>): string | undefined {
  const topic = String(arg.topic ?? arg.channel);
  const found = Object.entries(documents.get(api)?.channels ?? {}).filter(
    ([, channel]) => channel['x-topics'].includes(topic) && 'push' in channel.messages,
  );
  const [only] = found;
  if (found.length === 1) return only?.[0];
  return found.find(([id]) => id.includes(arg.instType === 'SPOT' ? '.spot.' : '.mix.'))?.[0];
}

/** What is wrong with a frame that the mock sent; nothing where it is as described. */
export function frameErrors(api: string, text: string): string[] {
  if (text === 'pong') return [];
  const frame: unknown = JSON.parse(text);
  if (!isRecord(frame)) return [`no object: ${text}`];
  const document = documents.get(api);
  if (!document) return [`no API ${api}`];
  if (frame.event === undefined) {
    const id = isRecord(frame.arg) ? channelOf(api, frame.arg) : undefined;
    if (id === undefined) return [`no channel: ${text}`];
    return [
      ...against(api, `/channels/${escaped(id)}/messages/push/payload`, frame),
      ...undeclared(document, id, frame),
    ];
  }
  return against(api, pointerOf(document, api, frame), frame);
}

function pointerOf(document: Document, api: string, frame: Record<string, unknown>): string {
  const version = api.toUpperCase();
  const shared = (name: string) => `/components/messages/${name}/payload`;
  if (frame.event === 'login') return shared('loggedIn');
  if (frame.event === 'subscribe' || frame.event === 'unsubscribe') return shared(`subscribed${version}`);
  if (frame.event === 'error') return shared('id' in frame ? `tradeRefused${version}` : `refused${version}`);
  const [asked] = Array.isArray(frame.arg) ? frame.arg : [];
  const topic = frame.topic ?? (isRecord(asked) ? asked.channel : undefined);
  const id = Object.entries(document.channels).find(
    ([name, channel]) =>
      channel['x-topics'].some((one) => one === topic) &&
      (api === 'v3' || name.includes(isRecord(asked) && asked.instType === 'SPOT' ? '.spot.' : '.mix.')),
  )?.[0];
  return `/channels/${escaped(id ?? '')}/messages/reply/payload`;
}

const escaped = (id: string) => id.replaceAll('~', '~0').replaceAll('/', '~1');

function against(api: string, pointer: string, frame: unknown): string[] {
  const name = `${api}#${pointer}`;
  let validate = validators.get(name);
  if (!validate) {
    validate = ajv.compile({ $ref: name });
    validators.set(name, validate);
  }
  if (validate(frame)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${name} ${instancePath}: ${message}`);
}

/** Fields of a push's items that its channel does not declare. */
function undeclared(document: Document, id: string, frame: Record<string, unknown>): string[] {
  const known = new Set(propertiesOf(document, itemOf(document, id)));
  if (known.size === 0) return [];
  const items = Array.isArray(frame.data) ? frame.data : [frame.data];
  return items.filter(isRecord).flatMap((item) =>
    Object.keys(item)
      .filter((name) => !known.has(name))
      .map((name) => `${id}: ${name} is not declared`),
  );
}

function itemOf(document: Document, id: string): unknown {
  const push = document.channels[id]?.messages.push;
  const data = fieldOf(document, isRecord(push) ? push.payload : undefined, 'data');
  const list =
    isRecord(data) && Array.isArray(data.anyOf) ? data.anyOf.find((one) => isRecord(one) && one.items) : data;
  return isRecord(list) ? list.items : undefined;
}

function parts(document: Document, schema: unknown): Record<string, unknown>[] {
  if (!isRecord(schema)) return [];
  const { $ref, allOf } = schema;
  const target = typeof $ref === 'string' ? document.components.schemas[$ref.split('/').at(-1) ?? ''] : undefined;
  return [schema, ...[target, ...(Array.isArray(allOf) ? allOf : [])].flatMap((one) => parts(document, one))];
}

function fieldOf(document: Document, schema: unknown, name: string): unknown {
  for (const { properties } of parts(document, schema))
    if (isRecord(properties) && name in properties) return properties[name];
  return undefined;
}

function propertiesOf(document: Document, schema: unknown): string[] {
  return parts(document, schema).flatMap(({ properties }) => (isRecord(properties) ? Object.keys(properties) : []));
}
