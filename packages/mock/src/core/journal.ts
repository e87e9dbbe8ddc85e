import type { MockOperation } from '../types.js';
import type { OrderNumbers } from './order-id.js';

/** One request as the exchange saw it. */
export interface JournalEntry {
  /** Number of the request, from 1. */
  readonly number: number;
  /** When it came, Unix milliseconds by the mock's clock. */
  readonly time: number;
  readonly method: string;
  /** Without query. */
  readonly path: string;
  /** Key of the operation (`v3:trade.placeOrder`); absent for paths that none has. */
  readonly operation: string | undefined;
  readonly effect: MockOperation['effect'] | undefined;
  /** The API key it named, if the mock knows it. */
  readonly key: string | undefined;
  /** The caller's own order number; for batches see `clientOids`. */
  readonly clientOid: string | undefined;
  /** The callers' own order numbers of a batch. */
  readonly clientOids: readonly string[] | undefined;
  /** HTTP status of the response, also of one that was lost; 0 while there is none. */
  readonly status: number;
  /** Code of the envelope; `''` while there is none, or if the response has no envelope. */
  readonly code: string;
  /** Whether the exchange did what was asked, whatever response reached the caller. */
  readonly accepted: boolean;
  /** Whether the caller was left without a response: the connection was cut, or hangs. */
  readonly cut: boolean;
  /** Rules that meddled with it. */
  readonly faults: readonly string[];
}

/** The entry while its request is on the way. */
export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Which entries to list: those that agree with every field given. */
export interface JournalFilter {
  key?: string;
  /** Key of an operation, or a pattern with `*`. */
  operation?: string;
  clientOid?: string;
  accepted?: boolean;
  cut?: boolean;
  code?: string;
  effect?: MockOperation['effect'];
}

/** Requests that are kept; older ones are forgotten. */
export const JOURNAL_LENGTH = 10_000;

/** What the requests that are kept may take together; the oldest are forgotten before it is more. */
const JOURNAL_BYTES = 33_554_432;

/** About what an entry takes without its texts. */
const ENTRY_BYTES = 400;

/** What was asked of the exchange: the last {@link JOURNAL_LENGTH} requests, fewer where their texts are long. */
export class Journal {
  #ring: Writable<JournalEntry>[] = [];
  /** Bytes of each, where it stands in the ring. */
  #sizes: number[] = [];
  #bytes = 0;
  #count = 0;
  /** No older one is kept. */
  #oldest = 1;

  /** @throws RangeError if `most` is no whole number above 0 */
  constructor(private readonly most = JOURNAL_BYTES) {
    if (!Number.isSafeInteger(most) || most < 1)
      throw new RangeError(`[mock] journalBytes: ${most} is no whole number above 0`);
  }

  /**
   * Opens an entry, to be filled in as the request goes its way.
   *
   * @param length of the text that it keeps from being forgotten: a part of a text holds the whole
   */
  open(method: string, path: string, time: number, length = path.length): Writable<JournalEntry> {
    const entry: Writable<JournalEntry> = {
      number: ++this.#count,
      time,
      method,
      path,
      operation: undefined,
      effect: undefined,
      key: undefined,
      clientOid: undefined,
      clientOids: undefined,
      status: 0,
      code: '',
      accepted: false,
      cut: false,
      faults: [],
    };
    this.#drop(entry.number - JOURNAL_LENGTH);
    // By number, so that the oldest is where the next one goes.
    this.#ring[(entry.number - 1) % JOURNAL_LENGTH] = entry;
    this.#grow(entry, ENTRY_BYTES + 2 * length);
    return entry;
  }

  /** Notes the callers' own order numbers, which came in a text of that length. */
  name(entry: Writable<JournalEntry>, { clientOid, clientOids }: OrderNumbers, length: number): void {
    entry.clientOid = clientOid;
    entry.clientOids = clientOids;
    if (clientOid === undefined && clientOids === undefined) return;
    this.#grow(entry, 2 * (clientOids ?? [clientOid ?? '']).reduce((sum, one) => sum + one.length + 12, length));
  }

  #grow({ number }: JournalEntry, by: number): void {
    const place = (number - 1) % JOURNAL_LENGTH;
    if (this.#ring[place]?.number !== number) return;
    this.#sizes[place] = (this.#sizes[place] ?? 0) + by;
    this.#bytes += by;
    while (this.#bytes > this.most && this.#oldest <= this.#count) this.#drop(this.#oldest++);
  }

  #drop(number: number): void {
    const place = (number - 1) % JOURNAL_LENGTH;
    if (this.#ring[place]?.number !== number) return;
    this.#bytes -= this.#sizes[place] ?? 0;
    delete this.#ring[place];
    delete this.#sizes[place];
  }

  /** Plain copies of the entries that agree with the filter, oldest first. */
  list(filter: JournalFilter = {}): JournalEntry[] {
    const fits = matcher(filter);
    return this.#ring
      .filter(fits)
      .sort((left, right) => left.number - right.number)
      .map((entry) => ({ ...entry }));
  }

  /** Forgets everything, or what one API key asked. Numbers go on. */
  clear(key?: string): void {
    if (key !== undefined) {
      for (const entry of this.#ring.filter((one) => one.key === key)) this.#drop(entry.number);
      return;
    }
    this.#ring = [];
    this.#sizes = [];
    this.#bytes = 0;
    this.#count = 0;
    this.#oldest = 1;
  }
}

function matcher({ operation, clientOid, ...filter }: JournalFilter): (entry: JournalEntry) => boolean {
  const named = operation === undefined ? undefined : glob(operation);
  const wanted = Object.entries(filter).filter(([, value]) => value !== undefined);
  return (entry) => {
    if (named && !named(entry.operation ?? '')) return false;
    if (clientOid !== undefined && entry.clientOid !== clientOid && !entry.clientOids?.includes(clientOid))
      return false;
    const fields: Record<string, unknown> = { ...entry };
    return wanted.every(([name, value]) => fields[name] === value);
  };
}

/** Whether a text is what a pattern says, in which `*` stands for any text. */
export function glob(pattern: string): (text: string) => boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return (text) => text === pattern;
  return (text) => {
    // Part by part, as far left as it goes: a regular expression would try every way there is.
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
  };
}
