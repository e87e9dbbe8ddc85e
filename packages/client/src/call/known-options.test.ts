import { expect, it } from 'vitest';
import { credentials, routes } from '../../test/client.js';
import type { ClientOptions } from '../index.js';
import { connect } from '../runtime.js';

/** As JavaScript calls it, which no compiler checks. */
const make = (options: object) => connect(routes, options);

it.each([
  ['credential', 'credentials'],
  ['timeout', 'timeoutMs'],
  ['baseURL', 'baseUrl'],
  ['url', 'baseUrl'],
  ['limiter', 'limits'],
  ['outcomeWait', 'outcomeWaitMs'],
  ['onResponce', 'onResponse'],
])('an unknown option is an error that names the near one: %s, %s', (given, near) => {
  expect(() => make({ [given]: 'the-value' })).toThrow(
    new TypeError(`[@bitget-spec/client] unknown option \`${given}\`, createClient: did you mean \`${near}\`?`),
  );
});

it.each([
  ['apikey', 'apiKey'],
  ['apiSecret', 'secretKey'],
  ['secret', 'secretKey'],
  ['password', 'passphrase'],
])('so it is in credentials, and no value is shown: %s, %s', (given, near) => {
  expect(() => make({ credentials: { ...credentials, [given]: 'the-value' } })).toThrow(
    `[@bitget-spec/client] unknown option \`credentials.${given}\`, createClient: did you mean \`credentials.${near}\`?`,
  );
});

it('for what resembles none, names those there are', () => {
  expect(() => make({ zzz: 1 })).toThrow(
    /unknown option `zzz`, createClient: known are credentials, demo, .*onDrift\.$/,
  );
});

it('every option is known', () => {
  const all: Record<keyof ClientOptions, undefined> = {
    credentials: undefined,
    demo: undefined,
    baseUrl: undefined,
    fetch: undefined,
    locale: undefined,
    channelApiCode: undefined,
    timeoutMs: undefined,
    clock: undefined,
    system: undefined,
    use: undefined,
    retries: undefined,
    outcomeWaitMs: undefined,
    outcomeGraceMs: undefined,
    catalogue: undefined,
    limits: undefined,
    debug: undefined,
    onIntent: undefined,
    onRequest: undefined,
    onResponse: undefined,
    onRetry: undefined,
    onDrift: undefined,
  };
  expect(() => make(all)).not.toThrow();
});
