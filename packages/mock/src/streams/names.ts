import type { ChannelMetadata } from '@bitget-spec/contract';
import { isRecord } from '../core/schema.js';
import type { World } from '../engine/index.js';
import type { SocketApi } from './api.js';

/** A stream that was named well. */
export interface Named {
  readonly channel: ChannelMetadata;
  /** The parts that name it, and no others, in the order of the description. */
  readonly arg: Readonly<Record<string, string>>;
}

/** Why an entry of a subscription is not taken. */
export interface NotNamed {
  readonly code: '30001' | '30016';
}

/** The stream that an entry of a subscription names, on one of the two sockets. */
export function streamNamed(api: SocketApi, isPrivate: boolean, entry: unknown, world: World): Named | NotNamed {
  if (!isRecord(entry)) return { code: '30016' };
  const topic = entry[api.topic];
  const called = api.channels.filter(
    (channel) =>
      channel.kind === 'stream' && channel.private === isPrivate && channel.topics.some((one) => one === topic),
  );
  // Of several channels of one name, `instType` says which.
  const channel = called.find(({ args }) =>
    takes(args.find(({ name }) => name === 'instType')?.values, entry.instType),
  );
  if (!channel) return { code: '30001' };
  const arg: Record<string, string> = {};
  for (const { name, values, optional } of channel.args) {
    const value = entry[name];
    if (value === undefined && optional) continue;
    if (typeof value !== 'string' || value === '') return { code: '30016' };
    const fits = name === api.symbol && !values ? value === 'default' || isListed(world, value) : takes(values, value);
    if (!fits) return { code: '30001' };
    arg[name] = value;
  }
  return { channel, arg };
}

function takes(values: readonly string[] | undefined, value: unknown): boolean {
  return values === undefined || values.some((one) => one === value);
}

// Shares that are traded elsewhere have names of their own.
const SHARE = /^R[A-Z]+USDT$/;

/** Whether a symbol exists, on whatever product line: under the wrong one a stream is acknowledged and stays silent. */
function isListed(world: World, symbol: string): boolean {
  if (SHARE.test(symbol)) return true;
  for (const { instrument } of world.venues.values()) if (instrument.symbol === symbol) return true;
  return false;
}
