import { createHmac, generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CredentialsError } from './credentials.js';
import * as web from './hmac.js';
import * as node from './hmac.node.js';
import { Signer } from './signer.js';

const credentials = { apiKey: 'the-key', secretKey: 'the-secret', passphrase: 'the-pass' };
const pair = (type: 'pkcs1' | 'pkcs8', modulusLength = 2048) =>
  generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type, format: 'pem' },
  });

describe('Signer', () => {
  it('shows nothing to inspect, JSON and String', () => {
    const signer = new Signer(credentials);
    const shown = [
      inspect(signer, { depth: 9, showHidden: true }),
      inspect(signer, { depth: 9, showHidden: true, customInspect: false, getters: true }),
      JSON.stringify({ signer }),
      String(signer),
      `${Object.keys(signer)}`,
    ].join();
    expect(shown).not.toMatch(/the-/);
    expect(shown).toContain('hidden');
  });

  /** One that has loaded what redacts. */
  const loaded = async (given: typeof credentials) => {
    const signer = new Signer(given);
    await signer.loading;
    return signer;
  };

  it('redacts the key, the secret, each line of a PEM and the passphrase', async () => {
    expect(new Signer(credentials).redact('a the-key b the-secret c the-pass d')).toBe(
      'a [redacted] b [redacted] c [redacted] d',
    );
    expect((await loaded(credentials)).redact('a the-key b the-secret c the-pass d')).toBe(
      'a [redacted] b [redacted] c [redacted] d',
    );
    const pem = pair('pkcs8').privateKey;
    const shown = (await loaded({ ...credentials, secretKey: pem })).redact(`x ${pem.split('\n')[3]} ${pem}`);
    expect(pem.split('\n').filter((line) => /^[^-]/.test(line) && shown.includes(line))).toEqual([]);
  });

  it('redacts them however they are written: in JSON, in URLs, in other lines', async () => {
    const signer = await loaded({ ...credentials, passphrase: 'qx"zz/w+d' });
    const echo = JSON.stringify({ header: JSON.stringify({ passphrase: 'qx"zz/w+d' }), url: 'x' });
    for (const text of ['qx"zz/w+d', JSON.stringify('qx"zz/w+d'), encodeURIComponent('qx"zz/w+d'), 'qx"zz\\/w+d', echo])
      expect(signer.redact(`at ${text} end`)).not.toMatch(/qx\W*zz|w\+d/);
    expect(signer.redact('sign Ab/9+= and Ab%2F9%2B%3D', 'Ab/9+=')).toBe('sign [redacted] and [redacted]');
    expect(signer.redact('{"passphrase":"of-a-sub","label":"bot"}')).toBe('{"passphrase":"[redacted]","label":"bot"}');

    const pem = pair('pkcs8').privateKey;
    const body = pem.replace(/-----.*-----|\n/g, '');
    const rewrapped = body.match(/.{1,40}/g)?.join('\\n') ?? '';
    const shown = (await loaded({ ...credentials, secretKey: pem })).redact(`key ${rewrapped}`);
    for (let at = 0; at + 20 < body.length; at += 20) expect(shown).not.toContain(body.slice(at, at + 20));
  });

  it.each([
    [{ apiKey: '' }, 'credentials.apiKey is empty'],
    [{ secretKey: '  ' }, 'credentials.secretKey is padded or not plain text'],
    [{ passphrase: undefined }, 'credentials.passphrase is empty'],
    [{ passphrase: 'the-pass\n' }, 'credentials.passphrase is padded or not plain text'],
    [{ passphrase: 'the-päss币' }, 'credentials.passphrase is padded or not plain text'],
  ])('says which setting is wrong: %j', (wrong, message) => {
    const make = () => new Signer(Object.assign({ ...credentials }, wrong));
    expect(make).toThrow(CredentialsError);
    expect(make).toThrow(`[@bitget-spec/auth] ${message}: `);
    expect(make).not.toThrow(/the-/);
  });

  it('takes a PEM whose line ends are written \\n, or with text around it', async () => {
    const { privateKey } = pair('pkcs1');
    const parts = { timestamp: 1, method: 'GET', path: '/' };
    const signature = await new Signer({ ...credentials, secretKey: privateKey }).sign(parts);
    for (const secretKey of [
      privateKey.replaceAll('\n', '\\n'),
      `\n${privateKey}\n`,
      privateKey.replaceAll('\n', '\r\n'),
    ])
      expect(await new Signer({ ...credentials, secretKey }).sign(parts)).toBe(signature);
  });
});

describe('keys that are no RSA private key', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const bad = {
    'an EC key': ec.export({ type: 'pkcs8', format: 'pem' }).toString(),
    'an EC key of its own kind': ec.export({ type: 'sec1', format: 'pem' }).toString(),
    'a public key': pair('pkcs8').publicKey,
    'an encrypted key': generateKeyPairSync('rsa', { modulusLength: 2048 })
      .privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
      .toString(),
    'a key cut short': pair('pkcs8').privateKey.slice(0, 200),
    'a key with a hole': pair('pkcs8').privateKey.replace(/\n.{64}\n/, '\n'),
    'not base64': '-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----',
  };
  it.each(Object.entries(bad))('%s', async (_name, pem) => {
    for (const { rsaSign } of [node, web]) {
      const error = await (async () => rsaSign(pem)('text'))().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(CredentialsError);
      expect(inspect(error)).toContain('give the whole PEM');
      expect(pem.split('\n').filter((line) => line.length > 40 && inspect(error, { depth: 9 }).includes(line))).toEqual(
        [],
      );
    }
  });
});

it('wraps PKCS#1 keys of other sizes', async () => {
  for (const size of [512, 1024, 2048]) {
    const { privateKey } = pair('pkcs1', size);
    expect(await web.rsaSign(privateKey)('text')).toBe(await node.rsaSign(privateKey)('text'));
  }
});

it('property: both platforms sign any text as node:crypto does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.string({ unit: 'binary' }),
      async (secret, text) => {
        const signature = createHmac('sha256', secret).update(text).digest('base64');
        expect(node.hmacSign(secret)(text)).toBe(signature);
        expect(await web.hmacSign(secret)(text)).toBe(signature);
      },
    ),
  );
});
