// Settings of V8 11 (Node 20) for a process that ends in seconds, or works for one at each save.
import { setFlagsFromString } from 'node:v8';

const isV8Of20 = process.versions.v8.startsWith('11.');

/**
 * V8 optimizes a function once it has run for a moment; where thousands run for one, that is a third of the processor time and holds up
 * the rest on two cores, while most of it never pays off. With many times the budget what is optimized runs long. Later ones of V8 have
 * a cheaper compiler in between, and no such flag.
 * @param times - how much of the budget there is, of what there usually is; what runs a second is best off with a few times
 */
export function optimizeLate(times = 16): void {
  if (isV8Of20) setFlagsFromString(`--interrupt-budget=${times * 66 * 1024}`);
}

/**
 * V8 starts with little room, grows it step by step, and looks for garbage at each step; here nearly all that is made stays to the
 * end. Growing at once saves a twentieth to a tenth of the processor time.
 */
export function growAtOnce(): void {
  if (!isV8Of20) return;
  setFlagsFromString('--semi-space-growth-factor=16');
  setFlagsFromString('--min-semi-space-size=16'); // of threads that are started later
  setFlagsFromString('--heap-growing-percent=900');
}
