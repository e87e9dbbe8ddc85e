/** A tree of calls: `{ trade: { placeOrder() } }`. */
export interface CallTree<Call> {
  [name: string]: Call | CallTree<Call>;
}

/** Puts a call at its place. That no two share one is seen to by the generator. */
export function place<Call extends (...args: never[]) => unknown>(
  root: CallTree<Call>,
  name: string[],
  call: Call,
): void {
  let here = root;
  for (const word of name.slice(0, -1)) {
    const there = Object.hasOwn(here, word) && here[word];
    here = here[word] = typeof there === 'object' ? there : {};
  }
  here[name.at(-1) ?? ''] = call;
}
