import { parseStream } from '@bitget-spec/contract/sockets/read';
import { expect, test } from 'vitest';
import { inMemory } from '../../test/exchange.js';
import { ORDER, TICKER, world } from '../../test/socket.js';
import { LIMITS, TIMING } from '../socket/options.js';
import type { Runtime } from '../socket/runtime.js';
import { createCounters } from '../socket/status.js';
import { createEndpoint } from './endpoint.js';

function endpoint() {
  const { system, exchange, pass } = world();
  const runtime: Runtime = {
    system,
    tick: system.monotonic,
    open: inMemory(exchange),
    limits: LIMITS,
    timing: TIMING,
    hooks: {},
    counters: createCounters(),
    redact: (text) => text,
    logins: { taken: false, refused: 0 },
    login: async () => ({ frame: '', opening: () => () => {} }),
    syncClock: async () => false,
  };
  return { ...createEndpoint(runtime, 'wss://example.com/', 'public', () => {}), exchange, pass };
}

test('what is requested after the end opens no connection', async () => {
  const { request, close, exchange, pass } = endpoint();
  close();
  let error: unknown;
  request({ text: '{}' }, (thrown) => {
    error = thrown;
  });
  await pass(1_000);
  expect(exchange.peers).toEqual([]);
  expect(error).toMatchObject({ code: 'closed' });
});

test.each([
  ['begins anew where it begins with something', 'snapshot', TICKER, ['subscribe', 'unsubscribe', 'subscribe']],
  ['goes on where it does not', 'none', ORDER, ['subscribe']],
])('a stream that is followed again in the turn in which the last follower left %s', async (_, first, arg, ops) => {
  const { follow, close, exchange, pass } = endpoint();
  const channel = parseStream(`public.test instType,topic,symbol? ${first} upsert id`);
  const says = () => {
    const events: unknown[] = [];
    const onLive = (_topic: object, continuous: boolean, reason: string) => events.push([reason, continuous]);
    return { events, onLive, onPush() {}, onLost() {}, onError() {} };
  };
  const left = follow(channel, arg, says());
  await pass(1_000);
  left.leave();
  const followers = [says(), says()];
  for (const follower of followers) follow(channel, arg, follower);
  await pass(1_000);
  for (const { events } of followers) expect(events).toEqual([['subscribed', true]]);
  expect(exchange.peers.map(({ frames }) => frames.map(({ op }) => op))[0]).toEqual(ops);
  close();
});
