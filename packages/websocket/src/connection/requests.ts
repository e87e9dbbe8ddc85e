import type { Line, Outgoing } from './line.js';

/** A request that waits for a connection, or for its reply. */
interface Request {
  frame: Outgoing;
  line?: Line;
  onEnd(error?: Error): void;
}

/** The requests of a link: each leaves on one connection, once. */
export interface Requests {
  readonly size: number;
  /** @returns what ends the wait for a connection and for the end; false where it had ended */
  add(frame: Outgoing, onEnd: (error?: Error) => void): () => boolean;
  /** Gives all that wait to a connection that is ready. */
  give(line: Line | undefined): void;
  /** Whether a reply may come on a connection. */
  has(line: Line): boolean;
  /** Ends those that were sent on a connection which has ended, or all that no connection will be made for. */
  end(line: Line | undefined, error?: Error): void;
}

export function createRequests(): Requests {
  const requests = new Set<Request>();
  return {
    get size() {
      return requests.size;
    },
    add(frame, onEnd) {
      const request: Request = { frame, onEnd };
      requests.add(request);
      return () => {
        frame.dropped = true;
        return requests.delete(request);
      };
    },
    give(line) {
      if (!line?.ready) return;
      for (const request of requests) {
        if (request.line) continue;
        request.line = line;
        line.send(request.frame, true);
      }
    },
    has: (line) => [...requests].some((request) => request.line === line),
    end(line, error) {
      for (const request of [...requests]) {
        if (request.line !== line) continue;
        requests.delete(request);
        request.onEnd(error);
      }
    },
  };
}
