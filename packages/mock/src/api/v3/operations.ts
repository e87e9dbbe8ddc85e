import type { Operations } from '@bitget-spec/v3/types';
import type { RequestContext } from '../context.js';
import type { HandlersOf } from '../operations.js';

/** Handlers of v3, the API of the unified account, by operation. */
export type Handlers = HandlersOf<Operations>;

type Name = keyof Operations;

export type RequestOf<Of extends Name> = Operations[Of]['request'];
export type ResponseOf<Of extends Name> = Operations[Of]['response'];
export type ContextOf<Of extends Name> = RequestContext<RequestOf<Of>>;
