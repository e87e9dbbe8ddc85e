import { type Credentials, CredentialsError } from '@bitget-spec/auth';
import { type Environment, processEnv } from './environment.js';

const VARIABLES = {
  apiKey: 'BITGET_API_KEY',
  secretKey: 'BITGET_SECRET_KEY',
  passphrase: 'BITGET_PASSPHRASE',
} as const;

/** The bindings of a worker, whose interface names them. */
type Bindings = { readonly [Name in (typeof VARIABLES)[keyof typeof VARIABLES]]?: unknown };

/**
 * Credentials from `BITGET_API_KEY`, `BITGET_SECRET_KEY` and `BITGET_PASSPHRASE`:
 * `createClient({ credentials: credentialsFromEnv() })`.
 * @param env where to look; a worker gives its own. @default process.env
 * @throws CredentialsError that names every variable that is missing or empty
 */
export function credentialsFromEnv(env: Environment | Bindings = processEnv()): Credentials {
  const missing = Object.values(VARIABLES).filter((name) => typeof env[name] !== 'string' || !env[name]);
  if (missing.length) {
    const what = `no ${missing.join(', no ')} in the environment`;
    const mend = `set ${missing.length > 1 ? 'them' : 'it'}, or give credentials yourself`;
    throw new CredentialsError(`[@bitget-spec/client] ${what}, credentialsFromEnv: ${mend}.`);
  }
  const read = (name: keyof typeof VARIABLES) => `${env[VARIABLES[name]]}`;
  return { apiKey: read('apiKey'), secretKey: read('secretKey'), passphrase: read('passphrase') };
}
