import { engineHandlers } from '../api/handlers.js';
import type { MockEngine } from '../core/state.js';
import { defaultApis } from '../defaults.js';
import { Engine, type PositionMode } from '../engine/index.js';
import type { MockData } from '../types.js';

/** The engine that keeps balances, markets and orders, made for the core. */
export function createEngine(seed: string, apis: readonly MockData[], mode?: PositionMode): MockEngine {
  const engine = new Engine({ seed, ...(mode && { positionMode: { classic: mode, unified: mode } }) });
  // Operations of another description may have the same keys and other fields.
  const own = apis.filter((api) => defaultApis.includes(api));
  return {
    // By operation key; what is not here is answered from its schema.
    handlers: engineHandlers(engine, own),
    control: engine,
    engine,
    open({ apiKey, mode, balances }, now) {
      if (balances !== undefined) engine.open({ key: apiKey, mode }, balances, now);
    },
  };
}
