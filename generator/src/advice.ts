import { count } from './commands/count.js';
import type { Diagnostic } from './load/diagnostic.js';

/** `12 warnings (struct 9, description 3); …` */
export function adviceSummary(advice: Diagnostic[]): string {
  const counts = new Map<string, number>();
  for (const { rule = 'description' } of advice) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const parts = [...counts].sort(([, a], [, b]) => b - a).map(([rule, number]) => `${rule} ${number}`);
  return `${count(advice.length, 'warning')} (${parts.join(', ')}); \`bitget-spec lint FILE\` prints each`;
}
