import { Signer, socketLogin } from '@bitget-spec/auth';
import { createMockExchange, type MockExchange } from '@bitget-spec/mock';
import type { MemorySocket } from '@bitget-spec/mock/sockets';
import { mock as v2 } from '@bitget-spec/v2/mock';
import { mock as v3 } from '@bitget-spec/v3/mock';
import type { Asked, Described, FromPage, Reply, Watch, Watched } from './exchange.js';
import { awayFrom, tickerOf } from './price.js';
import { TEST_KEY } from './request.js';
import { fieldsOf } from './schema.js';

/** Sockets that are watched, by the page's number. */
const watched = new Map<number, MemorySocket>();

/** The exchange of this page. It lives as long as the site is open: what one page orders, another one finds. */
let exchange: MockExchange = createMockExchange();

addEventListener('message', async ({ data }: MessageEvent<FromPage>) => {
  const { id, asked } = data;
  try {
    postMessage({ id, reply: await reply(asked) });
  } catch (error) {
    postMessage({ id, failed: error instanceof Error ? error.message : String(error) });
  }
});

function reply(asked: Asked): Reply | Promise<Reply> {
  if (asked.type === 'watch') return watch(asked);
  if (asked.type === 'unwatch') return unwatch(asked.watch);
  if (asked.type === 'describe') return waiting(describe(asked.key));
  if (asked.type === 'send') return exchange.handle(asked.request);
  for (const id of watched.keys()) unwatch(id);
  exchange = createMockExchange();
  return undefined;
}

/** Opens a socket of the exchange, logs in where that is wanted, and subscribes; what comes goes to the page as it is. */
async function watch({ watch: id, path, frame }: Watch): Promise<undefined> {
  const { memorySockets } = await import('@bitget-spec/mock/sockets');
  const socket = new (memorySockets(exchange))(`wss://ws.bitget.com${path}`);
  watched.set(id, socket);
  const send = (text: string) => {
    socket.send(text);
    postMessage({ watch: id, sent: text } satisfies Watched);
  };
  socket.onmessage = ({ data }) => {
    postMessage({ watch: id, received: data } satisfies Watched);
    if (/"event":"login"/.test(data)) send(frame);
  };
  socket.onopen = async () => {
    if (!path.endsWith('/private')) return send(frame);
    const args = await socketLogin(new Signer(TEST_KEY), Math.floor(Date.now() / 1000));
    send(JSON.stringify({ op: 'login', args }));
  };
  return undefined;
}

function unwatch(id: number): undefined {
  watched.get(id)?.close();
  watched.delete(id);
  return undefined;
}

function describe(key: string): Described {
  for (const { schemas, operations } of [v2, v3]) {
    const operation = operations.find((candidate) => candidate.key === key);
    if (!operation) continue;
    const { method, path, signed, effect, query, body, request } = operation;
    const list = Array.isArray(request);
    const fields = list
      ? [{ name: 'body', type: 'list, as JSON', required: true, json: true, bare: false, place: 'body' as const }]
      : [...fieldsOf(query, schemas, 'query'), ...fieldsOf(body, schemas, 'body')];
    return { key, method, path, signed, effect, fields, list, hasBody: body !== undefined, example: request };
  }
  throw new Error(`The mock does not know ${key}.`);
}

/** An order whose example would trade at once gets a price at which it waits, so that it can be seen in the book. */
async function waiting(call: Described): Promise<Described> {
  const ticker = tickerOf(call);
  if (!ticker) return call;
  const { body } = await exchange.handle({ method: 'GET', url: ticker });
  return { ...call, example: awayFrom(call.example, body) };
}
