import { digits, hashText } from '../../core/hash.js';

/** The kinds of numbers that the exchange assigns; each counts for itself. */
export const NUMBERS = [
  'order',
  'fill',
  'bill',
  'plan',
  'position',
  'transfer',
  'movement',
  'loan',
  'repay',
  'interest',
  'convert',
] as const;
export type NumberKind = (typeof NUMBERS)[number];

/** Where numbers are counted, and what those of a seed begin with. */
export interface Numbered {
  readonly counters: Record<NumberKind, number>;
  prefix: string;
}

export function prefixOf(seed: string): string {
  return digits(hashText(seed), 7, '12');
}

/** The exchange's number of a record: 19 digits that grow with time. */
export function idOf(world: Numbered, kind: NumberKind, seq: number): string {
  return `${startOf(world, kind)}${String(seq).padStart(11, '0')}`;
}

// One digit tells the kinds apart.
const startOf = (world: Numbered, kind: NumberKind) => `${world.prefix}${(NUMBERS.indexOf(kind) + 1) % 10}`;

/** The count behind an id of {@link idOf}; `undefined` for any other text. */
export function seqOf(world: Numbered, kind: NumberKind, id: string): number | undefined {
  const start = startOf(world, kind);
  return id.length === 19 && id.startsWith(start) && /^\d{11}$/.test(id.slice(8)) ? Number(id.slice(8)) : undefined;
}

export function nextSeq(world: Numbered, kind: NumberKind): number {
  world.counters[kind] += 1;
  return world.counters[kind];
}
