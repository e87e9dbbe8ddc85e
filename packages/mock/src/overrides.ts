import type { Operations as V2Operations } from '@bitget-spec/v2/types';
import type { Operations as V3Operations } from '@bitget-spec/v3/types';
import type { Refusal } from './core/errors.js';
import { isRecord } from './core/schema.js';
import type { Call, OperationHandler } from './core/state.js';

type Prefixed<Api extends string, Operations> = {
  [Name in keyof Operations as `${Api}:${Name & string}`]: Operations[Name];
};

/** Every operation with the types of its request and of its `data`, by key: `v3:trade.placeOrder`. */
export type BitgetOperations = Prefixed<'v2', V2Operations> & Prefixed<'v3', V3Operations>;

/** What an override may return: fields that replace the generated ones, a whole list, or a refusal. */
export type OverrideResponse<Data> = Refusal | undefined | (Data extends readonly unknown[] ? Data : Partial<Data>);

/** Answers an operation. `call` says who asks, when, and what the mock itself would have answered. */
export type Override<Request, Data> = (
  request: Request,
  call: Call,
) => OverrideResponse<Data> | Promise<OverrideResponse<Data>>;

/** Overrides by operation key, typed by the operation's own request and response. */
export type Overrides<Operations = BitgetOperations> = {
  [Key in keyof Operations]?: Operations[Key] extends { request: infer Request; response: infer Data }
    ? Override<Request, Data>
    : never;
};

/** Overrides as the core takes them. An object that an override returns is laid over the generated one. */
export function overrideHandlers<Operations>(overrides: Overrides<Operations>): [string, OperationHandler][] {
  const entries: [string, unknown][] = Object.entries(overrides);
  return entries.flatMap(([key, override]) => (isOverride(override) ? [[key, handlerOf(override)]] : []));
}

function isOverride(value: unknown): value is (request: unknown, call: Call) => unknown {
  return typeof value === 'function';
}

function handlerOf(override: (request: unknown, call: Call) => unknown): OperationHandler {
  return (call) => {
    const response = override(call.request, call);
    return response instanceof Promise ? response.then((data) => overlay(data, call)) : overlay(response, call);
  };
}

function overlay(response: unknown, call: Call): unknown {
  if (response === undefined) return call.generated();
  // Only literals: a refusal is an object as well.
  if (!isRecord(response) || Object.getPrototypeOf(response) !== Object.prototype) return response;
  const generated = call.generated();
  return isRecord(generated) ? { ...generated, ...response } : response;
}
