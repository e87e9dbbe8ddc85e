/**
 * What goes wrong. `before` and `after` say on which side of the exchange's own work: before, nothing was done;
 * after, it was done (an order was taken) and only the response went wrong.
 */
export type Fault =
  /** The response comes so many milliseconds of real time later. What was asked is done at once. */
  | { delay: number }
  /** The exchange's error, in its envelope. `msg` and `status` follow from the code unless given. */
  | { code: string; msg?: string; status?: number; when?: 'before' | 'after' }
  /** The page of a gateway, no JSON: a proxy's 401, a redirect, a 502. */
  | { status: number; when?: 'before' | 'after' }
  /** The connection dies. After the order was taken: the acknowledgement is lost. */
  | { cut: 'before' | 'after' }
  /** No response ever comes; `true` is `before`. */
  | { hang: true | 'before' | 'after' }
  /** The response's JSON breaks off in the middle. */
  | { malformed: true }
  /** HTTP 200 with no body at all. */
  | { empty: true }
  /** Fields of these names come as bare numbers where they are digits: more of them than a number of JSON's holds. */
  | { bare: readonly string[] }
  /** Optional fields, and those that may be blank, come as `""` (texts only) or as `null` (where the request allows it). */
  | { blank: 'empty' | 'null' }
  /** Every object of the response has fields that no description names. */
  | { extra: true }
  /**
   * The request reaches the exchange so many milliseconds of real time later, and is carried out then although its
   * sender may have given up.
   */
  | { late: number }
  /**
   * The request reaches the exchange twice, the second time so many milliseconds of real time after the first was
   * answered (`apart`, 0 unless given). The caller sees what is said to the `first` or to the `last`.
   */
  | { duplicate: 'first' | 'last'; apart?: number }
  /** The response comes in pieces, so many milliseconds of real time apart, of so many `bytes` (1 unless given). */
  | { drip: number; bytes?: number }
  /**
   * The responses to this and to the next request of the rule change places. It waits so many milliseconds of real time
   * for that, which counts as part of the same event.
   */
  | { swap: number }
  /** A read shows no order and no transfer that is younger than so many milliseconds by the mock's clock. */
  | { lag: number }
  /** A frame of a socket never comes; those after it do. This and the next ones want a channel for `operation`. */
  | { gap: true }
  /** A frame comes twice. */
  | { repeat: true }
  /** From this frame on the streams of the connection are silent, though `ping` is answered still. */
  | { silent: true }
  /** From this frame on nothing comes and nothing arrives, though nothing says that the connection is gone. */
  | { halfOpen: true }
  /** The `code` of a reply comes as text where it is a number as a rule, and the other way round: `"0"` for `0`. */
  | { quoted: true };

/** A rule by which something goes wrong. */
export interface FaultRule {
  /** Name, to remove it by. @default `fault-1`, `fault-2`, … */
  id?: string;
  /**
   * Key of an operation (`v3:trade.placeOrder`) or of a channel of the sockets (`v3:public.books`, `v3:session.login`,
   * `v3:session.subscribe`), or a pattern with `*`.
   *
   * @default every operation, and no channel
   */
  operation?: string;
  /** Only requests of this API key. */
  key?: string;
  /** From 0 to 1; drawn from the mock's seed, for each API key apart. @default 1 */
  probability?: number;
  /** How often it happens before it is used up. @default no end */
  count?: number;
  fault: Fault;
}

/** A rule in force. */
export interface ActiveFault extends FaultRule {
  id: string;
  /** How often it happened. */
  hits: number;
}

/** Rules and how far they are, as plain data. */
export interface FaultsSnapshot {
  made: number;
  entries: { rule: FaultRule & { id: string }; hits: number; draws: [string, number][] }[];
}
