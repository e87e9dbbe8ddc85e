/**
 * Notifies calls when their signal is aborted, by one listener for each signal, which stays: a program may end all its
 * calls with one, and platforms take more than ten listeners for a leak.
 */
export function watchAborts(): (signal: AbortSignal, aborted: () => void) => () => void {
  const known = new WeakMap<AbortSignal, Set<() => void>>();
  return (signal, aborted) => {
    const waiting = known.get(signal) ?? new Set();
    if (!known.has(signal)) {
      known.set(signal, waiting);
      signal.addEventListener('abort', () => {
        for (const notify of waiting) notify();
      });
    }
    waiting.add(aborted);
    return () => waiting.delete(aborted);
  };
}
