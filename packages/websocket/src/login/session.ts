import { createClock, Signer, socketLogin } from '@bitget-spec/auth';
import type { Runtime as RestRuntime } from '@bitget-spec/client/socket';
import type { SocketOptions } from '../socket/options.js';
import type { Runtime } from '../socket/runtime.js';

/** Who logs in. */
export interface Session {
  /** The frame that logs a connection in. It holds the passphrase. */
  login(): Promise<string>;
  /** @returns whether the clock was set */
  syncClock(): Promise<boolean>;
  /** Removes secrets from text. */
  redact(text: string): string;
}

/** @throws CredentialsError when the credentials can't work */
export function createSession(
  { credentials, clock }: SocketOptions,
  { system }: Pick<Runtime, 'system'>,
  rest: RestRuntime | undefined,
): Session {
  if (!credentials) throw new TypeError('[@bitget-spec/websocket] no credentials, createSocket: give `credentials`.');
  const signer = new Signer(credentials);
  const time = clock ?? rest?.clock ?? createClock(0, system);
  /** The client measures before its first signed call, which may come after this. */
  let measured = clock ? undefined : rest?.syncClock?.().catch(() => false);
  return {
    async login() {
      await measured;
      const args = await socketLogin(signer, Math.floor(time.now() / 1_000));
      return JSON.stringify({ op: 'login', args });
    },
    syncClock: async () => {
      measured = clock ? undefined : rest?.syncClock?.().catch(() => false);
      return (await measured) ?? false;
    },
    redact: (text) => signer.redact(text),
  };
}
