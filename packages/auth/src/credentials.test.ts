import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CredentialsError, checkCredentials, credentialsError, rsaPem } from './credentials.js';
import { badPem } from './rsa.js';
import { Signer } from './signer.js';

const credentials = { apiKey: 'the-key', secretKey: 'the-secret', passphrase: 'the pass' };
const PEM = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----';

describe('credentials', () => {
  it.each([
    ['apiKey', 'ékey'],
    ['apiKey', 'keyé'],
    ['apiKey', ' key'],
    ['passphrase', 'pass\n'],
    ['secretKey', ' secret'],
    ['secretKey', 'secret\n'],
  ])('are refused where %s is %j, without the value', (name, value) => {
    expect(() => checkCredentials({ ...credentials, [name]: value })).toThrow(
      `[@bitget-spec/auth] credentials.${name} is padded or not plain text: copy it again as shown when the API key was made.`,
    );
  });

  it('may be a PEM with space around it, or in one line with \\n', () => {
    checkCredentials({ ...credentials, secretKey: `\n${PEM}\n` });
    expect(rsaPem(`\n${PEM}\n`)).toBe(PEM);
    expect(rsaPem(PEM.replaceAll('\n', '\\n'))).toBe(PEM);
    expect(rsaPem('the-secret')).toBeUndefined();
  });

  it('that can’t be used are an error of their own name', () => {
    expect(new CredentialsError('x').name).toBe('CredentialsError');
    expect(() => badPem(credentialsError)).toThrow(
      '[@bitget-spec/auth] credentials.secretKey is no RSA private key that can be read: give the whole PEM',
    );
  });
});

it('a signer shows what it is and nothing else', () => {
  const signer = new Signer(credentials);
  const shown = '[@bitget-spec/auth signer, credentials hidden]';
  expect([String(signer), JSON.parse(JSON.stringify(signer)), inspect(signer)]).toEqual([shown, shown, shown]);
});
