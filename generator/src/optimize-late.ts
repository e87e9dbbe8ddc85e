import { setFlagsFromString } from 'node:v8';

/**
 * For a process that ends in seconds, or works for one at each save. V8 11 (Node 20) optimizes a function once it has run for a
 * moment; here that is a third of the processor time and holds up the rest on two cores, while most of it never pays off. With 16
 * times the budget what is optimized runs long. Later ones of V8 have a cheaper compiler in between, and no such flag.
 */
export function optimizeLate(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString(`--interrupt-budget=${16 * 66 * 1024}`);
}
