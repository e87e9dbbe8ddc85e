import type { MockOperation } from '../types.js';

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
  /** HTTP status of the answer, also of one that was lost; 0 while there is none. */
  readonly status: number;
  /** Code of the envelope; `''` while there is none, or if the answer has no envelope. */
  readonly code: string;
  /** Whether the exchange did what was asked, whatever the caller heard of it. */
  readonly accepted: boolean;
  /** Whether the caller was left without an answer: the connection was cut, or hangs. */
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

/** What was asked of the exchange, the last {@link JOURNAL_LENGTH} requests. */
export class Journal {
  #ring: Writable<JournalEntry>[] = [];
  #count = 0;

  /** Opens an entry, to be filled in as the request goes its way. */
  open(method: string, path: string, time: number): Writable<JournalEntry> {
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
    // By number, so that the oldest is where the next one goes.
    this.#ring[(entry.number - 1) % JOURNAL_LENGTH] = entry;
    return entry;
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
    if (key === undefined) {
      this.#ring = [];
      this.#count = 0;
    } else this.#keep(this.#ring.filter((entry) => entry.key !== key));
  }

  #keep(entries: Writable<JournalEntry>[]): void {
    this.#ring = [];
    for (const entry of entries) this.#ring[(entry.number - 1) % JOURNAL_LENGTH] = entry;
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
