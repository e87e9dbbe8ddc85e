import { worker } from '../../lib/worker.mjs';
import { BARE, commands, cpuOf, OURS, PRISM, start } from './servers.mjs';

/** @typedef {import('../../lib/interleave.mjs').Candidate} Candidate */

export const CONNECTIONS = 16;
/** Calls of each run: enough to last about a second. @type {Record<string, number>} */
export const CALLS = { [OURS]: 12_000, [PRISM]: 400, [BARE]: 12_000 };
export const OPEN = 100_000;
export const FILLS = 1_000_000;
export const PLACED = 3_000;

/** @type {[kind: import('./requests.mjs').Kind, title: string, who: string[]][]} */
export const KINDS = [
  ['time', 'GET server time', [OURS, PRISM, BARE]],
  ['tickers', 'GET tickers, validated', [OURS, PRISM, BARE]],
  ['rest', 'POST place-order, it waits', [OURS, PRISM, BARE]],
  ['fill', 'POST place-order, it trades', [OURS]],
];

const script = (/** @type {string} */ name) => new URL(name, import.meta.url);

export const nameOf = (/** @type {string} */ title, /** @type {string} */ server) => `${title} | ${server}`;

/**
 * Requests a second, 16 connections, from a process of its own.
 * @param {string} folder
 * @returns {Candidate[]}
 */
export function requests(folder) {
  const servers = new Map(
    Object.entries(commands(folder)).map(([name, command]) => [name, lazily(() => start(command))]),
  );
  const loader = lazily(async () => worker(script('loader.mjs')));
  const running = (/** @type {string} */ who) => servers.get(who)?.get() ?? Promise.reject(new Error(who));
  const candidates = KINDS.flatMap(([kind, title, who]) =>
    who.map((server) => ({
      name: nameOf(title, server),
      // Every round begins with an empty exchange.
      before: async () => {
        const { port } = await running(server);
        if (server === OURS) await fetch(`http://127.0.0.1:${port}/__mock/reset`, { method: 'POST' });
      },
      run: async () => {
        const { port, pid } = await running(server);
        const calls = CALLS[server];
        const cpu = cpuOf(pid);
        const { perSecond, p99, busy } = await (await loader.get()).ask({
          port,
          kind,
          calls,
          connections: CONNECTIONS,
        });
        return { perSecond, p99, cpuUs: ((cpuOf(pid) - cpu) * 1000) / calls, loadBusy: busy };
      },
    })),
  );
  const teardown = async () => {
    (await loader.got())?.stop();
    for (const server of servers.values()) await (await server.got())?.stop();
  };
  return [...candidates.slice(0, -1), ...candidates.slice(-1).map((last) => ({ ...last, teardown }))];
}

/**
 * From the start of the command to the first response to a validated GET.
 * @param {string} folder
 * @returns {Candidate[]}
 */
export function cold(folder) {
  return Object.entries(commands(folder)).map(([name, command]) => ({
    name,
    run: async () => {
      const { readyMs, stop } = await start(command);
      await stop();
      return { ms: readyMs };
    },
  }));
}

/**
 * Placing an order where there are many against placing it where there are none.
 * @param {(line: string) => void} say
 */
export async function scale(say) {
  const full = worker(script('scale-worker.mjs'));
  const empty = worker(script('scale-worker.mjs'));
  say(`filling an exchange with ${OPEN} open orders and ${FILLS} fills …`);
  const stop = () => {
    full.stop();
    empty.stop();
  };
  const facts = await full.ask({ do: 'fill', open: OPEN, fills: FILLS }).catch((error) => {
    stop(); // a worker that waits keeps the bench from its end
    throw error;
  });
  if (facts.open < OPEN || facts.fills < FILLS) {
    stop();
    throw new Error(`filled with ${facts.open} open orders and ${facts.fills} fills only`);
  }
  say(
    Object.entries(facts)
      .map(([name, value]) => `${name} ${value}`)
      .join('  '),
  );
  /** @type {Candidate[]} */
  const candidates = ['handle', 'engine', 'trade'].flatMap((way) => [
    { name: `${way}, empty`, run: () => empty.ask({ do: way, calls: PLACED, empty: true }) },
    { name: `${way}, full`, run: () => full.ask({ do: way, calls: PLACED, empty: false }) },
  ]);
  return { facts, candidates: candidates.map((each, index) => (index ? each : { ...each, teardown: stop })) };
}

/** @template T @param {() => Promise<T>} make */
function lazily(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return {
    get: () => {
      made ??= make();
      return made;
    },
    /** What was made, if anything was. */
    got: async () => made?.catch(() => undefined),
  };
}
