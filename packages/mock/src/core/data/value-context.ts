/** What a value may depend on besides its place: the moment and the request that is answered. */
export interface ValueContext {
  /** Unix milliseconds. */
  now: number;
  /** The request's fields; in a response's list, those of the entry that is answered. */
  request: Readonly<Record<string, unknown>>;
  /** Entries of a batch request, in order; none otherwise. */
  batch: readonly Readonly<Record<string, unknown>>[];
  /** Position within the innermost list. */
  index: number;
  /** The request asks for a page after the first, and the mock's lists have one page only. */
  pastEnd: boolean;
  /** Field of the response that says where the next page begins: `cursor`, `endId`. */
  mark: string | undefined;
  /** Moves the numbers that the exchange assigns, so that two orders do not get one number. */
  salt: number;
}

/** Makes the value of one field. `hash` stands for seed, operation and field path. */
export type Make = (hash: number, scope: ValueContext) => unknown;

// Where a page begins, how long it is: of the request only, a response's namesake means something else.
const NOT_ECHOED = new Set([
  'cursor',
  'idLessThan',
  'limit',
  'pageNo',
  'pageSize',
  'startTime',
  'endTime',
  'requestTime',
]);

/** The request's own value for a field of the response, if it names one. */
export function echoOf(name: string, scope: ValueContext): string | number | boolean | undefined {
  if (NOT_ECHOED.has(name) || !Object.hasOwn(scope.request, name)) return undefined;
  const value = scope.request[name];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}
