import type { Runtime } from '../socket/runtime.js';
import type { Topic } from '../streams/topic.js';
import { type Connection, isLive } from './connection.js';
import { createOverlap, type Overlap } from './overlap.js';

/** Another connection is about to take over from one, without a gap. */
export interface Handover {
  readonly next: Connection;
  readonly overlap: Overlap;
  /** The old connection has brought all that was sent until everything was live on the new one. */
  readonly proven: boolean;
  /** The new one is ready. */
  onReady(): void;
  /** Something has become live on one of them: takes over soon, once all is live on the new one. */
  check(): void;
}

export interface HandoverHost {
  current(): Connection | undefined;
  /** What the new connection has to carry: what is live on the old one. What is live nowhere holds nothing up. */
  carried(): Topic[];
  takeOver(): void;
}

/** How often a book's snapshot is waited for before another connection takes over without. */
const PATIENCE = 5;
/** How long another connection may take to carry what the old one carries before it takes over with what it has. */
const OVERDUE_MS = 30_000;

export function createHandover({ timing }: Runtime, next: Connection, host: HandoverHost): Handover {
  const overlap = createOverlap();
  /** As many pongs say that the old connection has brought all. */
  let proof = Infinity;
  let overdue = false;

  /** The old one may have ended meanwhile. */
  const isOver = () => host.current() === next;
  const isAllLive = () => next.line.ready && (overdue || host.carried().every((topic) => isLive(next, topic)));

  const check = () => {
    const old = host.current();
    if (!old || !isAllLive()) return;
    proof = old.line.ping();
    settle(PATIENCE);
  };

  /** Both run side by side for a while. */
  const settle = (patience: number) =>
    next.line.later(timing.overlapMs, () => {
      if (isOver() || !isAllLive()) return;
      const isWhole = handover.proven && host.carried().every(overlap.isWhole);
      if (patience && !isWhole) settle(patience - 1);
      else host.takeOver();
    });

  const onOverdue = () => {
    if (isOver()) return;
    const due = host.carried();
    // what works is not given up for what doesn't
    if (due.length && !due.some((topic) => isLive(next, topic))) return next.line.end('timeout');
    overdue = true;
    check();
  };

  const handover: Handover = {
    next,
    overlap,
    /** A connection whose other side is gone looks well for a while; then it has not brought what the new one did not yet. */
    get proven() {
      return (host.current()?.line.pongs ?? 0) >= proof;
    },
    onReady: () => next.line.later(OVERDUE_MS, onOverdue),
    check,
  };
  return handover;
}
