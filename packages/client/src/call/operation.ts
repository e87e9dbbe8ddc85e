declare const part: unique symbol;
declare const base: unique symbol;

/**
 * A call as a value, for a client that has no others: its lines of the table, with those of its lookups. `Part` is what it
 * adds to the client, `{ account: Pick<AccountCalls, 'assets'> }`; `Base` is what the paths of its API begin with, `/api/v3/`.
 */
export type Operation<Part = unknown, Base extends string = string> = string & {
  readonly [part]: Part;
  readonly [base]: Base;
};

/** What all of them add up to. */
export type ClientOf<Call extends Operation> = (
  Call extends Operation<infer Part>
    ? (part: Part) => void
    : never
) extends (all: infer Client) => void
  ? Client
  : never;
