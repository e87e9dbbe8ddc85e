import { CredentialsError } from '@bitget-spec/auth';
import { afterEach, expect, it, vi } from 'vitest';
import { credentialsFromEnv } from '../index.js';

afterEach(() => vi.unstubAllEnvs());

const env = { BITGET_API_KEY: 'the-key', BITGET_SECRET_KEY: 'the-secret', BITGET_PASSPHRASE: 'the-pass' };
const credentials = { apiKey: 'the-key', secretKey: 'the-secret', passphrase: 'the-pass' };

it('reads the variables of the process, or of what a worker is given', () => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  expect(credentialsFromEnv()).toEqual(credentials);
  expect(credentialsFromEnv({ ...env, BITGET_API_KEY: 'another', OTHER: 1 })).toEqual({
    ...credentials,
    apiKey: 'another',
  });
});

it('names what is missing or empty, and shows no value', () => {
  const read = () => credentialsFromEnv({ ...env, BITGET_SECRET_KEY: '' });
  expect(read).toThrow(CredentialsError);
  expect(read).toThrow(
    '[@bitget-spec/client] no BITGET_SECRET_KEY in the environment, credentialsFromEnv: set it, or give credentials yourself.',
  );
  expect(() => credentialsFromEnv({ BITGET_API_KEY: 'the-key' })).toThrow(
    'no BITGET_SECRET_KEY, no BITGET_PASSPHRASE in the environment, credentialsFromEnv: set them',
  );
});
