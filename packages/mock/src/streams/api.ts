import type { ChannelMetadata } from '@bitget-spec/contract';
import { channels as v2Channels } from '@bitget-spec/v2/channels';
import { channels as v3Channels } from '@bitget-spec/v3/channels';
import type { Family } from '../api/shared/refusals.js';
import type { StreamContext } from './context.js';
import type { Source } from './source.js';
import { sources as v2Sources } from './v2/index.js';
import { sources as v3Sources } from './v3/index.js';

type AnySource = (context: StreamContext) => Source;

/** The sockets of one API. */
export interface SocketApi {
  readonly name: 'v2' | 'v3';
  readonly channels: readonly ChannelMetadata[];
  /** What the part is called that names the stream on the wire, and the one that names the market. */
  readonly topic: 'channel' | 'topic';
  readonly symbol: 'instId' | 'symbol';
  /** What makes the streams of a channel, by its id. */
  readonly sources: ReadonlyMap<string, AnySource>;
  /** Whose codes and views its streams have. */
  familyOf(channel: ChannelMetadata): Family;
}

const v3: SocketApi = {
  name: 'v3',
  channels: v3Channels,
  topic: 'topic',
  symbol: 'symbol',
  sources: tableOf(v3Sources),
  familyOf: () => 'v3',
};

const v2: SocketApi = {
  name: 'v2',
  channels: v2Channels,
  topic: 'channel',
  symbol: 'instId',
  sources: tableOf(v2Sources),
  familyOf: ({ id }) => (id.includes('.mix.') ? 'mix' : id.includes('.margin.') ? 'margin' : 'spot'),
};

/** The sockets by what their paths begin with. */
export const SOCKET_APIS: ReadonlyMap<string, SocketApi> = new Map([
  ['v2', v2],
  ['v3', v3],
]);

function tableOf(sources: object): Map<string, AnySource> {
  const entries: [string, unknown][] = Object.entries(sources);
  return new Map(entries.flatMap(([id, source]) => (isSource(source) ? [[id, source]] : [])));
}

// A source gets what its channel's `arg` type says: what has been checked by the channel's metadata.
function isSource(value: unknown): value is AnySource {
  return typeof value === 'function';
}
