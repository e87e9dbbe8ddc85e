import { type Validate, validatorOf } from '../../../core/validate.js';
import { NUMBERS } from '../../state/numbers.js';
import type { EngineOptions } from '../../types.js';
import { ACCOUNT } from './account.js';
import { ORDER } from './orders.js';
import { PLAN } from './plans.js';
import {
  AMOUNT,
  COUNT,
  DIGITS,
  FLAG,
  INDEX,
  list,
  MOMENT,
  optional,
  POSITION_MODE,
  PURSE,
  pairs,
  record,
  SEQ,
  TEXT,
  TICKS,
} from './shapes.js';

const OPTIONS = record<EngineOptions>({
  seed: TEXT,
  balances: optional({
    type: 'object',
    propertyNames: PURSE,
    additionalProperties: { type: 'object', additionalProperties: DIGITS },
  }),
  positionMode: optional({ type: 'object', additionalProperties: POSITION_MODE }),
  sharedBook: optional(FLAG),
});

/** JSON Schema of what `takeSnapshot` writes. */
const SNAPSHOT = record({
  format: { const: 'bitget-mock/1' },
  options: OPTIONS,
  now: MOMENT,
  counters: record(
    Object.fromEntries(NUMBERS.map((kind) => [kind, kind === 'order' || kind === 'plan' ? INDEX : COUNT])),
  ),
  house: pairs(TEXT, AMOUNT),
  outside: pairs(TEXT, AMOUNT),
  accounts: list(ACCOUNT),
  orders: list(ORDER),
  plans: list(PLAN),
  venues: list(
    record({
      key: TEXT,
      shifts: list(
        record({
          from: MOMENT,
          factor: { type: 'number', exclusiveMinimum: 0, maximum: 1e12 },
          held: optional({ ...TICKS, minimum: 2 }),
        }),
      ),
      floors: list(
        record({
          family: TEXT,
          second: { anyOf: [{ type: 'null' }, MOMENT] },
          taken: pairs({ type: 'string', pattern: '^(ask|bid):\\d{1,6}$' }, AMOUNT),
          resting: list(SEQ),
        }),
      ),
    }),
  ),
});

let validate: Validate | undefined;

/** What is wrong with the form of a snapshot, place first; undefined if nothing is. */
export function malformed(snapshot: unknown): string | undefined {
  validate ??= validatorOf(SNAPSHOT);
  return validate(snapshot);
}
