import { type SignedParts, Signer, stringToSign } from '@bitget-spec/auth';
import type { MockAccount, MockOperation, MockRequest, TimeSource } from '../types.js';
import { type Refusal, refuse } from './errors.js';
import { headerText, signedParts } from './signature.js';

/** What may be known of an account: all but its secrets. */
export type AccountFacts = Omit<MockAccount, 'secretKey' | 'passphrase'>;

/** An API key that the mock accepts. Its secrets can be compared with, but not seen. */
export interface KnownKey {
  account: AccountFacts;
  isPassphrase(text: string | undefined): boolean;
  sign(parts: SignedParts): string | Promise<string>;
}

/** How far a timestamp may be from the exchange's clock, in milliseconds. */
const WINDOW = 30_000;

/** @throws CredentialsError if a setting of the account is empty or its PEM can't be used */
export function knownKey({ secretKey, passphrase, ...account }: MockAccount): KnownKey {
  const signer = new Signer({ apiKey: account.apiKey, secretKey, passphrase });
  return { account, isPassphrase: (text) => text === passphrase, sign: (parts) => signer.sign(parts) };
}

/**
 * Lets a signed request pass or says why not, in the exchange's order: headers there, time, key, passphrase,
 * signature, address, demo or live, kind of account, permission.
 */
export function authenticate(
  request: MockRequest,
  operation: MockOperation,
  keys: ReadonlyMap<string, KnownKey>,
  clock: TimeSource,
): Refusal | undefined | Promise<Refusal | undefined> {
  const { headers } = request;
  const unfit = checkHeaders(request, clock);
  if (unfit) return unfit;
  const name = headers['access-key'] ?? '';
  const key = keys.get(name);
  // 40006 for what can't be a key, 40037 for one nobody has.
  if (!key) return refuse(/^[\w-]+$/.test(name) ? '40037' : '40006');
  if (!key.isPassphrase(headers['access-passphrase'])) return refuse('40012');
  const parts = signedParts(request);
  const decide = (expected: string) =>
    headers['access-sign'] === expected
      ? checkAccount(request, operation, key.account)
      : refuse('40009', { headers: { 'x-mock-string-to-sign': headerText(stringToSign(parts)) } });
  const expected = key.sign(parts);
  return typeof expected === 'string' ? decide(expected) : expected.then(decide);
}

function checkHeaders({ headers }: MockRequest, clock: TimeSource): Refusal | undefined {
  if (!headers['access-key']) return refuse('40001');
  if (!headers['access-sign']) return refuse('40002');
  const time = headers['access-timestamp'] ?? '';
  if (!/^\d{1,16}$/.test(time)) return refuse('40005');
  if (!headers['access-passphrase']) return refuse('40011');
  return Math.abs(clock.now() - Number(time)) > WINDOW ? refuse('40008') : undefined;
}

/** Whether an account that has proven who it is may do what it asks for, from where it asks. */
export function checkAccount(
  request: MockRequest,
  operation: MockOperation,
  account: AccountFacts,
): Refusal | undefined {
  if (account.ips && !account.ips.includes(addressOf(request))) return refuse('40018');
  const demo = request.headers.paptrading === '1';
  if (account.demo !== undefined && account.demo !== demo) return refuse('40099');
  if (account.mode === 'classic' && operation.account === 'unified') return refuse('40084');
  if (account.mode === 'unified' && operation.account === 'classic') return refuse('40085');
  if (!permits(account, operation.permission)) return refuse('40014', { about: operation.permission });
  return undefined;
}

/** Where a request comes from: what it says itself, so that a test on one machine can be many. */
export function addressOf({ headers, ip }: MockRequest): string {
  const said = headers['x-mock-ip'];
  // No address is longer; what is would be kept with the addresses that are counted.
  return (said !== undefined && said.length <= 45 ? said : ip) ?? '127.0.0.1';
}

function permits({ permissions }: AccountFacts, needed: string): boolean {
  if (permissions === undefined || needed === 'none' || needed === 'unknown') return true;
  const [area, right] = needed.split(':');
  const enough = right === 'read' ? ['read', 'write'] : [right];
  return enough.some((granted) => permissions.includes(`${area}:${granted}`) || permissions.includes(`*:${granted}`));
}
