import type { Credentials } from '@bitget-spec/auth';
import type { ClientOptions } from './options.js';

const OPTIONS: readonly (keyof ClientOptions)[] = [
  'credentials',
  'demo',
  'baseUrl',
  'fetch',
  'locale',
  'channelApiCode',
  'timeoutMs',
  'clock',
  'system',
  'use',
  'retries',
  'outcomeWaitMs',
  'outcomeGraceMs',
  'catalogue',
  'limits',
  'debug',
  'onIntent',
  'onRequest',
  'onResponse',
  'onRetry',
  'onDrift',
];
const CREDENTIALS: readonly (keyof Credentials)[] = ['apiKey', 'secretKey', 'passphrase', 'sign'];

/**
 * A misspelt option would go unnoticed until it is missed, which is with the first order.
 * @throws TypeError that names the option, and the one that it resembles; no value
 */
export function checkOptions(options: ClientOptions): void {
  check(options, OPTIONS, '');
  check(options.credentials, CREDENTIALS, 'credentials.');
}

function check(given: object | undefined, known: readonly string[], prefix: string): void {
  for (const name of Object.keys(given ?? {})) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const mend = near ? `did you mean \`${prefix}${near}\`?` : `known are ${known.join(', ')}.`;
    throw new TypeError(`[@bitget-spec/client] unknown option \`${prefix}${name}\`, createClient: ${mend}`);
  }
}

/** The one that shares most pairs of letters, if those are a third of both. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const given = pairsOf(name);
  const scored = known.map((one) => {
    const pairs = pairsOf(one);
    return { one, share: (2 * pairs.filter((pair) => given.includes(pair)).length) / (pairs.length + given.length) };
  });
  const [best] = scored.sort((a, b) => b.share - a.share);
  return best && best.share > 1 / 3 ? best.one : undefined;
}

const pairsOf = (text: string) =>
  Array.from({ length: text.length - 1 }, (_, at) => text.slice(at, at + 2).toLowerCase());
