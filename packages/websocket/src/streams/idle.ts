import type { System } from '@bitget-spec/auth';

/**
 * Looks at a stream whenever it may have been quiet for `idleMs`.
 * @param look what there is to do then. @returns for how long it has been quiet, milliseconds
 * @returns what ends it
 */
export function watchIdle(system: System, idleMs: number, look: () => number): () => void {
  let timer: unknown;
  let ended = false;
  const wait = (ms: number) => {
    timer = system.setTimeout(() => {
      const quiet = look();
      if (!ended) wait(quiet >= idleMs ? idleMs : Math.max(1, idleMs - quiet));
    }, ms);
  };
  wait(idleMs);
  return () => {
    ended = true;
    system.clearTimeout(timer);
  };
}
