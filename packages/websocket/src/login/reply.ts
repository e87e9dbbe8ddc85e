import { PASSING, RESTART } from '../connection/codes.js';
import { SocketError } from '../socket/errors.js';
import type { Runtime } from '../socket/runtime.js';
import { textOf } from '../streams/text.js';
import type { Finish, Opening } from './login.js';

/** The time of the login was not taken. */
const CLOCK = /^(30013|30014|40005|40008)$/;

/** So often in a row the time may be refused of one who was logged in before: a clock is set again, or the network comes back. */
const MAX_REFUSED = 5;

/** Waits for the reply to a login. Its code is a zero as a number or a text. @param pass takes frames of another kind */
export function openingOf(runtime: Runtime, ready: () => void, finish: Finish, pass: (text: string) => void): Opening {
  const { logins } = runtime;
  return (text) => {
    const { event, code: given, msg, arg, id } = frameOf(text);
    const code = textOf(given);
    if (event === 'login' && /^0*$/.test(code)) {
      logins.taken = true;
      logins.refused = 0;
      return ready();
    }
    if (!/^(login|error)$/.test(textOf(event)) || arg || id || code === RESTART) return pass(text);
    const exchangeMessage = runtime.redact(textOf(msg));
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
