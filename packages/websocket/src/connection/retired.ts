import type { Runtime } from '../socket/runtime.js';
import { STRAGGLERS_MS } from '../streams/continuity.js';
import type { Line } from './line.js';
import type { Requests } from './requests.js';

/** Connections that others have taken the place of, on which replies may still come. */
export interface Retired {
  /** Ends a connection once it has brought the replies to what was sent on it, or is late with them. */
  add(line: Line): void;
  /** One has ended. */
  delete(line: Line): void;
  close(): void;
}

export function createRetired({ tick }: Runtime, requests: Requests): Retired {
  const lines = new Set<Line>();
  const wait = (line: Line, until: number) => {
    if (tick() >= until || !requests.has(line)) line.end('rollover');
    else line.later(100, () => wait(line, until));
  };
  return {
    add(line) {
      lines.add(line);
      wait(line, tick() + STRAGGLERS_MS);
    },
    delete: (line) => void lines.delete(line),
    close() {
      for (const line of lines) line.end('closed');
    },
  };
}
