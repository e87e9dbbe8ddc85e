import type { Handlers } from './operations.js';

/** The exchange's clock, v2. */
export const publicHandlers: Handlers = {
  'public.time': ({ now }) => ({ serverTime: String(now) }),
};
