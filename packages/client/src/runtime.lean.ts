// What `runtime.ts` is where a bundle is built with the condition `bitget-lean`.

export { connect } from './call/connect-lean.js';
export * from './runtime.js';
