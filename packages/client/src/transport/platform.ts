/** fetch would carry key and passphrase along to wherever a redirect points. */
export const STAY: Pick<RequestInit, 'redirect'> = { redirect: 'manual' };

/** What goes to fetch beside the request. */
export const beside = (_request: Request, body: string | undefined): RequestInit => (body ? { body } : {});

/** Whether there never was a connection for the request to be lost on, as far as fetch says: browsers keep it to themselves. */
export const isUnsent = (_error: unknown): boolean => false;

/** @throws InvalidResponseError where fetch failed at a response; browsers do not say so */
export function checkResponse(_error: unknown, _operation: string, _cause: unknown): void {}
