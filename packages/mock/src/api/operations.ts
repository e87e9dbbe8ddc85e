import type { RequestContext } from './context.js';

/** Handlers of an API by operation, each typed by the request and the response of its operation. */
export type HandlersOf<Operations> = {
  readonly [Name in keyof Operations]?: Operations[Name] extends { request: infer Request; response: infer Data }
    ? (context: RequestContext<Request>) => Data
    : never;
};

/** An entry of a list that may be `null`. */
export type EntryOf<List> = List extends readonly (infer Entry)[] ? Entry : never;
