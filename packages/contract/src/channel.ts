import type { AccessMetadata } from './operation.js';
import type { ChannelKind, Fidelity, FirstPush, Merge } from './vocabulary.js';

/** All that a description says of one channel of a socket but the fields of its messages. */
export interface ChannelMetadata extends AccessMetadata {
  kind: ChannelKind;
  /** Whether it is on the private socket, which wants a login first. */
  private: boolean;
  /** What it is called on the wire, `books`, `books5`; a candle channel has a name for each interval. */
  topics: readonly string[];
  /** What names one stream, in the order of the description. Empty where nothing is subscribed. */
  args: readonly ChannelArg[];
  /** How its pushes are read. Streams only. */
  push?: Push;
  /** Key of the operation of REST that does the same, `v3:trade.placeOrder`. Orders only. */
  rest?: string;
  /** How the mock serves it. */
  fidelity: Fidelity;
}

/** A part of what names a stream. */
export interface ChannelArg {
  /** `instType` */
  name: string;
  /** The words that it takes; absent where any text may do, as for a symbol. */
  values?: readonly string[];
  /** True where it may be left out. */
  optional?: true;
}

/** How the pushes of a stream are read. */
export interface Push {
  /** What comes on subscribing. */
  first: FirstPush;
  /** What a push does to what came before; by topic where they differ. */
  merge: Merge | Readonly<Record<string, Merge>>;
  /** Fields that identify an item among those of the stream, `['orderId']`. */
  by?: readonly string[];
  /** Fields that prove that no push is missing. */
  sequence?: Sequence;
  /** How often a push can come, the first that applies; absent where it comes with the event, or no source says. */
  intervals?: readonly PushInterval[];
}

/** Names of the fields of an item that number it. */
export interface Sequence {
  /** `seq` */
  current: string;
  /** The number of the push before, `pseq`. */
  previous?: string;
}

/** The least time between two pushes of a stream. */
export interface PushInterval {
  /** In milliseconds. */
  ms: number;
  /** The longest, in milliseconds, where the exchange states a range. */
  most?: number;
  /** Applies to the streams with these parts only, `{ topic: 'books' }`. */
  arg?: Readonly<Record<string, string>>;
}
