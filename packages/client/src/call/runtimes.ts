import type { Runtime } from './stage.js';

const runtimes = new WeakMap<object, Runtime>();

export const keepRuntime = (client: object, runtime: Runtime): void => void runtimes.set(client, runtime);

/** What all calls of a client share: for a socket that looks up by it what became of an order. Undefined for what is no client. */
export const runtimeOf = (client: object): Runtime | undefined => runtimes.get(client);
