/**
 * Tells calls when their signal is aborted, by one listener for each signal: a program may end all its calls with
 * one, and platforms take more than ten listeners for a leak.
 */
export class Aborts {
  readonly #waiting = new Map<AbortSignal, Waiting>();

  /** Returns what ends the waiting. */
  on(signal: AbortSignal, aborted: () => void): () => void {
    const waiting = this.#waiting.get(signal) ?? this.#listen(signal);
    waiting.calls.add(aborted);
    return () => {
      waiting.calls.delete(aborted);
      if (waiting.calls.size) return;
      this.#waiting.delete(signal);
      signal.removeEventListener('abort', waiting.tell);
    };
  }

  #listen(signal: AbortSignal): Waiting {
    const calls = new Set<() => void>();
    const tell = () => {
      for (const call of calls) call();
    };
    const waiting = { calls, tell };
    this.#waiting.set(signal, waiting);
    signal.addEventListener('abort', tell);
    return waiting;
  }
}

interface Waiting {
  calls: Set<() => void>;
  tell: () => void;
}
