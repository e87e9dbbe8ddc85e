import type { Clock, Signer, System } from '@bitget-spec/auth';
import type { Codes, Route } from '@bitget-spec/contract';
import type { AnyRequest, ReadResponse, Send, SignRequest } from '../transport/fetch.js';
import type { AnyResponse } from '../transport/response.js';
import type { CallOptions } from './call-options.js';
import type { Hooks } from './hooks.js';
import type { CancelScope } from './scope.js';
import type { StageName } from './stages.js';

/** Parameters of a call: the query of a GET, otherwise the body. */
export type Args = Readonly<Record<string, unknown>> | readonly unknown[] | undefined;

/** One call of the user's, from beginning to end: every request that is sent for it shares this. */
export interface CallContext {
  readonly route: Route;
  args: Args;
  readonly options: CallOptions;
  /** Set for what `client.http` sends: there is no envelope to open, and the response itself is returned. */
  readonly raw?: Raw | undefined;
  readonly scope: CancelScope;
  /** Requests sent so far. */
  attempts: number;
  /** Milliseconds that the last request was signed with; undefined while nothing has been sent. */
  sentAt?: number | undefined;
  /** The earliest and the latest of all that were sent, whatever was tried after. */
  firstSentAt?: number | undefined;
  lastSentAt?: number | undefined;
  /** When the last one was sent, by a clock that never jumps. */
  sentTick?: number | undefined;
  /** How long after `sentAt` the exchange may take it, milliseconds. @default 30_000, the age of a timestamp */
  readonly validMs?: number | undefined;
  /** An earlier request of this call got a 429. */
  turnedAway?: boolean | undefined;
  /** The last request, as far as it got, and the response's head. */
  request?: AnyRequest | undefined;
  response?: AnyResponse | undefined;
  /** The last request was replied to over a socket. */
  replied?: boolean | undefined;
  /** The exchange's own time of the last response. */
  requestTime?: number | undefined;
}

/** A request of `client.http`. */
export interface Raw {
  /** Gives the request to `send`, and returns the response, read to its end; notes the exchange's time. */
  roundTrip(send: Send, context: CallContext): Promise<AnyResponse>;
  /** The transport. */
  send: Send;
}

/** Makes the call: the next stage, and all after it. */
export type Next = (context: CallContext) => Promise<unknown>;

/** Makes the request of a call, gives it to `send`, and reads the response. */
export type RoundTrip = (context: CallContext, send: Send) => Promise<ReadResponse>;

/** A function of the client's tree. */
export type Call = (args?: Args, options?: CallOptions) => Promise<unknown>;

/** What all calls of a client share. */
export interface Runtime {
  /** Without a slash at its end. */
  baseUrl: string;
  send: Send;
  sign: SignRequest;
  clock: Clock;
  system: System;
  /** Milliseconds that never jump. */
  tick(): number;
  timeoutMs: number;
  signer: Signer | undefined;
  hooks: Hooks;
  codes: Codes;
  /** What all paths begin with: `/api/v3/`. */
  base: string;
  /** Finds a call by method and path. */
  find(method: string, path: string): Route | undefined;
  /**
   * Takes in the line of a call that is made in another way, over a socket for instance, so that it can be resumed.
   * @param base what its path begins with
   */
  adopt(base: string, line: string): void;
  /** Makes a call of the client's own, through all stages. */
  run: Next;
  /** Sends a request of `client.http`, through the stages that wrap those. */
  sendRaw(raw: Raw, route: Route, options: CallOptions): Promise<unknown>;
  /** Removes the client's secrets, and `more`, from text. */
  redact(text: string, more?: string): string;
  /** Makes a call that is no read by `next`, and finds out what became of it; where the client has order outcomes. */
  write?(next: Next, context: CallContext): Promise<unknown>;
  /** The stage that finds out outcomes: of two, the one that was given last. */
  outcomes?: Stage;
  /** Makes a call by `next` in its turn, within the limits of an operation; where the client keeps limits. */
  limited?(next: Next, context: CallContext, route: Route): Promise<unknown>;
  /** Sets the clock, where the client keeps one. @returns whether it was set */
  syncClock?(): Promise<boolean>;
}

/** A stage of a call, which a program may leave out. Given to `use`, in any order. */
export interface Stage {
  /** Its place among the others, see stages.ts. */
  readonly name: StageName;
  /** What it adds to a client in the making. */
  attach?(runtime: Runtime, roundTrip: RoundTrip): Attached;
  /** Wraps every call of one client. */
  wrap?(next: Next, runtime: Runtime): Next;
  /**
   * Whether it wraps every request of `client.http` as well, by another call of `wrap`. These have no arguments in
   * `context`, and return the Response whatever its status.
   */
  readonly http?: true;
  /** Adds members to a call's function. */
  extend?(call: Call, route: () => Route, runtime: Runtime): void;
  /** Ends what the stage keeps running. */
  close?(): void | Promise<void>;
}

/** What a stage adds to a client. */
export interface Attached {
  /** Members of the client. */
  members?: object;
  /** Takes the place of the client's own. */
  roundTrip?: RoundTrip;
}
