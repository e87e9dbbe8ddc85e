import { describe, expect, it } from 'vitest';
import { decoded, unescaped } from './decode.js';
import { checkArguments, readSecrets, UsageError } from './secrets.js';
import { spansOf } from './spans.js';

const refused =
  (...argv: string[]) =>
  () =>
    checkArguments(argv);

describe('arguments', () => {
  it.each([
    ['BITGET_API_KEY', ['--key', '--api-key', '--ACCESS_KEY', '-key']],
    ['BITGET_SECRET_KEY', ['--secret', '--secret-key', '--api-secret', '--apiSecretKey', '--private-key', '--pem']],
    ['BITGET_PASSPHRASE', ['--pass', '--passphrase', '--password', '--api-pass', '--access-passphrase']],
    ['BITGET_SIGNATURE', ['--sign', '--signature', '--access-sign']],
  ])('that would hold what belongs in %s are refused', (variable, options) => {
    for (const option of options) {
      expect(refused(option, 'x'), option).toThrow(`set ${variable}`);
      expect(refused(`${option}=x`), option).toThrow(UsageError);
    }
  });

  it.each([
    '--mykey',
    '--keys',
    '--nosecret',
    '--secrets',
    '--bypass',
    '--passing',
    '--design',
    '--signer',
    'key',
    'secret',
    '',
  ])('that only resemble them are taken: %s', (option) => {
    expect(refused(option, 'x')).not.toThrow();
  });

  it('with a body that holds a secret are refused, with a note that does are not', () => {
    const body = '{"passphrase":"of-another"}';
    expect(refused('--body', body)).toThrow('--body holds a secret');
    expect(refused(`--body=${body}`)).toThrow('--body holds a secret');
    expect(refused('--note', body)).not.toThrow();
    expect(refused('--body')).not.toThrow();
  });
});

describe('standard input', () => {
  const read = (...parts: (string | Uint8Array)[]) => readSecrets({}, parts);

  it('wins over the environment, each name by itself', async () => {
    const env = {
      BITGET_API_KEY: 'key',
      BITGET_SECRET_KEY: 'secret',
      BITGET_PASSPHRASE: 'pass',
      BITGET_SIGNATURE: 's',
    };
    expect(await readSecrets(env, undefined)).toEqual({
      body: undefined,
      signature: 's',
      credentials: { apiKey: 'key', secretKey: 'secret', passphrase: 'pass' },
    });
    expect(await readSecrets(env, ['{"secretKey":"other"}'])).toMatchObject({ credentials: { secretKey: 'other' } });
  });

  it('may cut a character in two', async () => {
    const bytes = new TextEncoder().encode('{"secretKey":"s","passphrase":"ключ"}');
    for (let at = 1; at < bytes.length; at++)
      expect((await read(bytes.slice(0, at), bytes.slice(at))).credentials?.passphrase).toBe('ключ');
  });

  it.each(['null', '5', '"text"', '[]', 'nonsense'])('that is no object is refused: %s', async (text) => {
    await expect(read(text)).rejects.toThrow('no JSON object');
  });

  it.each(['{"apiKey":"k","other":"x"}', '{"apiKey":5}', '{}'])('of other fields is refused: %s', async (text) => {
    const error = await read(text).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'UsageError', message: expect.stringContaining('no secrets that are known') });
  });

  it('may be a million characters long and no more', async () => {
    const body = (length: number) => `{"body":"${'a'.repeat(length - 11)}"}`;
    expect((await read(body(1_000_000))).body).toHaveLength(1_000_000 - 11);
    await expect(read(body(1_000_001))).rejects.toThrow('more than 1 MB');
  });
});

describe('what was encoded', () => {
  it('is read by every name and code', () => {
    expect(unescaped(String.raw`a\n\r\t\"b`)[0]?.text).toBe('a\n\r\t"b');
    expect(unescaped('&apos;&quot;&lt;&gt;&amp;&#65;')[0]?.text).toBe(`'"<>&A`);
    expect(unescaped('a%00b')[0]?.text).toBe('a\0b');
  });

  it('as hexadecimal may begin at either digit, and end with half a byte', () => {
    const hex = Buffer.from('secret99').toString('hex');
    expect(decoded(hex)[0]).toBe('secret99');
    expect(decoded(`a${hex}`)).toContain('secret99');
    expect(decoded(`${hex}a`)[0]).toBe('secret99');
  });

  it('hides secrets of four characters and more, since shorter ones stand in any noise', () => {
    const found = (secret: string) => spansOf(btoa(`--${secret}--x`), { texts: [secret], pem: '' }, 1).length > 0;
    expect(found('pass')).toBe(true);
    expect(found('pas')).toBe(false);
  });
});
