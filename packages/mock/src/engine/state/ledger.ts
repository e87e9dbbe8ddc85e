import { Log, type OrderedRecords, type Which } from './log.js';

/** Whose records are meant: of some product lines, of one symbol, or of all. */
export interface RecordFilter {
  line?: string | readonly string[] | undefined;
  symbol?: string | undefined;
}

/** What says where a record belongs. */
interface Entry {
  readonly seq: number;
  /** Product line. */
  readonly line: string;
  readonly symbol: string;
}

/** An account's records of one kind, a log for each symbol of each product line. */
export class Ledger<Item extends Entry> {
  private readonly lines = new Map<string, Map<string, Log<Item>>>();

  constructor(private readonly isOpen: (item: Item) => boolean) {}

  add(item: Item): void {
    let symbols = this.lines.get(item.line);
    if (!symbols) {
      symbols = new Map();
      this.lines.set(item.line, symbols);
    }
    let log = symbols.get(item.symbol);
    if (!log) {
      log = new Log(this.isOpen);
      symbols.set(item.symbol, log);
    }
    log.add(item);
  }

  /** To be called once for each record that was open and is no more. */
  end(item: Item): void {
    this.lines.get(item.line)?.get(item.symbol)?.end(item);
  }

  /** What a page of the records of a scope is cut from. */
  sources(scope: RecordFilter, which: Which): OrderedRecords<Item>[] {
    return this.logs(scope).map((log) => log.source(which));
  }

  /** Whether a record of a scope is open. */
  hasOpen(scope: RecordFilter): boolean {
    return this.logs(scope).some(({ open }) => open > 0);
  }

  /** The open records of a scope, oldest first. */
  opened(scope: RecordFilter = {}): Item[] {
    const found = this.logs(scope).flatMap((log) => (log.open > 0 ? log.opened() : []));
    return found.sort((a, b) => a.seq - b.seq);
  }

  /** All records, oldest first. */
  all(): Item[] {
    return this.logs({})
      .flatMap(({ items }) => items)
      .sort((a, b) => a.seq - b.seq);
  }

  private logs({ line, symbol }: RecordFilter): Log<Item>[] {
    const lines = line === undefined ? this.lines.keys() : typeof line === 'string' ? [line] : line;
    return [...lines].flatMap((name) => {
      const symbols = this.lines.get(name);
      if (!symbols) return [];
      if (symbol === undefined) return [...symbols.values()];
      const log = symbols.get(symbol);
      return log ? [log] : [];
    });
  }
}
