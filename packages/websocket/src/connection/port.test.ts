import { execFileSync } from 'node:child_process';
import { Agent } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createExchange, deadPort, type Exchange, listen } from '../../test/exchange.js';
import { CREDENTIALS, ORDER, TABLE, type TestSocket, TICKER } from '../../test/socket.js';
import { connectSocket } from '../socket/connect.js';
import type { SocketOptions } from '../socket/options.js';

/** Real connections over a real port, which are cut as networks cut them. */
describe('over a port', () => {
  let exchange: Exchange;
  let server: Awaited<ReturnType<typeof listen>>;
  const sockets: TestSocket[] = [];

  beforeEach(async () => {
    exchange = createExchange();
    server = await listen(exchange);
  });
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.close();
    await server.close();
  });

  const connect = (options: SocketOptions = {}) => {
    const timing = { backoffMs: 20, maxBackoffMs: 100, overlapMs: 100 };
    const socket = connectSocket<TestSocket>(TABLE, {
      baseUrl: server.url,
      credentials: CREDENTIALS,
      timing,
      ...options,
    });
    sockets.push(socket);
    return socket;
  };

  test('streams go on after every cut, with what is missing said', async () => {
    const socket = connect();
    const states: unknown[] = [];
    const stream = socket.private.order(undefined, {
      onPush: () => {},
      onEvent: (event) => states.push(event.type === 'live' ? event.continuous : event.type),
    });
    await stream.ready();
    for (let cuts = 0; cuts < 5; cuts++) {
      for (const peer of exchange.open) peer.cut();
      await until(() => states.length === 3 + 2 * cuts);
    }
    expect(states).toEqual([true, ...Array.from({ length: 5 }, () => ['lost', false]).flat()]);
    expect(exchange.open.map(({ subscribed }) => [...subscribed.values()])).toEqual([[ORDER]]);
    expect(exchange.violations).toEqual([]);
  });

  test('an agent of Node is asked for the connection, by `ws`', async () => {
    const agent = new Agent({ keepAlive: true });
    let asked = 0;
    const create = agent.createConnection.bind(agent);
    agent.createConnection = (...given) => {
      asked++;
      return create(...given);
    };
    const stream = connect({ agent, baseUrl: server.url.replace('ws:', 'http:') }).public.ticker(TICKER);
    await stream.ready();
    expect(asked).toBe(1);
  });

  test('nobody there is tried again', async () => {
    const socket = connect({ baseUrl: await deadPort() });
    socket.public.ticker(TICKER);
    await until(() => socket.status().counters.dialed > 3);
    expect(socket.status()).toMatchObject({ counters: { ready: 0 }, connections: [{ access: 'public' }] });
  });

  test('a program that closes its socket while a connection opens ends by itself', () => {
    const program = `
      import { Agent } from 'node:http';
      import { connectSocket } from '@bitget-spec/websocket/runtime';
      const onConnection = ({ state }) => state === 'opening' && queueMicrotask(() => socket.close());
      const options = { baseUrl: ${JSON.stringify(server.url)}, agent: new Agent(), onConnection };
      const socket = connectSocket(${JSON.stringify(TABLE)}, options);
      for await (const item of socket.public.ticker(${JSON.stringify(TICKER)})) console.log(item);
      console.log('over');`;
    expect(run(program)).toBe('over\n');
  });

  test('a program that closes its socket ends by itself', () => {
    const program = `
      import { connectSocket } from '@bitget-spec/websocket/runtime';
      const socket = connectSocket(${JSON.stringify(TABLE)}, { baseUrl: ${JSON.stringify(server.url)} });
      const stream = socket.public.ticker(${JSON.stringify(TICKER)});
      setTimeout(() => socket.close(), 50);
      for await (const item of stream) console.log(item);
      console.log('over');`;
    expect(run(program)).toBe('over\n');
  });
});

const run = (program: string) =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
    timeout: 120_000,
  });

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 5));
}
