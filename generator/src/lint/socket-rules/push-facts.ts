import { FIRST_PUSHES, MERGES } from '@bitget-spec/contract';
import { isObject, type Json, type JsonObject, listOf, objectOf, textsOf } from '../../load/json.js';
import { resolved } from '../../model/schema/resolved.js';
import { fieldOf, pushItemOf } from '../../model/sockets/channel.js';
import type { Channel } from '../../model/sockets/types.js';
import { below, type SocketFinding } from './socket-rule.js';

type Problem = [key: string, what: string, fix: string];

/** `x-push`: in the words of the closed lists, of topics, parts and fields that the channel has. */
export function pushFacts(channel: Channel, push: JsonObject): SocketFinding[] {
  const problems = [
    ...strange(push),
    ...first(push),
    ...merge(channel, push),
    ...fields(channel, push),
    ...listOf(push.intervals).flatMap((interval, index) => lengths(channel, objectOf(interval), `/intervals/${index}`)),
  ];
  return problems.map(([key, what, fix]) => ({ location: below(channel.location, `/x-push${key}`), what, fix }));
}

const KEYS = ['first', 'merge', 'by', 'sequence', 'intervals'];

const strange = (push: JsonObject): Problem[] =>
  Object.keys(push)
    .filter((key) => !KEYS.includes(key))
    .map((key) => [`/${key}`, `${key} is no part of x-push`, `the parts are ${KEYS.join(', ')}`]);

const first = (push: JsonObject): Problem[] =>
  FIRST_PUSHES.some((word) => word === push.first)
    ? []
    : [
        [
          push.first === undefined ? '' : '/first',
          'x-push does not say what comes first',
          `write ${FIRST_PUSHES.join(', ')}`,
        ],
      ];

const isMerge = (word: Json | undefined): boolean => MERGES.some((known) => known === word);

function merge({ topics }: Channel, push: JsonObject): Problem[] {
  const at = push.merge === undefined ? '' : '/merge';
  if (!isObject(push.merge))
    return isMerge(push.merge) ? [] : [[at, 'x-push does not say how pushes merge', `write ${MERGES.join(', ')}`]];
  const merges = push.merge;
  return [
    ...topics
      .filter((topic) => !isMerge(merges[topic]))
      .map((topic): Problem => [at, `x-push does not say how pushes of ${topic} merge`, `write ${MERGES.join(', ')}`]),
    ...Object.keys(merges)
      .filter((topic) => !topics.includes(topic))
      .map((topic): Problem => [`${at}/${topic}`, `no stream is called ${topic}`, 'correct it, or remove it']),
  ];
}

function fields({ messages }: Channel, push: JsonObject): Problem[] {
  const item = pushItemOf(messages);
  const shape = item && resolved(item);
  const columns = shape?.kind === 'tuple' ? shape.cells.length : 0;
  const isThere = (field: string) => fieldOf(item, field) !== undefined || Number(field) < columns;
  const missing = (key: string, names: string[]): Problem[] =>
    names
      .filter((name) => !isThere(name))
      .map((name) => [key, `the data of the pushes has no field ${name}`, 'name fields of an entry of `data`']);
  const { current, previous } = objectOf(push.sequence);
  return [...missing('/by', textsOf(push.by)), ...missing('/sequence', textsOf([current, previous].filter(Boolean)))];
}

function lengths({ args }: Channel, { ms, most, arg }: JsonObject, key: string): Problem[] {
  const isLong = Number(ms) > 0 && (most === undefined || Number(most) > Number(ms));
  const unknown = Object.entries(objectOf(arg)).filter(
    ([name, word]) => !args.find((part) => part.name === name)?.values?.includes(String(word)),
  );
  return [
    ...(isLong
      ? []
      : [[key, 'the interval has no length', 'write { ms: 200 }, or { ms: 200, most: 300 } for a range'] as Problem]),
    ...unknown.map(([name, word]): Problem => {
      const fix = 'name a part of what `subscribe` sends in `args`, and one of its words';
      return [`${key}/arg`, `no stream has ${name}: ${String(word)}`, fix];
    }),
  ];
}
