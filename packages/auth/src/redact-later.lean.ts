// What `redact-later.ts` is where a bundle is built with the condition `bitget-lean`: of one file, nothing loads later.

export { redact as redactAtOnce } from './redact.js';

export const loadRedact = (): undefined => undefined;
