// What a socket client shares with this one, and nothing else: bundlers follow every import of a module, used or not, when
// they share code between chunks.

export { type CallTree, place } from './call/call-tree.js';
export { runtimeOf } from './call/runtimes.js';
export type { Runtime } from './call/stage.js';
export { parseLossless } from './transport/lossless.js';
