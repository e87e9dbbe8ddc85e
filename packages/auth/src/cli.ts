/// <reference types="node" />
import { parseArgs } from 'node:util';
import { CredentialsError } from './credentials.js';
import { explainSignature } from './explain.js';
import { checkArguments, type Input, readSecrets, UsageError } from './secrets.js';
import { platformSystem } from './system.js';

const HELP = `Usage: npx @bitget-spec/auth explain --url <URL> [options]

Shows the text that has to be signed for a request, and why a signature may be refused (40009).

  --url <URL>         of the request, with its query; or --path and --query
  --path <path>       from the root of the host, such as /api/v3/trade/place-order
  --query <query>     without the question mark
  --method <method>   GET unless there is a body, then POST
  --body <text>       exactly as sent; one that holds a passphrase comes by --stdin
  --timestamp <ms>    as sent in ACCESS-TIMESTAMP; now, unless given
  --stdin             reads secrets from standard input: {"secretKey":"…","signature":"…"}
  --clock             compares this machine's clock with the exchange's (asks it for the time)
  --host <URL>        of the exchange, https://api.bitget.com unless given

Secrets are never arguments, which other programs and the shell's history see. They are read from BITGET_API_KEY,
BITGET_SECRET_KEY, BITGET_PASSPHRASE and BITGET_SIGNATURE (as sent in ACCESS-SIGN: it is compared with the usual
mistakes), or with --stdin as a JSON object with apiKey, secretKey, passphrase, signature and body. None is shown.
`;

const OPTIONS = {
  url: { type: 'string' },
  path: { type: 'string' },
  query: { type: 'string' },
  method: { type: 'string' },
  body: { type: 'string' },
  timestamp: { type: 'string' },
  stdin: { type: 'boolean' },
  clock: { type: 'boolean' },
  host: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

const HOST = 'https://api.bitget.com';

/** Runs the command and returns its exit code: 2 for what it can't work with, which it says in one line. */
export async function main(
  argv: string[],
  env: NodeJS.ProcessEnv,
  print: (line: string) => void,
  input: Input = [],
): Promise<number> {
  try {
    return await run(argv, env, print, input);
  } catch (error) {
    print(lineOf(error));
    return 2;
  }
}

async function run(argv: string[], env: NodeJS.ProcessEnv, print: (line: string) => void, input: Input) {
  checkArguments(argv);
  const { values, positionals } = parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  const url = urlOf('--url', values.url);
  const path = url?.pathname ?? values.path;
  if (values.help || positionals.join() !== 'explain' || !path) {
    print(HELP);
    return values.help ? 0 : 2;
  }
  const { body = values.body ?? '', signature, credentials } = await readSecrets(env, values.stdin ? input : undefined);
  const { method = body ? 'POST' : 'GET', timestamp = `${platformSystem.now()}` } = values;
  const query = url?.search.slice(1) ?? values.query ?? '';
  const host = urlOf('--host', values.host)?.origin ?? HOST;
  const report = await explainSignature({ timestamp, method, path, query, body, signature }, credentials);
  print(`To sign:  ${report.signedString}`);
  if (signature && !credentials) print('Signature: not compared, since BITGET_SECRET_KEY is not set');
  else if (signature)
    print(
      `Signature: ${report.matches ? 'the right one for this text and secret' : 'not the one for this text and secret'}`,
    );
  report.causes.forEach((cause, index) => void print(`${index ? '      or' : 'Likely'}:  ${cause}`));
  if (values.clock) print(`Clock:    ${await clockText(host)}`);
  return 0;
}

function urlOf(option: string, text: string | undefined): URL | undefined {
  if (text === undefined) return undefined;
  const url = /^(https?:\/\/|\/)/i.test(text) && URL.canParse(text, HOST) ? new URL(text, HOST) : undefined;
  if (url) return url;
  throw new UsageError(`no URL, ${option}`, `give it whole, such as ${HOST}/api/v3/account/assets?coin=BTC`);
}

/** One line, whatever was thrown. */
function lineOf(error: unknown): string {
  if (error instanceof UsageError || error instanceof CredentialsError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `[@bitget-spec/auth] ${message.split(/\n|\. /)[0]}: see --help.`;
}
async function clockText(host: string): Promise<string> {
  const before = platformSystem.now();
  try {
    const response: unknown = await (await fetch(new URL('/api/v2/public/time', host))).json();
    const offset = Number(Object(response).requestTime) - (before + platformSystem.now()) / 2;
    if (!Number.isFinite(offset)) return 'the response holds no time';
    const side = offset > 0 ? 'behind' : 'ahead of';
    return `this machine is ${Math.abs(Math.round(offset))} ms ${side} the exchange (30,000 are too many)`;
  } catch {
    return `no response from ${host}`;
  }
}
