/** fetch would carry key and passphrase along to wherever a redirect points. */
export const STAY: Pick<RequestInit, 'redirect'> = { redirect: 'manual' };

/** What goes to fetch beside the request. */
export const beside = (_request: Request, body: string | undefined): RequestInit => (body ? { body } : {});

/** What is known of a request that failed, from what fetch threw: browsers keep it to themselves. */
export const failureOf = (_error: unknown): Failure => ({});

export interface Failure {
  /** There was a response, and this is what is wrong with it. */
  invalid?: string;
  /** There never was a connection for the request to be lost on. */
  unsent?: boolean;
}
