import type { MockExchange, MockReply } from '@bitget-spec/mock';
import type { Chance } from './chance.js';
import type { Owner, World } from './world.js';

/** What fetch throws in Node when the connection is cut. */
const cut = () =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) });

/**
 * What lies between the clients and the exchange. Every request that has left arrives, also when its sender has given
 * up or died; responses reach only those who still wait.
 */
export class Network {
  /** Most that a way takes beyond the usual, milliseconds. */
  slowMs = 0;

  constructor(
    readonly world: World,
    readonly exchange: MockExchange,
    readonly server: Owner,
    readonly chance: Chance,
  ) {}

  /** The `fetch` of a process. */
  fetchOf(owner: Owner): (request: Request, init?: RequestInit) => Promise<Response> {
    return async (request, init) => {
      const { pathname, search } = new URL(request.url);
      const body = init?.body ? await new Response(init.body).text() : '';
      const signal = init?.signal ?? request.signal;
      const plain = {
        method: request.method,
        url: pathname + search,
        headers: Object.fromEntries(request.headers),
        body,
      };
      return new Promise((resolve, reject) => {
        const deliver = (reply: MockReply) => {
          if (!owner.alive || signal.aborted) return;
          const { lost, delay = 0, drip } = reply.delivery ?? {};
          const pieces = drip ? Math.ceil(reply.body.length / drip.bytes) * drip.ms : 0;
          if (lost === 'hang') return;
          this.world.at(this.server, this.#way() + delay + pieces, () => {
            if (lost) reject(cut());
            else if (request.redirect === 'error' && reply.status > 300 && reply.status < 400)
              reject(new TypeError('fetch failed', { cause: new Error('unexpected redirect') }));
            else resolve(new Response(reply.body, { status: reply.status, headers: reply.headers }));
          });
        };
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        this.world.at(this.server, this.#way(), () => {
          const reply = this.exchange.respond(plain);
          if (reply instanceof Promise) reply.then(deliver);
          else deliver(reply);
        });
      });
    };
  }

  #way(): number {
    return this.chance.whole(1, 30) + this.chance.whole(0, this.slowMs);
  }
}
