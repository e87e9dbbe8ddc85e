/** What the client asks of a response: the platform's Response is one. */
export type AnyResponse = Pick<Response, 'ok' | 'status' | 'headers' | 'text'>;
