import { platformSystem, type System } from '@bitget-spec/auth';
import type { LimitStore, LimitWindow } from './store.js';

/** A client of `redis` (node-redis). */
export interface NodeRedis {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  evalSha(sha: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  scriptLoad(script: string): Promise<string>;
}

/** How a shared store is kept. */
export interface RedisStoreOptions {
  /** What its keys begin with. @default 'bitget:' */
  prefix?: string | undefined;
  /** How often a waiting call asks again, milliseconds. @default 25 */
  pollMs?: number | undefined;
  /** Chance, for tests. @default the platform's */
  system?: Pick<System, 'random'> | undefined;
}

/**
 * Every window is a sorted set of requests by the time from which they count; one under way has a time to come,
 * which ends its lease. Redis runs a script as one step, and its clock is the only one (needs Redis 5 or later).
 * The windows' keys share a hash tag, so that a cluster keeps them together.
 */
const NOW = `local t = redis.call('TIME')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
`;

const TAKE = `${NOW}local wait = 0
for i, key in ipairs(KEYS) do
  local count, ms = tonumber(ARGV[2 * i + 1]), tonumber(ARGV[2 * i + 2])
  wait = math.max(wait, redis.call('PTTL', key .. ':paused'))
  redis.call('ZREMRANGEBYSCORE', key, '-inf', '(' .. (now - ms))
  if redis.call('ZCARD', key) >= count then
    local first = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
    wait = math.max(wait, tonumber(first[2] or now) + ms + 1 - now, 1)
  end
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  redis.call('ZADD', key, now + ARGV[2], ARGV[1])
  redis.call('PEXPIRE', key, math.max(redis.call('PTTL', key), ARGV[2] + ARGV[2 * i + 2] + 1000))
end
return 0`;

const SETTLE = `${NOW}for i, key in ipairs(KEYS) do
  if ARGV[2] == '' then redis.call('ZREM', key, ARGV[1]) else redis.call('ZADD', key, 'XX', now + ARGV[2], ARGV[1]) end
end
return 0`;

const OBSERVE = `${NOW}local count, ms = tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. (now - ms))
local missing = count - tonumber(ARGV[4]) - redis.call('ZCARD', KEYS[1])
for i = 1, missing do redis.call('ZADD', KEYS[1], now, ARGV[1] .. ':' .. now .. ':' .. i) end
if missing > 0 then redis.call('PEXPIRE', KEYS[1], math.max(redis.call('PTTL', KEYS[1]), ms + 1000)) end
return 0`;

const PAUSE = `local key = KEYS[1] .. ':paused'
if redis.call('PTTL', key) < tonumber(ARGV[1]) then redis.call('SET', key, '', 'PX', ARGV[1]) end
return 0`;

/**
 * Counts places in Redis, for many processes on one account: together they keep the same promise as one. Takes a
 * connected client of the package `redis`, which stays yours to close.
 */
export function redisStore(client: NodeRedis, options: RedisStoreOptions = {}): LimitStore {
  const { prefix = 'bitget:', pollMs = 25, system = platformSystem } = options;
  const run = runner(client);
  const keys = (windows: readonly LimitWindow[]) => windows.map(({ key }) => `{${prefix}}${key}`);
  return {
    pollMs,
    async take(windows, id, leaseMs) {
      const sizes = windows.flatMap(({ count, ms }) => [`${count}`, `${ms}`]);
      return Number(await run(TAKE, keys(windows), [id, `${Math.ceil(leaseMs)}`, ...sizes]));
    },
    async settle(windows, id, arrivesMs) {
      await run(SETTLE, keys(windows), [id, arrivesMs === undefined ? '' : `${Math.ceil(arrivesMs)}`]);
    },
    async observe(window, remaining) {
      const id = `seen-${system.random().toString(36).slice(2)}`;
      await run(OBSERVE, keys([window]), [id, `${window.count}`, `${window.ms}`, `${remaining}`]);
    },
    async pause(window, ms) {
      await run(PAUSE, keys([window]), [`${Math.ceil(ms)}`]);
    },
  };
}

/** Sends a script by its hash; in full where the server does not know it (any more). */
function runner(client: NodeRedis) {
  const hashes = new Map<string, Promise<string>>();
  return async (script: string, keys: string[], args: string[]): Promise<unknown> => {
    const options = { keys, arguments: args };
    const hash = hashes.get(script) ?? client.scriptLoad(script);
    hashes.set(script, hash);
    try {
      return await client.evalSha(await hash, options);
    } catch (error) {
      hashes.delete(script);
      if (error instanceof Error && error.message.startsWith('NOSCRIPT')) return client.eval(script, options);
      throw error;
    }
  };
}
