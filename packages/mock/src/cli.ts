import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { accountsIn } from './control/accounts.js';
import type { LimitSetting } from './core/limits.js';
import type { PositionMode } from './engine/index.js';
import { createMockExchange } from './hosts/node.js';

const USAGE = `bitget-mock: the Bitget exchange, offline

  --port N         port to listen on (default 4010; 0 takes any free one)
  --host NAME      address to listen on (default 127.0.0.1; others let the network in)
  --seed TEXT      another seed, other data (default bitget)
  --now MS         moment at which the clock stands, Unix milliseconds (default: it runs)
  --limits HOW     request limits: off (default), on, or a factor (0.5 halves them)
  --allow-origin URL
                   origin of web pages that may ask, beside those of this machine:
                   http://192.168.0.5:5173; may be given several times
  --position-mode MODE
                   position mode in which futures accounts open: hedge_mode or
                   one_way_mode (default: hedge_mode on v2, one_way_mode on v3)
  --accounts FILE  API keys to accept instead of the test keys: JSON, [{ "apiKey": "…" }]
  --help           this text

Sockets are on the same port: /v2/ws/public, /v2/ws/private, /v3/ws/public, /v3/ws/private. /__mock/ controls it all.
`;

/** Runs the command. @returns the exit code if there is nothing left to do, `undefined` while it serves */
export async function run(args: string[]): Promise<number | undefined> {
  try {
    const options = readOptions(args);
    if (options.help) {
      process.stdout.write(USAGE);
      return 0;
    }
    const { port, host, allowOrigins, ...exchange } = options;
    const mock = createMockExchange(exchange);
    const { url, close } = await mock.listen({ port, host, allowOrigins });
    const count = mock.state.catalogue.routes.size;
    const sockets = url.replace('http', 'ws');
    process.stdout.write(`Bitget mock exchange, ${count} operations: ${url}\n`);
    process.stdout.write(`Sockets: ${sockets}/v3/ws/public, /v3/ws/private, /v2/ws/public, /v2/ws/private\n`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
    return undefined;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return 1;
  }
}

function readOptions(args: string[]) {
  const { values } = parsed(args);
  const port = whole('port', values.port, 0, 65_535) ?? 4010;
  const now = whole('now', values.now, 0, Number.MAX_SAFE_INTEGER);
  const { limits, accounts } = values;
  const positionMode = values['position-mode'];
  return {
    help: values.help ?? false,
    port,
    host: values.host ?? '127.0.0.1',
    allowOrigins: values['allow-origin'] ?? [],
    ...(values.seed === undefined ? {} : { seed: values.seed }),
    ...(now === undefined ? {} : { now }),
    ...(limits === undefined ? {} : { limits: limitsFrom(limits) }),
    ...(positionMode === undefined ? {} : { positionMode: positionModeFrom(positionMode) }),
    ...(accounts === undefined ? {} : { accounts: accountsFrom(accounts) }),
  };
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  const help = { type: 'boolean', short: 'h' } as const;
  const options = {
    port: text,
    host: text,
    'allow-origin': { ...text, multiple: true },
    seed: text,
    now: text,
    limits: text,
    'position-mode': text,
    accounts: text,
    help,
  } as const;
  try {
    return parseArgs({ args, options });
  } catch (error) {
    throw new Error(`[mock] ${error instanceof Error ? error.message : error}; --help lists the options`);
  }
}

function whole(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`[mock] --${name} ${text} is no whole number from ${least} to ${most}`);
}

function limitsFrom(text: string): LimitSetting {
  if (text === 'on' || text === 'off') return text;
  if (/^(\d+|\d*\.\d+)$/.test(text) && Number(text) > 0) return Number(text);
  throw new Error(`[mock] --limits ${text} is neither on, off nor a factor above 0`);
}

function positionModeFrom(text: string): PositionMode {
  if (text === 'hedge_mode' || text === 'one_way_mode') return text;
  throw new Error(`[mock] --position-mode ${text} is neither hedge_mode nor one_way_mode`);
}

function accountsFrom(file: string) {
  try {
    return accountsIn(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace('[mock] ', '') : error;
    throw new Error(`[mock] --accounts ${file}: ${reason}`, { cause: error });
  }
}
