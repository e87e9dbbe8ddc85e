import { platformSystem, type System } from '@bitget-spec/auth';
import { createMockExchange, type JournalEntry, type MockSnapshot } from '@bitget-spec/mock';
import { createClient, type Intent, limiter, memoryStore } from '@bitget-spec/v3';
import { type CallRecord, type Claim, callOf, claimsOf, stepOf } from './calls.js';
import { Chance } from './chance.js';
import type { History, Step } from './history.js';
import { Network } from './network.js';
import { type Owner, World } from './world.js';

const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };

type Client = ReturnType<typeof createClient>;

/** What came of a history, and what is true. */
export interface Played {
  history: History;
  calls: readonly CallRecord[];
  journal: readonly JournalEntry[];
  truth: MockSnapshot;
  /** What is left of closed clients: timers, and calls without an end. */
  left: readonly string[];
  /** How long it took in the world, milliseconds. */
  time: number;
}

/** Time after the last step in which all that is under way arrives. */
const REST_MS = 400_000;

/** One exchange for all histories, since it costs most to make, as it was made, in the world of each. */
let system: System = platformSystem;
const exchange = createMockExchange({
  system: {
    ...platformSystem,
    now: () => system.now(),
    setTimeout: (run, ms) => system.setTimeout(run, ms),
    clearTimeout: (timer) => system.clearTimeout(timer),
  },
});

/** Plays a history to its end. One at a time. */
export async function play(history: History): Promise<Played> {
  // A client loads what it needs for orders with the first, in the platform's own time: so before any history.
  loaded ??= createClient({ credentials, fetch: exchange.fetch }).trade.placeOrder(FIRST);
  await loaded;
  return playIn(history);
}

let loaded: Promise<unknown> | undefined;
const FIRST = { category: 'SPOT', symbol: 'BTCUSDT', side: 'buy', orderType: 'market', qty: '10' } as const;

async function playIn(history: History): Promise<Played> {
  const { seed, timeoutMs, steps } = history;
  const world = new World();
  const server = world.owner('exchange', seed);
  exchange.reset();
  exchange.seed(`${seed}`);
  system = server.system;
  const network = new Network(world, exchange, server, new Chance(seed ^ 0x5bd1e995));
  const store = memoryStore(() => world.time);
  const calls: CallRecord[] = [];
  const left: string[] = [];
  /** What outlives a process: what it was about to send, and does not know the end of. */
  const intents = new Map<string, Intent>();
  const onIntent = (intent: Intent) => {
    if (intent.clientOids.length) intents.set(intent.id, intent); // nobody can look a cancel up
    return () => intents.delete(intent.id);
  };
  let made = 0;
  let skewMs = 0;
  let now: { owner: Owner; client: Client } = start();

  function start() {
    const owner = world.owner(`client ${++made}`, seed + made);
    owner.skewMs = skewMs;
    const fetch = network.fetchOf(owner);
    const { system } = owner;
    const client = createClient({ credentials, fetch, system, timeoutMs, limits: limiter({ store }), onIntent });
    return { owner, client };
  }

  /** Another process takes the place of one that has ended, and looks up what that left behind. */
  function takeOver(): void {
    const diedAt = now.owner.system.now();
    now = start();
    const { owner, client } = now;
    for (const intent of intents.values()) {
      const step = stepOf(intent, steps);
      if (!step) throw new Error(`[simulate] no step announced ${JSON.stringify(intent)}`);
      const ended = note(step, owner, true);
      client.resume([intent], { diedAt }).then(
        ([resumed]) => {
          const claims = claimsOf(resumed?.attempted ?? []);
          if (claims.every(({ state }) => state !== 'unknown')) intents.delete(intent.id);
          ended(claims);
        },
        () => ended([]), // closed meanwhile
      );
    }
  }

  function note(step: Step, owner: Owner, resumed: boolean): (claims: readonly Claim[]) => void {
    const one: CallRecord = { step, owner: owner.name, resumed, at: world.time, end: undefined };
    calls.push(one);
    return (claims) => {
      if (owner.alive) one.end = { at: world.time, claims };
    };
  }

  /** What is not over when it should be. */
  function remains({ owner }: { owner: Owner }): void {
    const timers = world.pending(owner);
    if (timers) left.push(`${owner.name} was closed, and ${timers} timers are set`);
    for (const one of calls)
      if (one.owner === owner.name && !one.end)
        left.push(`${owner.name} was closed, and step ${one.step.id} never ended`);
  }

  function act(step: Step): void {
    if (step.do === 'fault') exchange.faults.add({ ...step.rule, id: `step-${step.id}` });
    else if (step.do === 'slow') {
      network.slowMs += step.ms;
      world.at(server, step.forMs, () => {
        network.slowMs -= step.ms;
      });
    } else if (step.do === 'jump') {
      skewMs += step.ms;
      now.owner.skewMs = skewMs;
    } else if (step.do === 'crash') {
      world.kill(now.owner);
      takeOver();
    } else if (step.do === 'close') {
      const before = now;
      takeOver();
      before.client.close().then(() => world.at(server, 0, () => remains(before)));
    } else call(step);
  }

  function call(step: Step): void {
    const made = callOf(step);
    if (!made) return;
    const { owner, client } = now;
    const ended = note(step, owner, false);
    made.run(client).then(
      (value) => ended(made.fulfilled(value)),
      (error: unknown) => ended(made.failed(error)),
    );
  }

  for (const step of steps) world.at(server, step.at, () => act(step));
  const last = Math.max(0, ...steps.map(({ at }) => at));
  await world.run(last + REST_MS);
  const closed = now.client.close();
  await world.run(world.time + 1);
  await closed;
  remains(now);
  await world.run(world.time + REST_MS);
  return { history, calls, journal: exchange.journal.list(), truth: exchange.snapshot(), left, time: world.time };
}
