import { createClock } from '@bitget-spec/auth';
import { BitgetError, type Runtime as RestRuntime } from '@bitget-spec/client/socket-orders';
import type { Routes } from '@bitget-spec/contract';
import type { Runtime } from '../socket/runtime.js';

/** What stands in for a REST client where there is none: nothing can be looked up, and what is not known stays so. */
export function loneRuntime({ system, tick, redact }: Runtime, { codes = '' }: Routes): RestRuntime {
  const refuse = () => {
    const details = { operation: 'socket', code: 'not-sent' };
    return Promise.reject(new BitgetError('there is no REST client', 'give `client`', details));
  };
  return {
    baseUrl: '',
    send: refuse,
    sign: refuse,
    clock: createClock(0, system),
    system,
    tick,
    timeoutMs: 0,
    signer: undefined,
    hooks: {},
    codes,
    base: '',
    find: () => undefined,
    adopt: () => {},
    run: refuse,
    sendRaw: refuse,
    redact,
  };
}
