import { platformSystem, type System } from './system.js';

/** A source of the exchange's time. */
export interface Clock {
  /** The exchange's time as Unix milliseconds: the machine's time plus `offset`. */
  now(): number;
  /** Milliseconds to add to the machine's time. The exchange refuses timestamps more than 30 s off. */
  offset: number;
  /** Milliseconds that never jump, by which waiting is measured. @default the system's */
  monotonic?(): number;
}

/** A clock of its own, whose `offset` can be set without moving any other. */
export function createClock(offset = 0, system: System = platformSystem): Clock {
  return {
    offset,
    now() {
      return system.now() + this.offset;
    },
  };
}

/** The machine's clock. Frozen, since everything that names no clock shares it. */
export const systemClock: Clock = /* @__PURE__ */ Object.freeze(/* @__PURE__ */ createClock());
