import type { Clock } from './clock.js';

/** How requests are signed, and what goes with it. */
export interface AuthOptions {
  /** @default systemClock */
  clock?: Clock | undefined;
  /** Demo trading (`paptrading: 1`); needs a demo key. @default false */
  demo?: boolean | undefined;
  /** Language of the exchange's messages. @default 'en-US' on signed requests, otherwise none */
  locale?: string | undefined;
  /** A broker's code; sent only when given. */
  channelApiCode?: string | undefined;
  /** Whether a request needs a signature. @default every request, when there are credentials */
  signs?: ((schemaPath: string, method: string) => boolean) | undefined;
}
