import { SocketError } from '../socket/errors.js';
import type { EndReason } from '../socket/hooks.js';
import type { Runtime } from '../socket/runtime.js';

/** Reads a frame that comes before the login was replied to. */
export type Opening = (text: string) => void;

type Finish = (reason: EndReason, error?: Error, fatal?: boolean) => void;

/** A notice of a restart, which says nothing of the login. */
export const RESTART = '30033';

/** The time of the login was not taken. */
const CLOCK = /^(30013|30014|40005|40008)$/;
/** Too many of something, or a fault of the exchange: another attempt may do. */
const PASSING = /^(429|30006|30007|40010|40015|40725|45001)$/;

/** So often in a row the time may be refused of one who was logged in before: a clock is set again, or the network comes back. */
const MAX_REFUSED = 5;

/** Waits for the reply to a login. Its code is a zero as a number or a text. */
export function openingOf(runtime: Runtime, ready: () => void, finish: Finish, pass: (text: string) => void): Opening {
  const { logins } = runtime;
  return (text) => {
    const { event, code: given, msg, arg, id } = frameOf(text);
    const code = `${given ?? ''}`;
    if (event === 'login' && /^0*$/.test(code)) {
      logins.taken = true;
      logins.refused = 0;
      return ready();
    }
    if (!/^(login|error)$/.test(`${event}`) || arg || id || code === RESTART) return pass(text);
    const exchangeMessage = runtime.redact(`${msg ?? ''}`);
    const error = new SocketError(
      `the login was refused with ${code} "${exchangeMessage}"`,
      CLOCK.test(code)
        ? 'set the clock, or give `client`, whose clock is kept'
        : 'check key, passphrase and secret, the kind of account, and `demo`',
      { code, exchangeMessage },
    );
    if (!CLOCK.test(code)) return finish('login', error, !PASSING.test(code));
    logins.refused++;
    const fatal = !logins.taken || logins.refused >= MAX_REFUSED;
    runtime.syncClock().then(
      (set) => finish('login', error, !set && fatal),
      () => finish('login', error, fatal),
    );
  };
}

function frameOf(text: string): { event?: unknown; code?: unknown; msg?: unknown; arg?: unknown; id?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
