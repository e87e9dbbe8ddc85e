import { isObject, type JsonObject, listOf } from '../../load/json.js';
import type { Channel, Sockets } from '../../model/sockets/types.js';
import type { Api } from '../../model/types.js';
import { type Check, FACTS } from '../rules/operation-facts.js';
import { pushFacts } from './push-facts.js';
import { below, rawOf, type SocketFinding, type SocketRule } from './socket-rule.js';

const topics: Check = (value) => {
  const words = listOf(value);
  const fine =
    words.length && words.every((word) => typeof word === 'string' && word) && new Set(words).size === words.length;
  return fine ? undefined : 'list the names on the wire, each once: [books, books5]';
};

const REQUIRED: Record<string, Check> = {
  'x-topics': topics,
  'x-permission': FACTS['x-permission'],
  'x-account': FACTS['x-account'],
  'x-effect': FACTS['x-effect'],
  'x-source': FACTS['x-source'],
};

/** Keys that a kind of channel has beside these. */
const OF_KIND: Record<Channel['kind'], Record<string, Check>> = {
  stream: {
    'x-push': (value) =>
      isObject(value) ? undefined : 'say how its pushes are read: { first: snapshot, merge: replace }',
  },
  trade: { 'x-rate-limit': FACTS['x-rate-limit'] },
  session: {},
};

const OPTIONAL: Record<string, Check> = {
  'x-order-id': FACTS['x-order-id'],
  'x-lookup': FACTS['x-lookup'],
  'x-rest': (value) =>
    typeof value === 'string' ? undefined : "name the call that does the same: 'v3:trade.placeOrder'",
  'x-errors': FACTS['x-errors'],
};

/** Each channel says its names on the wire, permission, account kind, effect, source, and how its pushes are read. */
export const channelFacts: SocketRule = (sockets, source, api) => [
  ...sockets.channels.flatMap((channel) => factsOf(channel, rawOf(channel, source))),
  ...twice(sockets),
  ...sockets.channels.flatMap((channel) => [...lookupsOf(channel, api), ...restOf(channel, api)]),
];

function factsOf(channel: Channel, raw: JsonObject): SocketFinding[] {
  const { id, kind, location } = channel;
  const required = { ...REQUIRED, ...OF_KIND[kind] };
  const missing = Object.entries(required)
    .filter(([key]) => raw[key] === undefined)
    .map(([key, check]) => ({ location, what: `${id} does not say its ${key}`, fix: check(null) ?? '' }));
  const wrong = Object.entries(raw).flatMap(([key, value]) => {
    if (!key.startsWith('x-')) return [];
    const check = required[key] ?? OPTIONAL[key];
    const keys = [...Object.keys(required), ...Object.keys(OPTIONAL)].join(', ');
    const fix = check ? check(value) : `rename or remove it; the keys are ${keys}`;
    return fix ? [{ location: below(location, `/${key}`), what: `${key} is not of the closed form`, fix }] : [];
  });
  return [...missing, ...wrong, ...(isObject(raw['x-push']) ? pushFacts(channel, raw['x-push']) : [])];
}

/** Where a lost order is looked up takes the number that it was sent with. */
function lookupsOf({ id, location, orderId, lookups }: Channel, { operations }: Api): SocketFinding[] {
  const number = orderId?.split('.').at(-1);
  if (orderId !== undefined && !lookups?.length)
    return [
      { location, what: `${id} takes ${number}, and has no lookup`, fix: 'name the call that finds it in x-lookup' },
    ];
  return (lookups ?? [])
    .filter(({ operation, by }) => {
      const target = operations.find(({ key }) => key === operation);
      return by !== number || !target?.request.parameters.some(({ name }) => name === by);
    })
    .map(({ operation, by }) => ({
      location: below(location, '/x-lookup'),
      what: `${id} looks in ${operation} by ${by}, which is not how an order of it is found`,
      fix: 'name a call of this API that takes the number of x-order-id',
    }));
}

/** What does the same in REST is an order of this API. */
const restOf = ({ id, location, rest }: Channel, { operations }: Api): SocketFinding[] =>
  rest === undefined || operations.some(({ key, effect }) => key === rest && effect === 'order')
    ? []
    : [
        {
          location: below(location, '/x-rest'),
          what: `${id} does the same as ${rest}, which is no order of this API`,
          fix: 'correct the key',
        },
      ];

/** Two channels of one name on the wire differ in another part of what names a stream, or a push could be of either. */
function twice({ channels }: Sockets): SocketFinding[] {
  const first = new Map<string, Channel>();
  return channels.flatMap((channel) => {
    const streams = channel.topics.flatMap((topic) => productsOf(channel).map((product) => `${topic} of ${product}`));
    const taken = streams.find((stream) => first.has(stream));
    const other = taken === undefined ? undefined : first.get(taken);
    for (const stream of streams) if (!first.has(stream)) first.set(stream, channel);
    if (!other) return [];
    const what = `${taken} is ${other.id} already`;
    return [{ location: below(channel.location, '/x-topics'), what, fix: 'describe a stream in one channel' }];
  });
}

const productsOf = ({ id, args }: Channel): readonly string[] =>
  args.find(({ name }) => name === 'instType')?.values ?? [id.split('.').slice(0, -1).join('.')];
