// What `orderRules` loads with the first order.
export { checkOrder } from './check.js';
export { instrumentOf } from './instrument.js';
export { roundOrder } from './round.js';
