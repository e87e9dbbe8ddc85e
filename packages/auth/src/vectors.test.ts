import { execFileSync } from 'node:child_process';
import { createHmac, createPublicKey, sign, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as web from './hmac.js';
import * as node from './hmac.node.js';
import { signedQuery, wireQuery } from './query.js';
import { Signer } from './signer.js';
import { stringToSign } from './string-to-sign.js';

type KeyName = 'hmac' | 'rsaPkcs8' | 'rsaPkcs1';
interface Vector {
  name: string;
  source: string;
  key: KeyName;
  timestamp: string;
  method: string;
  path: string;
  params?: Record<string, unknown>;
  wire?: string;
  body?: string;
  string: string;
  signature: string;
}
const { keys, vectors }: { keys: Record<KeyName, string>; vectors: Vector[] } = JSON.parse(
  readFileSync(new URL('./vectors.json', import.meta.url), 'utf8'),
);

const hasOpenssl = (() => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).length > 0;
  } catch {
    return false;
  }
})();

describe.each(vectors)('vector: $name', ({ key, params, wire, string, signature, ...parts }) => {
  const secretKey = keys[key];

  it('gives the string', () => {
    expect(stringToSign({ ...parts, query: params })).toBe(string);
  });

  it.runIf(params)('gives the query as sent, from which the signed one follows', () => {
    expect(wireQuery(params ?? {})).toBe(wire);
    expect(stringToSign({ ...parts, query: signedQuery(wire ?? '') })).toBe(string);
  });

  it('gives the signature: Signer, node:crypto file, Web Crypto file', async () => {
    expect(await new Signer({ apiKey: 'k', secretKey, passphrase: 'p' }).sign({ ...parts, query: params })).toBe(
      signature,
    );
    for (const { hmacSign, rsaSign } of [node, web]) {
      const signText = key === 'hmac' ? hmacSign(secretKey) : rsaSign(secretKey);
      expect(await signText(string)).toBe(signature);
      expect(await signText(string)).toBe(signature);
    }
  });

  it('agrees with node:crypto, used by hand', () => {
    if (key === 'hmac') return expect(createHmac('sha256', secretKey).update(string).digest('base64')).toBe(signature);
    expect(sign('RSA-SHA256', Buffer.from(string), secretKey).toString('base64')).toBe(signature);
    expect(
      verify('RSA-SHA256', Buffer.from(string), createPublicKey(secretKey), Buffer.from(signature, 'base64')),
    ).toBe(true);
  });
});

describe.runIf(hasOpenssl)('the openssl binary', () => {
  let dir = '';
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'bitget-spec-'));
    for (const name of ['rsaPkcs8', 'rsaPkcs1'] as const) writeFileSync(join(dir, name), keys[name], { mode: 0o600 });
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it.each(vectors)('gives the same signature: $name', ({ key, string, signature }) => {
    const how = key === 'hmac' ? ['-hmac', keys.hmac] : ['-sign', join(dir, key)];
    const made = execFileSync('openssl', ['dgst', '-sha256', ...how, '-binary'], { input: string });
    expect(made.toString('base64')).toBe(signature);
  });
});
