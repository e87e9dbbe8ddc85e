export { Engine } from './engine.js';
export { STARTING_BALANCES } from './instruments.js';
export * from './types.js';
