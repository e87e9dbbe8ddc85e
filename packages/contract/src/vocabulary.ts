/** The closed lists of words by which the description speaks of operations; the lint takes no others. */

/** What a call does: `order` can place, change or cancel orders, `funds` moves money, `write` changes anything else. */
export const EFFECTS = ['read', 'write', 'order', 'funds'] as const;
export type Effect = (typeof EFFECTS)[number];

/** Whose requests count towards a limit; `unknown` where no source says. */
export const LIMIT_SCOPES = ['uid', 'ip', 'unknown'] as const;
export type LimitScope = (typeof LIMIT_SCOPES)[number];

/** Kinds of account whose keys may call an operation. */
export const ACCOUNTS = ['classic', 'unified', 'any'] as const;
export type AccountKind = (typeof ACCOUNTS)[number];

/** How a list goes on: from an id, from a cursor that the response gives, by page number, by time range. */
export const PAGING_STYLES = ['idLessThan', 'cursor', 'page', 'window'] as const;
export type PagingStyle = (typeof PAGING_STYLES)[number];

/** What became of a write whose response has a code. */
export const OUTCOMES = ['taken', 'not-taken', 'unknown'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What a fact is known from: the exchange's pages, live responses, or maintained clients alone. */
export const SOURCES = ['documented', 'live', 'client'] as const;
export type EvidenceSource = (typeof SOURCES)[number];

/** How the mock responds to a call: it keeps state, so that earlier calls show, or makes up what fits the schema. */
export const FIDELITIES = ['stateful', 'validated'] as const;
export type Fidelity = (typeof FIDELITIES)[number];

/** What a business code is about. */
export const ERROR_KINDS = [
  'success',
  'authentication',
  'permission',
  'account',
  'clock',
  'rate-limit',
  'parameter',
  'symbol',
  'order',
  'position',
  'balance',
  'price',
  'size',
  'duplicate',
  'not-found',
  'unknown-outcome',
  'unavailable',
  'transfer',
  'loan',
  'copy',
  'subaccount',
  'other',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** What a channel of a socket is for: data that is subscribed, orders that are replied to, the connection itself. */
export const CHANNEL_KINDS = ['stream', 'trade', 'session'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** What a stream sends on subscribing: all there is, nothing until something happens, or `unknown` where no source says. */
export const FIRST_PUSHES = ['snapshot', 'none', 'unknown'] as const;
export type FirstPush = (typeof FIRST_PUSHES)[number];

/**
 * What a push does to what came before. `replace`: takes its place. `upsert`: each item takes the place of the one with
 * the same `by`, or is new. `append`: each item is new. `levels`: a snapshot replaces the book, an update its levels.
 */
export const MERGES = ['replace', 'upsert', 'append', 'levels'] as const;
export type Merge = (typeof MERGES)[number];
