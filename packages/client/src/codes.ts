/** What codes mean to a client: lines of a class and its codes, made from the spec's error catalogue. */
export type Codes = string;

/**
 * `clock`: refused for its timestamp. `unknown`: what was asked may have been done. `taken`: an order with this number
 * exists. `absent`: no such order.
 */
export type CodeClass = 'clock' | 'unknown' | 'taken' | 'absent';

/** Looked up when something went wrong, so that nothing is parsed until then. */
export const isOf = (codes: Codes, name: CodeClass, code: string): boolean =>
  codes.split('\n').some((line) => {
    const [first, ...rest] = line.split(' ');
    return first === name && rest.includes(code);
  });
