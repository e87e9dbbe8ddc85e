import type { Location } from '../load/source.js';
import { type Change, effectOf } from './change.js';
import { LEVELS, type Level } from './kinds/kind.js';
import type { Side } from './side/side.js';

/** One change, wherever it shows: a type that forty operations share changes once. */
export interface Finding {
  change: Change;
  /** Where it is written, in the head, or in the base where it is gone; counted from 1. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  /** The same change wherever else it shows. */
  readonly others: readonly Change[];
  /** Where that is, as {@link placeOf} writes it. */
  readonly also: string[];
}

/** What a report is about. */
export interface Report {
  base: string;
  head: string;
  findings: Finding[];
  /** Hidden by the ignore file, with the reason. */
  ignored: { finding: Finding; reason: string }[];
  /** What the ignore file says that no longer holds, a line each. */
  warnings: string[];
}

/** `POST /api/v3/trade/place-order, request body, side` */
export const placeOf = ({ subject, part, field }: Change): string => [subject, part, field].filter(Boolean).join(', ');

/** Changes that are one and the same put together, the worst first; their order is kept otherwise. */
export function findingsOf(changes: Change[], base: Side, head: Side): Finding[] {
  const found = new Map<string, { change: Change; others: Change[] }>();
  for (const change of changes) {
    const { kind, level, message, polarity, api } = change;
    const written = keyOf(change.head) ?? keyOf(change.base) ?? '';
    const key = [api, kind, level, message, polarity, written].join('\0');
    const known = found.get(key);
    if (!known) found.set(key, { change, others: [] });
    else if (placeOf(known.change) !== placeOf(change)) known.others.push(change);
  }
  const findings = [...found.values()].map(({ change, others }) => new Located(change, others, base, head));
  return LEVELS.flatMap((level) => findings.filter(({ change }) => effectOf(change) === level));
}

const keyOf = (location: Location | undefined): string | undefined =>
  location && `${location.file}#${location.pointer}`;

/** A finding whose line is looked up when it is asked for: that takes longer than the comparison. */
class Located implements Finding {
  private known: { file?: string; line?: number } | undefined;

  constructor(
    readonly change: Change,
    readonly others: readonly Change[],
    private readonly base: Side,
    private readonly head: Side,
  ) {}

  get also(): string[] {
    return this.others.map(placeOf);
  }

  get file(): string | undefined {
    return this.location.file;
  }

  get line(): number | undefined {
    return this.location.line;
  }

  private get location(): { file?: string; line?: number } {
    const { base, head } = this.change;
    this.known ??= (head && this.head.locate(head)) ?? (base && this.base.locate(base)) ?? {};
    return this.known;
  }
}

/** How many findings there are of each level. */
export function countsOf(findings: Finding[]): Record<Level, number> {
  const counts = { breaking: 0, dangerous: 0, compatible: 0, note: 0 };
  for (const { change } of findings) counts[effectOf(change)]++;
  return counts;
}
