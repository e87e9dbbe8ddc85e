declare const part: unique symbol;

/**
 * A call as a value, for a client that has no others: its lines of the table, with those of its lookups. `Part` is what it
 * adds to the client, `{ account: Pick<AccountCalls, 'assets'> }`.
 */
export type Operation<Part = unknown> = string & { readonly [part]?: Part };

/** What all of them add up to. */
export type ClientOf<Call extends Operation> = (
  Call extends Operation<infer Part>
    ? (part: Part) => void
    : never
) extends (all: infer Client) => void
  ? Client
  : never;
