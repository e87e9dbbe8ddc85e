import { behavioursFor } from '../behaviours/handlers.js';
import type { Behaviour, MockEngine } from '../core/state.js';
import { defaultApis } from '../defaults.js';
import { Engine, openAccount, type View } from '../engine/index.js';
import type { MockData } from '../types.js';

/** The engine that keeps balances, markets and orders, made for the core. */
export function createEngine(seed: string, apis: readonly MockData[]): MockEngine {
  const engine = new Engine({ seed });
  // Operations of another description may have the same keys and other fields.
  const own = apis.filter((api) => defaultApis.includes(api));
  const known = new Set(own.flatMap(({ operations }) => operations.map(({ key }) => key)));
  return {
    // By operation key; what is not here is answered from its schema.
    behaviours: new Map(
      behavioursFor(engine).flatMap(([key, behaviour]) => (known.has(key) ? [[key, careful(engine, behaviour)]] : [])),
    ),
    control: engine,
    open({ apiKey, mode, balances }, now) {
      if (balances === undefined) return;
      const views: View[] = mode ? [mode] : ['classic', 'unified'];
      for (const view of views) {
        if (!engine.world.accounts.has(`${apiKey}/${view}`)) openAccount(engine.at(now), apiKey, view, { balances });
      }
    },
  };
}

/** The behaviour, so that a refused order leaves no trace, not even a number that was given and never used. */
function careful(engine: Engine, behaviour: Behaviour): Behaviour {
  return (call) => {
    const { order: before } = engine.world.counters;
    try {
      return behaviour(call);
    } finally {
      const { counters, orders } = engine.world;
      while (counters.order > before && orders[counters.order] === undefined) counters.order--;
    }
  };
}
