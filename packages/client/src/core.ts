// What a client without parts is made of, and nothing else: bundlers follow every import of a module, used or not, when
// they share code between chunks.

export type { Routes } from '@bitget-spec/contract';
export { connectCore } from './call/connect.js';
export { type CallsOptions, connectCalls } from './call/connect-calls.js';
export type { ClientOf, Operation } from './call/operation.js';
export type { CoreOptions } from './call/options.js';
