import { count } from './commands/count.js';
import type { Diagnostic } from './load/diagnostic.js';

/** How often each rule warned of a description: it is not ours, and nothing stops for it. */
export type Advice = Readonly<Record<string, number>>;

export function adviceOf(warnings: Diagnostic[]): Advice {
  const counts: Record<string, number> = {};
  for (const { rule = 'description' } of warnings) counts[rule] = (counts[rule] ?? 0) + 1;
  return counts;
}

/** `12 warnings (struct 9, description 3); …` of several descriptions; undefined where there are none. */
export function adviceSummary(all: Advice[]): string | undefined {
  const counts = new Map<string, number>();
  for (const [rule, number] of all.flatMap((one) => Object.entries(one)))
    counts.set(rule, (counts.get(rule) ?? 0) + number);
  if (!counts.size) return undefined;
  const sum = [...counts.values()].reduce((total, number) => total + number, 0);
  const parts = [...counts].sort(([, a], [, b]) => b - a).map(([rule, number]) => `${rule} ${number}`);
  return `${count(sum, 'warning')} (${parts.join(', ')}); \`bitget-spec lint FILE\` prints each`;
}
