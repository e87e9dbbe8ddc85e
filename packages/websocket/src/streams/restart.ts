import type { Runtime } from '../socket/runtime.js';
import type { Topic } from './topic.js';

/** A stream that was asked for anew and went on for so long is well. */
const CALM_MS = 60_000;

/** Has a topic asked for anew by `run`: at once, and later each time that it does not go on well. */
export function restartSoon(
  { tick, timing }: Runtime,
  topic: Topic,
  later: (ms: number, run: () => void) => void,
  run: () => void,
): void {
  if (tick() - topic.restartedAt > CALM_MS) topic.restarts = 0;
  if (topic.restarting) return;
  topic.restarting = true;
  later(topic.restarts ? Math.min(timing.maxBackoffMs, timing.backoffMs * 2 ** topic.restarts) : 0, () => {
    topic.restarting = false;
    topic.restarts++;
    topic.restartedAt = tick();
    run();
  });
}
