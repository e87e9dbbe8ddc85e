// One of several processes that share a limit of 10 in 500 ms: sends 15 requests to nowhere, and prints when.
import { limiter } from '../dist/index.js';
import { redisStore } from '../dist/limits/redis.js';
import { connectCore } from '../dist/runtime.js';

const [port, redisPackage] = process.argv.slice(2);
const { createClient } = await import(redisPackage);
const redis = createClient({ socket: { port: Number(port), host: '127.0.0.1' } });
await redis.connect();

const times = [];
const client = connectCore(
  { base: '/api/v3/', table: 'GET market/tickers public 20/1/ip' },
  {
    use: [limiter({ store: halved(redisStore(redis)) })],
    fetch: async () => {
      times.push(Date.now());
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 30));
      return new Response('{"code":"00000","data":[]}');
    },
  },
);

/** 20 in a second as 10 in half of one. */
function halved(store) {
  const half = (windows) => windows.map(({ key, count, ms }) => ({ key, count: count / 2, ms: ms / 2 }));
  return { ...store, take: (windows, ...rest) => store.take(half(windows), ...rest) };
}

await Promise.all(Array.from({ length: 15 }, () => client.market.tickers()));
redis.destroy();
console.log(JSON.stringify(times));
