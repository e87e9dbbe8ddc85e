// Apart from the package's main module: `orderRules` loads these with the first order, and what is exported there would be
// in a page's first chunk.
export { checkOrder, type OrderProblem, type OrderRule } from './check.js';
export { type Instrument, type InstrumentRow, instrumentOf } from './instrument.js';
export { roundOrder } from './round.js';
