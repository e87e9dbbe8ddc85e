import { loadDebugLines } from '#later';
import type { DebugWrite } from './debug-lines.js';
import { processEnv } from './environment.js';
import type { Stage } from './stage.js';

/**
 * Writes a line before each request and one after it: operation, attempt, URL, body, status, time, `data` or error, without
 * the secrets of the client and of what it sends. What writes them is loaded with the first call.
 * @param write takes a line; what it throws is dropped. @default console.error, which in Node is the standard error
 */
export const debugLog = (write: DebugWrite = (line) => console.error(line)): Stage => ({
  name: 'debug',
  http: true,
  wrap: (next, runtime) => async (context) => {
    // A call does without where it can't be loaded.
    const { logged } = (await loadDebugLines().catch(() => undefined)) ?? {};
    return logged ? await logged(next, runtime, context, write) : await next(context);
  },
});

/** Whether `BITGET_DEBUG` switches the log on. */
export const debugVariable = () => !/^(|0|false)$/.test(`${processEnv().BITGET_DEBUG ?? ''}`);
