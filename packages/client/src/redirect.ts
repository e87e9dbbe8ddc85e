/** fetch would carry key and passphrase along to wherever a redirect points. */
export const STAY: Pick<RequestInit, 'redirect' | 'window'> = { redirect: 'manual' };
