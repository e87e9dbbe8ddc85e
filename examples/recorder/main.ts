import { setTimeout as sleep } from 'node:timers/promises';
import { createMockExchange } from '@bitget-spec/mock';
import { createClient, limiter } from '@bitget-spec/v3';
import { type Recording, record } from './record.ts';

// `--live` asks the exchange itself: candles need no key.
const live = process.argv.includes('--live');
const bitget = createClient({ limits: limiter(), ...(!live && { fetch: createMockExchange().fetch }) });
const recording: Recording = {
  category: 'USDT-FUTURES',
  symbol: 'BTCUSDT',
  interval: '1m',
  file: 'BTCUSDT-1m.jsonl',
  since: Date.now() - 24 * 3_600_000,
};

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
while (!stop.signal.aborted) {
  const written = await record(bitget, recording, Date.now());
  if (written) console.log(`${written} candles to ${recording.file}`);
  await sleep(10_000, undefined, { signal: stop.signal }).catch(() => {});
}
await bitget.close();
