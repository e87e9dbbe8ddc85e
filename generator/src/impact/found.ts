import type ts from 'typescript';
import type { Edit } from '../project/edits.js';
import type { Difference } from './changes/differences.js';

/**
 * What a change does to a line. `break`: it no longer compiles, or is refused. `null`: it may now see null or undefined. `case`: it
 * tells the values of an enum apart and lacks the new one. `field`: it reads, sends or passes on a field that is gone. `rename`:
 * what it names has another name.
 */
export const IMPACT_KINDS = ['break', 'null', 'case', 'field', 'rename'] as const;
export type ImpactKind = (typeof IMPACT_KINDS)[number];

/** A line of the project that a change reaches. */
export interface Found {
  kind: ImpactKind;
  /** What of the line, `order.side`. */
  node: ts.Node;
  /** What happens to it, beside what the change says. */
  what: string;
  /** How to mend it. */
  hint: string;
  difference: Difference;
  /** All that it is about, where that is more: a whole `switch`. */
  whole?: ts.Node;
  /** What the compiler says of it, where it says something. */
  diagnostic?: ts.Diagnostic;
  /** True of a choice that has a case for every old word. */
  exhaustive?: boolean;
  /** True where it compiles all the same, and does something else. */
  silent?: boolean;
  /** What mends it, where that is certain. */
  edits?: Edit[];
}

/** What tells it from others of its file, in whichever program it was found. */
export const idOf = ({ node, kind, difference: { is, key, name, words } }: Found): string =>
  [node.getStart(), kind, is, key ?? name, words.join()].join('\0');
