// What a socket client shares with this one where it reads by REST what streams missed; loaded with the first private stream.

export { CancelScope, sleep, waitFor } from './call/scope.js';
export type { CallContext, Runtime } from './call/stage.js';
export { type FetchPage, walkPages } from './pages/walk-pages.js';
