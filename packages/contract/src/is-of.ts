import type { CodeClass, Codes } from './code-classes.js';

/** Whether a code is of a class. Looked up when something went wrong, so that nothing is parsed until then. */
export const isOf = (codes: Codes, name: CodeClass, code: string): boolean =>
  codes.split('\n').some((line) => {
    const [first, ...rest] = line.split(' ');
    return first === name && rest.includes(code);
  });
