import type { System } from '@bitget-spec/auth';
import type { AccountFacts } from '../core/authenticate.js';
import type { JournalEntry, Writable } from '../core/journal.js';
import type { MockState } from '../core/state.js';
import type { TimeSource } from '../types.js';
import type { SocketApi } from './api.js';
import { type Exchange, StreamContext } from './context.js';
import type { Hub } from './hub.js';
import type { Named } from './names.js';
import type { Source } from './source.js';
import { Stream } from './stream.js';

/** What the connections of an exchange share. */
export interface Parts {
  readonly state: MockState;
  readonly clock: TimeSource;
  /** What connections live by: pings, limits, the pace of pushes. */
  readonly system: System;
  readonly exchange: Exchange;
  readonly hub: Hub;
}

/** What a stream is kept by: two who ask for the same follow the same. */
export function nameOf(api: SocketApi, { channel, arg }: Named, account: AccountFacts | undefined): string {
  return `${api.name} ${channel.private ? (account?.apiKey ?? '') : ''} ${JSON.stringify(arg)}`;
}

const NOTHING: Source = {};

export function streamOf(
  { exchange, clock }: Parts,
  api: SocketApi,
  { channel, arg }: Named,
  account: AccountFacts | undefined,
): Stream {
  const make = api.sources.get(channel.id);
  const owner = channel.private ? account : undefined;
  // A unified account has nothing on v2.
  const foreign = api.name === 'v2' && owner?.mode === 'unified';
  const view = api.name === 'v3' ? 'unified' : 'classic';
  return new Stream({
    channel: channel.key,
    arg,
    account: owner && `${owner.apiKey}/${view}`,
    pace: paceOf(channel, arg),
    make: () => (make && !foreign ? make(new StreamContext(exchange, arg, api.familyOf(channel), owner)) : NOTHING),
    now: () => clock.now(),
  });
}

function paceOf({ push }: Named['channel'], arg: Named['arg']): number | undefined {
  const fits = push?.intervals?.find(({ arg: where = {} }) =>
    Object.entries(where).every(([name, value]) => arg[name] === value),
  );
  return fits?.ms;
}

/** A line in the journal for a message. @param method what the message asks for */
export function noteOf({ state, clock }: Parts, path: string, channel: string, method: string): Writable<JournalEntry> {
  const seen = state.journal.open(method, path, clock.now(), 0);
  seen.operation = channel;
  seen.effect = 'read';
  return seen;
}
