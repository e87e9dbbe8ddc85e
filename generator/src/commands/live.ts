import { parseArgs } from 'node:util';
import { CredentialsError, Signer } from '@bitget-spec/auth';
import { printResults } from '../live/print.js';
import { type CallResult, probe, reads } from '../live/probe.js';
import { loadOwn } from '../load-own.js';
import { UsageError } from '../options.js';

/** Polite to a server that others use too; the exchange allows 20 a second. */
const RATE = 5;

/**
 * `bitget-spec live --base-url URL [--record DIR]`.
 * @returns 1 where a response differs from its schema, 2 where there was none
 */
export async function runLive(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      'base-url': { type: 'string' },
      only: { type: 'string' },
      rate: { type: 'string' },
      record: { type: 'string' },
      demo: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const { only, record, demo } = values;
  const baseUrl = values['base-url'];
  const rate = Number(values.rate ?? RATE);
  if (!baseUrl || !/^https?:\/\/./.test(baseUrl) || !URL.canParse(baseUrl))
    throw new UsageError('name a server with --base-url, such as https://api.bitget.com or http://127.0.0.1:4010');
  if (!(rate > 0)) throw new UsageError('--rate is a number of calls a second, above 0');
  if (record === '') throw new UsageError('--record names the folder that keeps the responses');
  const signer = record === undefined ? undefined : signerFor(baseUrl, process.env);
  const loaded = await loadOwn();
  if (!reads(loaded, { only }).length && !(signer && reads(loaded, { only, signed: true }).length))
    throw new UsageError(`no ${signer ? '' : 'public '}read starts with ${only}; paths start as in /api/v3/market`);
  const results = await probe(loaded, { baseUrl, rate, only, record, signer, demo });
  const text = values.json ? JSON.stringify(results, null, 1) : printResults(results);
  console.log(signer ? signer.redact(text) : text);
  const code = exitCode(results);
  if (code === 2) console.error(`[bitget-spec] not every call had a response: is ${baseUrl} there, and the network?`);
  return code;
}

const VARIABLES = { apiKey: 'BITGET_API_KEY', secretKey: 'BITGET_SECRET_KEY', passphrase: 'BITGET_PASSPHRASE' };

/**
 * The keys of the environment, where there are any.
 * @throws UsageError when some are missing, or would travel unencrypted
 */
export function signerFor(baseUrl: string, env: NodeJS.ProcessEnv): Signer | undefined {
  const given = Object.values(VARIABLES).filter((name) => env[name]);
  if (!given.length) return undefined;
  const missing = Object.values(VARIABLES).filter((name) => !env[name]);
  if (missing.length)
    throw new UsageError(`${given.join(' and ')} set, but not ${missing.join(' and ')}: set all three, or none`);
  const { protocol, hostname } = new URL(baseUrl);
  if (protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname))
    throw new UsageError(
      `keys are not sent to ${hostname} without encryption: use https, or unset ${given.join(', ')}`,
    );
  const read = (name: keyof typeof VARIABLES): string => env[VARIABLES[name]] ?? '';
  try {
    return new Signer({ apiKey: read('apiKey'), secretKey: read('secretKey'), passphrase: read('passphrase') });
  } catch (error) {
    throw error instanceof CredentialsError ? new UsageError(error.message.replace(/^\[.*?\] /, '')) : error;
  }
}

/**
 * Differences count more than silence: they are there whatever the silent calls would have said. That an account has no
 * order of the example's id is no difference.
 */
export function exitCode(results: CallResult[]): number {
  if (results.some(({ drifts, refused, signed }) => drifts.length || (refused && !signed))) return 1;
  return results.some(({ unreachable }) => unreachable) ? 2 : 0;
}
