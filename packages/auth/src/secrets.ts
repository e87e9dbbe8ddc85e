/// <reference types="node" />
import type { Credentials } from './credentials.js';
import { redactFields } from './redact.js';

/** What a command can't work with. Its message never quotes a value. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  constructor(what: string, mend: string) {
    super(`[@bitget-spec/auth] ${what}: ${mend}.`);
  }
}

/** Standard input. */
export type Input = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** Where each secret is read from, by its name on standard input. */
const VARIABLES = {
  apiKey: 'BITGET_API_KEY',
  secretKey: 'BITGET_SECRET_KEY',
  passphrase: 'BITGET_PASSPHRASE',
  signature: 'BITGET_SIGNATURE',
} as const;

type Name = keyof typeof VARIABLES;
const NAMES = ['apiKey', 'secretKey', 'passphrase', 'signature', 'body'] as const;

/** Options that people try, by the secret that they stand for. */
const TRIED: [RegExp, Name][] = [
  [/^(api|access)?key$/, 'apiKey'],
  [/^(api|access)?(secret(key)?|privatekey|pem)$/, 'secretKey'],
  [/^(api|access)?(pass(phrase|word)?)$/, 'passphrase'],
  [/^(access)?sign(ature)?$/, 'signature'],
];

/** @throws UsageError if an argument is there to hold a secret */
export function checkArguments(argv: readonly string[]): void {
  for (const [index, argument] of argv.entries()) {
    const [option = '', value = argv[index + 1] ?? ''] = argument.split(/=(.*)/s, 2);
    const name = option.replace(/[-_]/g, '').toLowerCase();
    const secret = option.startsWith('-') ? TRIED.find(([tried]) => tried.test(name))?.[1] : undefined;
    if (secret)
      throw new UsageError(
        `${option} is a secret, and arguments are seen by other programs and the shell's history`,
        `set ${VARIABLES[secret]}, or give {"${secret}":"…"} on standard input with --stdin`,
      );
    if (option === '--body' && redactFields(value) !== value)
      throw new UsageError('--body holds a secret', 'give {"body":"…"} on standard input with --stdin');
  }
}

export interface Given {
  body?: string | undefined;
  signature?: string | undefined;
  credentials?: Credentials | undefined;
}

/** The secrets that the environment and standard input give; the latter win. @throws UsageError */
export async function readSecrets(env: NodeJS.ProcessEnv, input: Input | undefined): Promise<Given> {
  const given = input ? await fieldsOf(input) : {};
  const of = (name: Name) => given[name] ?? env[VARIABLES[name]];
  const { apiKey = 'unknown', passphrase = 'unknown' } = { apiKey: of('apiKey'), passphrase: of('passphrase') };
  const secretKey = of('secretKey');
  return {
    body: given.body,
    signature: of('signature'),
    credentials: secretKey ? { apiKey, secretKey, passphrase } : undefined,
  };
}

const MOST = 1_000_000;

async function fieldsOf(input: Input): Promise<Partial<Record<(typeof NAMES)[number], string>>> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of input) {
    text += typeof part === 'string' ? part : decoder.decode(part, { stream: true });
    if (text.length > MOST) throw new UsageError('more than 1 MB, standard input', WANTED);
  }
  const fields = Object.entries(parsed(text));
  const strange = fields.some(([name, value]) => !NAMES.some((known) => known === name) || typeof value !== 'string');
  if (strange || !fields.length) throw new UsageError('no secrets that are known, standard input', WANTED);
  return Object.fromEntries(fields);
}

const WANTED = `give a JSON object of texts, named ${NAMES.join(', ')}`;

/** The parser's own message would quote the text. */
function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // falls through
  }
  throw new UsageError('no JSON object, standard input', WANTED);
}
