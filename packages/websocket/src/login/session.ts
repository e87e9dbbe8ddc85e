import { createClock, Signer, socketLogin } from '@bitget-spec/auth';
import type { Runtime as RestRuntime } from '@bitget-spec/client/socket';
import type { SocketOptions } from '../socket/options.js';
import type { Runtime } from '../socket/runtime.js';
import type { Login } from './login.js';
import { openingOf } from './reply.js';

/** Who logs in. */
export interface Session {
  login(): Promise<Login>;
  /** @returns whether the clock was set */
  syncClock(): Promise<boolean>;
  /** Removes secrets from text. */
  redact(text: string): string;
}

/** @throws CredentialsError when the credentials can't work */
export function createSession(
  { credentials, clock }: SocketOptions,
  runtime: Runtime,
  rest: RestRuntime | undefined,
): Session {
  if (!credentials) throw new TypeError('[@bitget-spec/websocket] no credentials, createSocket: give `credentials`.');
  const signer = new Signer(credentials);
  const time = clock ?? rest?.clock ?? createClock(0, runtime.system);
  /** The client measures before its first signed call, which may come after this. */
  let measured = clock ? undefined : rest?.syncClock?.().catch(() => false);
  return {
    async login() {
      await measured;
      const args = await socketLogin(signer, Math.floor(time.now() / 1_000));
      const frame = JSON.stringify({ op: 'login', args });
      return { frame, opening: (ready, finish, pass) => openingOf(runtime, ready, finish, pass) };
    },
    syncClock: async () => {
      measured = clock ? undefined : rest?.syncClock?.().catch(() => false);
      return (await measured) ?? false;
    },
    redact: (text) => signer.redact(text),
  };
}
