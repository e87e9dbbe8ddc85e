import type { Schemas } from '../core/schema.js';
import type { OperationHandler } from '../core/state.js';
import type { Engine } from '../engine/index.js';
import type { MockData, MockOperation } from '../types.js';
import { RequestContext } from './context.js';
import { declaredOnly } from './declared.js';
import { asRefusal, type Family } from './shared/refusals.js';
import { handlers as v2 } from './v2/index.js';
import { handlers as v3 } from './v3/index.js';

const HANDLERS: ReadonlyMap<string, Handler> = new Map([...entriesOf('v2', v2), ...entriesOf('v3', v3)]);

/** Every operation that is answered from the engine, by key. */
export const HANDLED: readonly string[] = [...HANDLERS.keys()];

/** What answers the operations of some APIs from an engine, by key. */
export function engineHandlers(engine: Engine, apis: readonly MockData[]): Map<string, OperationHandler> {
  const handlers = new Map<string, OperationHandler>();
  for (const { operations, schemas } of apis) {
    for (const operation of operations) {
      const handler = HANDLERS.get(operation.key);
      if (handler) handlers.set(operation.key, handlerOf(engine, handler, operation, schemas));
    }
  }
  return handlers;
}

type Handler = (context: RequestContext) => unknown;

function entriesOf(api: string, handlers: object): [string, Handler][] {
  const entries: [string, unknown][] = Object.entries(handlers);
  return entries.flatMap(([name, handler]) => (isHandler(handler) ? [[`${api}:${name}`, handler]] : []));
}

// A handler gets what its request type says: what the core has checked by the schema that the type is generated from.
function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

function familyOf(key: string): Family {
  if (key.startsWith('v3:')) return 'v3';
  return key.startsWith('v2:mix.') ? 'mix' : key.startsWith('v2:margin.') ? 'margin' : 'spot';
}

function handlerOf(engine: Engine, handler: Handler, operation: MockOperation, schemas: Schemas): OperationHandler {
  const family = familyOf(operation.key);
  const view = family === 'v3' ? 'unified' : 'classic';
  let keep: ReturnType<typeof declaredOnly> | undefined;
  return (call) => {
    keep ??= declaredOnly(operation, schemas);
    try {
      return handler(new RequestContext(engine, call, view, family, keep(call.request)));
    } catch (error) {
      return asRefusal(error, family);
    }
  };
}
