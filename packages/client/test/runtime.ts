import type { Runtime } from '../src/call/stage.js';
import { connectCore } from '../src/runtime.js';
import { type VirtualSystem, virtualSystem } from './virtual.js';

/** A request that came to the exchange. */
export interface Asked {
  /** `trade/order-info` */
  path: string;
  query: Record<string, string>;
  /** When it came: milliseconds since the beginning. */
  at: number;
  /** Aborted once nobody waits for the response any more. */
  signal: AbortSignal | null | undefined;
}

/** The inside of a client in virtual time, before an exchange that is asked only, and what it was asked. */
export function runtimeOf(
  table: string,
  response: (asked: Asked) => unknown,
): { runtime: Runtime; system: VirtualSystem; asked: Asked[] } {
  const system = virtualSystem().drive();
  const asked: Asked[] = [];
  const runtimes: Runtime[] = [];
  connectCore(
    { base: '/api/v3/', table, codes: 'absent 25204' },
    {
      system,
      clock: { offset: 0, now: system.now, monotonic: system.monotonic },
      fetch: async ({ url }, init) => {
        const { pathname, searchParams } = new URL(url);
        const query = Object.fromEntries(searchParams);
        const one = { path: pathname.slice('/api/v3/'.length), query, at: system.monotonic(), signal: init?.signal };
        asked.push(one);
        const given = await response(one);
        return given instanceof Response ? given : Response.json({ requestTime: system.now(), ...Object(given) });
      },
      use: [
        {
          name: 'http',
          attach(runtime) {
            runtimes.push(runtime);
            return {};
          },
        },
      ],
    },
  );
  const [runtime] = runtimes;
  if (!runtime) throw new Error('the client was not made');
  return { runtime, system, asked };
}
