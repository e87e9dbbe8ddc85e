/// <reference types="node" />
import { parseArgs } from 'node:util';
import { explainSignature } from './explain.js';
import { platformSystem } from './system.js';

const HELP = `Usage: npx @bitget-spec/auth explain --url <URL> [options]

Shows the text that has to be signed for a request, and why a signature may be refused (40009).

  --url <URL>         of the request, with its query; or --path and --query
  --path <path>       from the root of the host, such as /api/v3/trade/place-order
  --query <query>     without the question mark
  --method <method>   GET unless there is a body, then POST
  --body <text>       exactly as sent
  --timestamp <ms>    as sent in ACCESS-TIMESTAMP; now, unless given
  --signature <text>  as sent in ACCESS-SIGN: is compared with the usual mistakes
  --clock             compares this machine's clock with the exchange's (asks it for the time)
  --host <URL>        of the exchange, https://api.bitget.com unless given

Credentials are read from BITGET_API_KEY, BITGET_SECRET_KEY and BITGET_PASSPHRASE, and never shown.
`;

const OPTIONS = {
  url: { type: 'string' },
  path: { type: 'string' },
  query: { type: 'string' },
  method: { type: 'string' },
  body: { type: 'string' },
  timestamp: { type: 'string' },
  signature: { type: 'string' },
  clock: { type: 'boolean' },
  host: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Runs the command and returns its exit code. */
export async function main(argv: string[], env: NodeJS.ProcessEnv, print: (line: string) => void): Promise<number> {
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read(argv);
  } catch (error) {
    print(`[@bitget-spec/auth] ${error instanceof Error ? error.message : error}: see --help.`);
    return 2;
  }
  const { values, positionals } = parsed;
  const url = values.url === undefined ? undefined : new URL(values.url, 'https://api.bitget.com');
  const path = url?.pathname ?? values.path;
  if (values.help || positionals[0] !== 'explain' || !path) {
    print(HELP);
    return values.help ? 0 : 2;
  }
  const { body = '', method = body ? 'POST' : 'GET', timestamp = `${platformSystem.now()}`, signature } = values;
  const query = url?.search.slice(1) ?? values.query ?? '';
  const { BITGET_API_KEY: apiKey, BITGET_SECRET_KEY: secretKey, BITGET_PASSPHRASE: passphrase = 'unknown' } = env;
  const credentials = secretKey ? { apiKey: apiKey ?? 'unknown', secretKey, passphrase } : undefined;
  const report = await explainSignature({ timestamp, method, path, query, body, signature }, credentials);
  print(`To sign:  ${report.signedString}`);
  if (signature && !credentials) print('Signature: not compared, since BITGET_SECRET_KEY is not set');
  else if (signature)
    print(
      `Signature: ${report.matches ? 'the right one for this text and secret' : 'not the one for this text and secret'}`,
    );
  report.causes.forEach((cause, index) => void print(`${index ? '      or' : 'Likely'}:  ${cause}`));
  if (values.clock) print(`Clock:    ${await clockText(values.host ?? 'https://api.bitget.com')}`);
  return 0;
}

const read = (args: string[]) => parseArgs({ args, options: OPTIONS, allowPositionals: true });

async function clockText(host: string): Promise<string> {
  const before = platformSystem.now();
  try {
    const answer: unknown = await (await fetch(new URL('/api/v2/public/time', host))).json();
    const offset = Number(Object(answer).requestTime) - (before + platformSystem.now()) / 2;
    if (!Number.isFinite(offset)) return 'the exchange told no time';
    const side = offset > 0 ? 'behind' : 'ahead of';
    return `this machine is ${Math.abs(Math.round(offset))} ms ${side} the exchange (30,000 are too many)`;
  } catch {
    return `no answer from ${host}`;
  }
}
