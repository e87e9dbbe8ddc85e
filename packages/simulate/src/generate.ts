import type { Fault } from '@bitget-spec/mock';
import { Chance } from './chance.js';
import type { History, Step } from './history.js';

const SIDES = ['before', 'after'] as const;

/** Errors of the exchange that leave open what became of a call, and one that claims to. */
const CODES = ['40010', '40015', '40725', '45001', '429'] as const;

/** Pages of proxies, firewalls and gateways. */
const PAGES = [302, 401, 403, 404, 405, 429, 500, 502, 503, 504] as const;

/**
 * Longest that a request may be under way and be taken, and longest that lookups may lag: a client cannot know of more
 * than it allows for (30 s until a timestamp expires, 2 s until an order shows).
 */
const LATEST = 70_000;
const LAG = 1_900;

const FAULTS: readonly [(chance: Chance) => Fault, ...((chance: Chance) => Fault)[]] = [
  (chance) => ({ cut: chance.one(SIDES) }),
  (chance) => ({ hang: chance.one(SIDES) }),
  (chance) => ({ status: chance.one(PAGES), when: chance.one(SIDES) }),
  (chance) => ({ code: chance.one(CODES), when: chance.one(SIDES) }),
  () => ({ malformed: true }),
  (chance) => ({ delay: chance.whole(1, 20_000) }),
  (chance) => ({ late: chance.is(0.5) ? chance.whole(1, 3_000) : chance.whole(1, LATEST) }),
  (chance) => ({ duplicate: chance.one(['first', 'last']), apart: chance.is(0.5) ? 0 : chance.whole(1, 5_000) }),
  (chance) => ({ drip: chance.whole(0, 30), bytes: chance.whole(1, 20) }),
  (chance) => ({ swap: chance.whole(1, 3_000) }),
  (chance) => ({ lag: chance.whole(1, LAG) }),
];

const WRITES = ['v3:trade.placeOrder', 'v3:trade.placeBatch', 'v3:trade.*', 'v3:account.transfer'] as const;
const READS = ['v3:trade.orderInfo', 'v3:*'] as const;

/** A history by its seed: the same for the same. */
export function generate(seed: number): History {
  const chance = new Chance(seed);
  const steps: Step[] = [];
  const span = chance.one([2_000, 20_000, 90_000]);
  const add = (step: DistributiveOmit<Step, 'at' | 'id'>, at = chance.whole(0, span)) =>
    steps.push({ at, id: steps.length + 1, ...step });
  const count = chance.whole(2, 14);
  for (let i = 0; i < count; i++) addCall(chance, steps, add);
  if (chance.is(0.25)) {
    const at = chance.whole(0, span);
    for (let i = chance.whole(8, 25); i > 0; i--) add({ do: 'place', own: chance.is(0.5) }, at + chance.whole(0, 300));
  }
  const repeats = steps.some((step) => step.do === 'repeat');
  for (let i = chance.whole(0, 6); i > 0; i--) addTrouble(chance, span, repeats, add);
  steps.sort((a, b) => a.at - b.at || a.id - b.id);
  return { seed, timeoutMs: chance.one([1_000, 3_000, 10_000, 30_000]), steps };
}

/**
 * An error says nothing of the call that it is for, so that no other may take it; and a 429 means "not taken" of calls
 * that no lookup can show.
 */
const isForPlacements = (fault: Fault) => 'swap' in fault || ('code' in fault && fault.code === '429');

type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never;
type Add = (step: DistributiveOmit<Step, 'at' | 'id'>, at?: number) => void;

function addCall(chance: Chance, steps: readonly Step[], add: Add): void {
  const earlier = steps.filter((step) => step.do === 'place' && step.own);
  const of = earlier.length ? (earlier[chance.whole(0, earlier.length - 1)]?.id ?? 0) : 0;
  const kind = chance.next();
  if (kind < 0.45) add({ do: 'place', own: chance.is(0.5) });
  else if (kind < 0.6) add({ do: 'batch', size: chance.whole(1, 5), own: chance.is(0.5) });
  else if (kind < 0.7) add({ do: 'transfer', own: chance.is(0.5) });
  else if (kind < 0.76) add({ do: 'withdraw', own: chance.is(0.5) });
  else if (kind < 0.84 && of) add({ do: 'cancel', of });
  else if (kind < 0.89 && of) add({ do: 'repeat', of });
  else add({ do: 'read' });
}

function addTrouble(chance: Chance, span: number, repeats: boolean, add: Add): void {
  const kind = chance.next();
  if (kind < 0.7) {
    const fault = chance.one(FAULTS)(chance);
    // Responses about the same number can't be told apart.
    if ('swap' in fault && repeats) return;
    const operation =
      'lag' in fault
        ? 'v3:*'
        : isForPlacements(fault)
          ? chance.one(['v3:trade.placeOrder', 'v3:trade.placeBatch'])
          : chance.one(chance.is(0.75) ? WRITES : READS);
    const count = 'lag' in fault ? 10_000 : chance.whole(1, 4);
    add({ do: 'fault', rule: { operation, count, fault } });
  } else if (kind < 0.8) add({ do: 'slow', ms: chance.whole(10, 15_000), forMs: chance.whole(100, span) });
  else if (kind < 0.88) add({ do: 'jump', ms: chance.one([-1, 1]) * chance.whole(1, 10 ** chance.whole(2, 7)) });
  else add({ do: chance.is(0.7) ? 'crash' : 'close' });
}
