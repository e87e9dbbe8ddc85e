import { LATEST, type MockClock } from '../core/clock.js';
import { type Check, checkFields, flag, oneOf, text, whole } from '../core/field-checks.js';
import type { JournalFilter } from '../core/journal.js';
import { isRecord } from '../core/schema.js';
import type { ActiveFault, FaultRule } from '../faults/types.js';
import type { AccountSettings } from './accounts.js';
import type { MockControl, MockSnapshot } from './control.js';

/** What can't be done, with the HTTP status that says so. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** One request of the control interface, taken apart. */
interface Asked {
  /** What follows the name in the path: a rule's id, an API key. */
  target: string | undefined;
  query: Record<string, string>;
  body: unknown;
}

type Run = (asked: Asked) => unknown;

/** The control interface: by name, then by method. */
export type ControlRoutes = Readonly<Record<string, Readonly<Record<string, Run>>>>;

// Kept by name, so that a large state need not travel.
const SNAPSHOTS = 32;

/** The routes under `/__mock/`. */
export function routesOf(control: MockControl, clock: MockClock): ControlRoutes {
  const { faults, limits, journal, accounts, sockets } = control;
  const kept = new Map<string, MockSnapshot>();
  let taken = 0;
  const time = () => ({ now: clock.now(), running: clock.snapshot().fixed === undefined });
  const routes: ControlRoutes = {
    '': { GET: () => ({ routes: table(routes) }) },
    faults: {
      GET: () => faults.list(),
      // Rules are checked where they are added.
      POST: ({ body }) => addAll(faults, Array.isArray(body) ? body : [body]),
      DELETE: ({ target }) => {
        if (target === undefined) faults.clear();
        else if (!faults.remove(target)) throw new ControlError(`[mock] no fault '${target}'`, 404);
      },
    },
    clock: {
      GET: time,
      POST: ({ body }) => {
        const { set, advance, run } = fields(body, { set: MOMENT, advance: MOMENT, run: flag });
        const before = clock.snapshot();
        try {
          if (typeof set === 'number') clock.set(set);
          if (run === true) clock.run();
          if (typeof advance === 'number') clock.advance(advance);
        } catch (error) {
          clock.restore(before);
          throw error;
        }
        return time();
      },
    },
    seed: {
      GET: () => ({ seed: control.seed() }),
      POST: ({ body }) => ({ seed: control.seed(String(fields(body, { seed: text }, 'seed').seed)) }),
    },
    reset: {
      POST: ({ body }) => {
        const { key } = fields(body, { key: text });
        control.reset(typeof key === 'string' ? key : undefined);
      },
    },
    snapshot: {
      GET: () => control.snapshot(),
      POST: ({ body }) => {
        taken++;
        const { name = `snapshot-${taken}` } = fields(body, { name: text });
        kept.set(String(name), control.snapshot());
        if (kept.size > SNAPSHOTS) kept.delete([...kept.keys()][0] ?? '');
        return { name };
      },
    },
    restore: {
      POST: ({ body }) => {
        const { name, snapshot } = fields(body, { name: text, snapshot: object });
        const found = name === undefined ? snapshot : kept.get(String(name));
        if (found === undefined) throw new ControlError(`[mock] no snapshot '${name ?? ''}'`, 404);
        control.restore(found as MockSnapshot);
      },
    },
    deposit: {
      POST: ({ body }) => {
        const known = { key: text, coin: text, amount: text, wallet: text };
        control.deposit(fields(body, known, 'key', 'coin', 'amount') as Parameters<MockControl['deposit']>[0]);
      },
    },
    price: {
      POST: ({ body }) => {
        const { price, ...change } = fields(body, { symbol: text, category: text, price: textOrNull }, 'symbol');
        control.price({ ...change, price: price ?? undefined } as Parameters<MockControl['price']>[0]);
      },
    },
    journal: {
      GET: ({ query }) => journal.list(filterOf(query)),
      DELETE: ({ query }) => journal.clear(query.key),
    },
    limits: {
      GET: () => ({ limits: limits.get() }),
      POST: ({ body }) => {
        // Checked where they are set.
        limits.set(fields(body, { limits: always }, 'limits').limits as 'on');
        return { limits: limits.get() };
      },
    },
    accounts: {
      GET: () => accounts.list(),
      // Checked where they are added.
      POST: ({ body }) => (Array.isArray(body) ? body : [body]).map((one: AccountSettings) => accounts.add(one)),
      DELETE: ({ target = '' }) => {
        if (!accounts.remove(target)) throw new ControlError(`[mock] no account '${target}'`, 404);
      },
    },
    sockets: {
      GET: ({ query: { id, ...query } }) => sockets.list({ ...query, ...(id === undefined ? {} : { id: Number(id) }) }),
      POST: ({ body }) => {
        const checks = {
          do: oneOf('cut', 'silence', 'freeze', 'restart'),
          within: always,
          id: always,
          key: always,
          path: always,
        };
        const { do: act, within, ...filter } = fields(body, checks, 'do');
        if (act === 'restart') return { sockets: sockets.restart(filter, within as number | undefined) };
        return { sockets: sockets[act as 'cut'](filter) };
      },
      DELETE: ({ target }) => {
        const count = sockets.cut(target === undefined ? {} : { id: Number(target) });
        if (target !== undefined && count === 0) throw new ControlError(`[mock] no socket '${target}'`, 404);
        return { sockets: count };
      },
    },
  };
  return routes;
}

const MOMENT = whole(0, LATEST);
const always: Check = () => undefined;
const object: Check = (value) => (isRecord(value) ? undefined : 'an object');
const textOrNull: Check = (value) => (value === null ? undefined : text(value));

function fields(body: unknown, checks: Readonly<Record<string, Check>>, ...needed: string[]): Record<string, unknown> {
  if (!isRecord(body)) throw new ControlError('[mock] the body must be a JSON object');
  checkFields(body, checks);
  const missing = needed.find((name) => body[name] === undefined);
  if (missing !== undefined) throw new ControlError(`[mock] ${missing} must be given`);
  return body;
}

const FILTER: Readonly<Record<string, (value: string) => unknown>> = {
  key: String,
  operation: String,
  clientOid: String,
  code: String,
  effect: String,
  accepted: (value) => value === 'true',
  cut: (value) => value === 'true',
};

/** All of them or none. */
function addAll(faults: MockControl['faults'], rules: FaultRule[]): ActiveFault[] {
  const added: ActiveFault[] = [];
  try {
    for (const rule of rules) added.push(faults.add(rule));
    return added;
  } catch (error) {
    for (const { id } of added) faults.remove(id);
    throw error;
  }
}

function filterOf(query: Record<string, string>): JournalFilter {
  const entries = Object.entries(query).map(([name, value]) => {
    const read = Object.hasOwn(FILTER, name) ? FILTER[name] : undefined;
    if (!read) throw new ControlError(`[mock] no filter '${name}'; there are: ${Object.keys(FILTER).join(', ')}`);
    return [name, read(value)];
  });
  return Object.fromEntries(entries);
}

function table(routes: ControlRoutes): string[] {
  return Object.entries(routes).flatMap(([name, methods]) =>
    Object.keys(methods).map((method) => `${method} /__mock/${name}`),
  );
}
