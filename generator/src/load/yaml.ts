import { createRequire } from 'node:module';
import { once } from '../once.js';

const require = createRequire(import.meta.url);

/** The parser that keeps positions; loaded when it is needed, since most runs do without. */
export const yaml = once((): typeof import('yaml') => require('yaml'));
