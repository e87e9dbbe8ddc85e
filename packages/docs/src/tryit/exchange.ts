import type { MockReply, MockRequest } from '@bitget-spec/mock';
import type { Field } from './schema.js';

export type { Field } from './schema.js';

/** A call as the form needs it. */
export interface Described {
  key: string;
  method: string;
  path: string;
  signed: boolean;
  effect: string;
  fields: Field[];
  /** True where the body is a list, which stands in the one field `body`. */
  list: boolean;
  hasBody: boolean;
  example?: unknown;
}

export type Request = Pick<MockRequest, 'method' | 'url' | 'body'> & { headers: Record<string, string> };
/** A stream to be watched. */
export interface Watch {
  /** Number of the page's own. */
  watch: number;
  /** `/v3/ws/public` */
  path: string;
  /** What subscribes. */
  frame: string;
}
/** A frame of a watched stream. */
export type Watched = { watch: number } & ({ sent: string } | { received: string });
export type Asked =
  | { type: 'describe'; key: string }
  | { type: 'send'; request: Request }
  | ({ type: 'watch' } & Watch)
  | { type: 'unwatch'; watch: number }
  | { type: 'forget' };
export type Reply = Described | MockReply | undefined;
export interface FromPage {
  id: number;
  asked: Asked;
}

let worker: Worker | undefined;
let count = 0;
const watchers = new Map<number, (frame: Watched) => void>();
const waiting = new Map<number, { resolve: (reply: unknown) => void; reject: (error: Error) => void }>();

/** Asks the exchange in the worker, which starts with the first question. */
function ask<R extends Reply>(asked: Asked): Promise<R> {
  worker ??= start();
  const id = ++count;
  return new Promise<R>((resolve, reject) => {
    waiting.set(id, { resolve: (reply) => resolve(reply as R), reject });
    worker?.postMessage({ id, asked } satisfies FromPage);
  });
}

interface Replied {
  id: number;
  reply?: unknown;
  failed?: string;
}

function start(): Worker {
  const started = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'mock-exchange' });
  started.addEventListener('message', ({ data }: MessageEvent<Watched | Replied>) => {
    if ('watch' in data) {
      watchers.get(data.watch)?.(data);
      return;
    }
    const { id, reply, failed } = data;
    const asker = waiting.get(id);
    waiting.delete(id);
    if (failed === undefined) asker?.resolve(reply);
    else asker?.reject(new Error(failed));
  });
  started.addEventListener('error', (event) => {
    event.preventDefault();
    for (const { reject } of waiting.values())
      reject(new Error('The mock exchange could not be started in this browser.'));
    waiting.clear();
    worker = undefined;
  });
  return started;
}

/** What a call takes. */
export const describe = (key: string): Promise<Described> => ask<Described>({ type: 'describe', key });

/** Sends a request to the exchange of this page. */
export const handle = (request: Request): Promise<MockReply> => ask<MockReply>({ type: 'send', request });

/** Throws the exchange away: no orders, fresh balances. */
export const forget = (): Promise<undefined> => ask<undefined>({ type: 'forget' });

/**
 * Follows a stream of the exchange of this page.
 *
 * @returns what ends it
 * @throws Error if the exchange does not start
 */
export async function watch(path: string, frame: string, onFrame: (frame: Watched) => void): Promise<() => void> {
  const id = ++count;
  watchers.set(id, onFrame);
  await ask<undefined>({ type: 'watch', watch: id, path, frame });
  return () => {
    watchers.delete(id);
    void ask<undefined>({ type: 'unwatch', watch: id });
  };
}
