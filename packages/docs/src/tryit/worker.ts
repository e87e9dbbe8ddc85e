import { createMockExchange, type MockExchange } from '@bitget-spec/mock';
import { mock as v2 } from '@bitget-spec/v2/mock';
import { mock as v3 } from '@bitget-spec/v3/mock';
import type { Asked, Described, FromPage, Reply } from './exchange.js';
import { awayFrom, tickerOf } from './price.js';
import { fieldsOf } from './schema.js';

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
  if (asked.type === 'describe') return waiting(describe(asked.key));
  if (asked.type === 'send') return exchange.handle(asked.request);
  exchange = createMockExchange();
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
