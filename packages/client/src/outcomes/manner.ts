import type { Given } from './certainty.js';
import type { OnIntent } from './intent.js';
import type { Lag } from './settle.js';

/** How outcomes are found out, and what has been learned about that. */
export interface Manner {
  given: Given;
  lag: Lag;
  onIntent: OnIntent | undefined;
}
