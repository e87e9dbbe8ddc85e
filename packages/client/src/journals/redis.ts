import { platformSystem } from '@bitget-spec/auth';
import { newClientOid } from '../outcomes/client-oid.js';
import type { Intent } from '../outcomes/intent.js';
import type { Journal } from './journal.js';

export type { Intent } from '../outcomes/intent.js';
export type { Journal } from './journal.js';

/**
 * Sends one command of any client: `(...args) => redis.sendCommand(args)` for node-redis,
 * `(name, ...args) => redis.call(name, ...args)` for ioredis.
 */
export type RedisCommand = (...args: [name: string, ...rest: string[]]) => Promise<unknown>;

export interface RedisJournalOptions {
  /** Whose journal it is: the name of a process, which its successor has, too. */
  name: string;
  /** What its keys begin with. @default 'bitget:' */
  prefix?: string | undefined;
}

/** Does something only while the journal is still this process's. */
const OWNED = (command: string) => `if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
${command}
return 1`;
const NOTE = OWNED("redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])");
const FORGET = OWNED("redis.call('HDEL', KEYS[1], ARGV[2])");

/**
 * A journal in Redis, which outlives the machine as well. It is as lasting as Redis: set `appendfsync always` there, or
 * live with the second that a crash of the server may cost. Whoever opens a name last has it: a process before it can
 * note nothing from then on, and so sends nothing.
 */
export async function redisJournal(
  command: RedisCommand,
  { name, prefix = 'bitget:' }: RedisJournalOptions,
): Promise<Journal> {
  const key = `{${prefix}intents:${name}}`;
  const owner = newClientOid(platformSystem);
  await command('SET', `${key}:owner`, owner);
  const run = async (script: string, ...args: string[]) => {
    const done = await command('EVAL', script, '2', key, `${key}:owner`, owner, ...args);
    if (Number(done) !== 1)
      throw new Error(
        `[@bitget-spec/client] another process has opened this journal, ${key}: give each process a name of its own.`,
      );
  };
  const done = ({ id }: Intent) => run(FORGET, id);
  return {
    async onIntent(intent) {
      await run(NOTE, intent.id, JSON.stringify(intent));
      return () => done(intent);
    },
    async unsettled() {
      const texts = await command('HVALS', key);
      const intents: Intent[] = Array.isArray(texts) ? texts.map((text) => JSON.parse(`${text}`)) : [];
      return intents.sort((one, other) => one.at - other.at);
    },
    done,
    close: async () => {},
  };
}
