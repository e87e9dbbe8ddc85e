import { setTimeout as sleep } from 'node:timers/promises';
import { fileJournal } from '@bitget-spec/client/file-journal';
import { createMockExchange } from '@bitget-spec/mock';
import { createClient, credentialsFromEnv, limiter } from '@bitget-spec/v3';
import { GridBot } from './bot.ts';

// Without a key of yours, the exchange is a mock in this process.
const hasKey = Boolean(process.env.BITGET_API_KEY);
const journal = await fileJournal('grid-intents.jsonl');
const bitget = createClient({
  ...(hasKey
    ? { credentials: credentialsFromEnv(), demo: true } // a demo key; for real money leave `demo` out
    : {
        credentials: { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' },
        fetch: createMockExchange().fetch,
      }),
  limits: limiter(),
  onIntent: journal.onIntent, // every order is noted before it leaves
});

// What a process before this one sent and never heard of.
for (const { intent, attempted } of await bitget.resume(await journal.unsettled())) {
  for (const { clientOid, state } of attempted) console.log(`${clientOid} of an earlier run: ${state}`);
  await journal.done(intent);
}

const [ticker] = await bitget.market.tickers({ category: 'SPOT', symbol: 'BTCUSDT' });
const price = Number(ticker?.lastPrice);
const bot = new GridBot(bitget, {
  category: 'SPOT',
  symbol: 'BTCUSDT',
  lower: price * 0.99,
  upper: price * 1.01,
  lines: 9,
  qty: '0.001',
  run: Date.now().toString(36),
});

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
try {
  await bot.start();
  while (!stop.signal.aborted) {
    await sleep(2_000, undefined, { signal: stop.signal }).catch(() => {});
    if (!stop.signal.aborted) await bot.step();
  }
} finally {
  // Whatever ended it, its orders do not stay behind; what can't be known stands in the journal.
  await bot.stop();
  await bitget.close();
  await journal.close();
}
