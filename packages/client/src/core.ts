// What a client without parts is made of, and nothing else: bundlers follow every import of a module, used or not, when
// they share code between chunks.

export type { Routes } from '@bitget-spec/contract';
export { connectCore } from './connect.js';
export type { CoreOptions } from './options.js';
