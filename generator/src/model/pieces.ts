import type { Digests, Operation } from './types.js';

/** Finds what was made of the part of a digest before, or makes it. */
export type Keep = <T>(maker: string, key: string, make: () => T) => T;

/**
 * What emitters make of the parts of a description, kept from run to run. A piece depends on nothing beside its part and what the
 * name of its maker says, nobody changes it, and it is plain data.
 */
export class Pieces {
  constructor(
    private readonly digests: Digests | undefined,
    private readonly keep: Keep,
  ) {}

  /** What is made of an operation. */
  of<T>(maker: string, operation: Operation, make: () => T): T {
    return this.piece(maker, this.digests?.operations.get(operation), make);
  }

  /** What is made of all named schemas. */
  ofComponents<T>(maker: string, make: () => T): T {
    return this.piece(maker, this.digests?.components, make);
  }

  private piece<T>(maker: string, key: string | undefined, make: () => T): T {
    return key === undefined ? make() : this.keep(maker, key, make);
  }
}

/** Where nothing is kept. */
export const NO_PIECES = new Pieces(undefined, (_maker, _key, make) => make());
