import type ts from 'typescript';

/** Why a call stays as it is. */
export class Refusal extends Error {
  constructor(
    readonly why: string,
    /** What stands in the way, where that is not the call itself. */
    readonly at?: ts.Node,
  ) {
    super(why);
  }
}
