/** What the client asks of an answer: the platform's Response is one. */
export type AnyResponse = Pick<Response, 'ok' | 'status' | 'headers' | 'text'>;
