import { type RequestFacts, requestLine, streamLine } from '@bitget-spec/contract';
import { callPath } from '@bitget-spec/contract/names';
import { capitalize } from '../model/names.js';
import type { Schema } from '../model/schema/kinds.js';
import { resolved } from '../model/schema/resolved.js';
import { fieldOf, itemOf } from '../model/sockets/channel.js';
import type { Channel, Sockets } from '../model/sockets/types.js';
import type { Api } from '../model/types.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';
import { doc, functionText, interfaceText, longDoc, method, parameter, property } from './print/declarations.js';
import { inComment, inTemplate, key, string } from './print/quote/index.js';
import { wrap } from './print/wrap.js';
import { commonBase, routeLookups } from './route-lookups.js';

/** One level of the socket: channels, and further levels by name. */
interface Group {
  path: string[];
  channels: Channel[];
  groups: Map<string, Group>;
}

/** `socket.ts`: a declared signature for each stream and each way to order, and `createSocket`. */
export function emitSocket(api: Api, sockets: Sockets): EmittedFile {
  const channels = sockets.channels.filter(({ kind }) => kind !== 'session');
  const facts = new Map(channels.flatMap((one) => (one.kind === 'trade' ? [[one, requestFacts(one, api)]] : [])));
  const root = grouped(channels);
  const create = functionText(
    'createSocket(options: SocketOptions = {}): Socket',
    'return connectSocket<Socket>(table, options);',
    longDoc(
      'Makes a socket; it connects with the first stream or order. Public streams need no credentials.\n@throws TypeError for an option that there is not',
    ),
  );
  const interfaces = groupsOf(root).map((group) => interfaceOf(group, sockets, facts));
  const text = `${[...interfaces, create].join('\n\n')}\n`;
  const streams = channels.flatMap((channel) => streamLine(channel) ?? []);
  const requests = [...facts.values()].map(requestLine);
  const used = ['BatchReply', 'BatchRequest', 'OrderOptions', 'OrderReply', 'OrderRequest', 'ParamsRequest']
    .concat('SocketOptions', 'StreamArg', 'StreamOf', 'StreamOptionsOf')
    .filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  return {
    path: 'src/socket.ts',
    text: `${header(sockets.source)}import type {\n${used.map((name) => `  ${name},\n`).join('')}} from '@bitget-spec/websocket';
import { connectSocket, type SocketBase, type SocketTable } from '@bitget-spec/websocket/runtime';
import type { ${requests.length ? 'Requests, ' : ''}Streams } from './channel-types.js';

export * from '@bitget-spec/websocket';
export type * from './channel-types.js';

${text}
/**
 * What names a stream of each channel, what it begins with, what a push does to what came before, and what identifies an item;
 * and each way to order, with where the parts of its frame stand.
 */
const table: SocketTable = {
  base: ${string(`/${api.name}/ws/`)},
  api: ${string(commonBase(api.operations))},
  streams: \`
${inTemplate(streams.join('\n'))}
\`,
  requests: \`
${inTemplate(requests.join('\n'))}
\`,
  routes: () => import('./routes.js'),
};
`,
  };
}

function grouped(channels: Channel[]): Group {
  const root: Group = { path: [], channels: [], groups: new Map() };
  for (const channel of channels) {
    let here = root;
    for (const word of pathOf(channel).slice(0, -1)) {
      const next = here.groups.get(word) ?? { path: [...here.path, word], channels: [], groups: new Map() };
      here.groups.set(word, next);
      here = next;
    }
    here.channels.push(channel);
  }
  return root;
}

/** `private.spot.place-order` → `['private', 'spot', 'placeOrder']` */
const pathOf = ({ id }: Channel): string[] => callPath(id.replaceAll('.', '/'));

const groupsOf = (group: Group): Group[] => [group, ...[...group.groups.values()].flatMap(groupsOf)];

const nameOf = ({ path }: Group) => (path.length ? `${path.map(capitalize).join('')}Channels` : 'Socket');

function interfaceOf(group: Group, { title }: Sockets, facts: Map<Channel, RequestFacts>): string {
  const members = [
    ...[...group.groups.values()].map((inner) => property(key(inner.path.at(-1) ?? ''), nameOf(inner))),
    ...group.channels.map((channel) => {
      const request = facts.get(channel);
      return request ? requestOf(channel, request) : streamOf(channel);
    }),
  ];
  const about = group.path.length ? `Streams and orders under \`${group.path.join('.')}\`.` : `${title}.`;
  const head = group.path.length ? nameOf(group) : `${nameOf(group)} extends SocketBase`;
  return interfaceText(head, members, doc(inComment(about)));
}

function streamOf(channel: Channel): string {
  const types = `Streams[${string(channel.id)}]`;
  const fixed = channel.args.filter(({ values, optional }) => values?.length === 1 && !optional);
  const needed = channel.args.some(({ values, optional }) => values?.length !== 1 && !optional);
  const names = fixed.map(({ name }) => string(name)).join(' | ');
  return method(
    key(pathOf(channel).at(-1) ?? ''),
    [
      parameter('arg', `StreamArg<${types}${names && `, ${names}`}>`, !needed),
      parameter('options', `StreamOptionsOf<${types}>`, true),
    ],
    `StreamOf<${types}>`,
    docOf(channel),
  );
}

function requestOf(channel: Channel, { frame, arg, batch }: RequestFacts): string {
  const types = `Requests[${string(channel.id)}]`;
  const names = (list: readonly string[]) => list.map(string).join(' | ') || 'never';
  const given = arg?.filter(({ value }) => value === undefined).map(({ name }) => name);
  const request = given
    ? `ParamsRequest<${types}, ${names(frame)}, ${names(given)}>`
    : `${batch ? 'BatchRequest' : 'OrderRequest'}<${types}, ${names(frame)}>`;
  return method(
    key(pathOf(channel).at(-1) ?? ''),
    [parameter('request', request), parameter('options', 'OrderOptions', true)],
    `Promise<${batch ? 'BatchReply' : 'OrderReply'}<${types}>>`,
    docOf(channel),
  );
}

/** What editors show of a channel. */
function docOf({ summary, description, topics, kind, link }: Channel): string {
  const parts = [`${summary}.`, description, kind === 'stream' && `On the wire: \`${topics.join('`, `')}\`.`];
  const tags = link ? [`@see ${link}`] : [];
  return longDoc(inComment(wrap([...parts, ...tags].filter(Boolean).join('\n\n'))));
}

const ENVELOPE = new Set(['op', 'id', 'topic', 'args']);
const ENTRY = new Set(['id', 'channel', 'params']);

/** Where the parts of a request stand in its frame. */
function requestFacts({ id, topics, orderId, lookups = [], rest, messages }: Channel, api: Api): RequestFacts {
  const base = commonBase(api.operations);
  const payload = messages.find(({ name }) => name === 'request')?.payload;
  const args = payload && fieldOf(payload, 'args');
  const entry = itemOf(args);
  const inParams = entry && fieldOf(entry, 'params');
  return {
    id,
    topic: topics[0] ?? '',
    frame: namesOf(payload).filter((name) => !ENVELOPE.has(name)),
    arg: inParams
      ? namesOf(entry)
          .filter((name) => !ENTRY.has(name))
          .map((name) => ({ name, value: wordOf(fieldOf(entry, name)), optional: false }))
      : undefined,
    batch: args?.bounds.maxItems !== 1,
    orderId,
    lookups: routeLookups(lookups, base, api),
    rest: api.operations.find(({ key }) => key === rest)?.path.slice(base.length),
  };
}

function namesOf(schema: Schema | undefined): string[] {
  const shape = schema && resolved(schema);
  return shape?.kind === 'object' ? [...shape.properties.keys()] : [];
}

/** The one word that a field takes. */
function wordOf(schema: Schema | undefined): string | undefined {
  const shape = schema && resolved(schema);
  const [word, ...more] = shape?.kind === 'choice' ? shape.words : [];
  return typeof word === 'string' && !more.length ? word : undefined;
}
