import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../scripts/processor-time.js';
import { authMiddleware } from './middleware.js';
import { redact, redactFields } from './redact.js';
import { Signer } from './signer.js';

const escaped = (text: string, of: RegExp, form: (code: string, char: string) => string) =>
  text.replace(of, (char) => form(char.charCodeAt(0).toString(16), char));
const lower = (text: string) => text.replace(/%[\dA-F]{2}/g, (hex) => hex.toLowerCase());
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** The ways in which servers, proxies and log shippers write a text. */
const FORMS: Record<string, (text: string) => string> = {
  plain: (text) => text,
  JSON: (text) => JSON.stringify(text),
  'JSON of a field': (text) => JSON.stringify({ echo: text, n: 1 }),
  'JSON with slashes escaped': (text) => JSON.stringify(text).replaceAll('/', '\\/'),
  'JSON for HTML': (text) =>
    `"${escaped(text.replaceAll('\\', '\\\\'), /[^ -~]|[<>&'"]/g, (hex) => `\\u${hex.padStart(4, '0')}`)}"`,
  URL: encodeURIComponent,
  'URL in lower case': (text) => lower(encodeURIComponent(text)),
  'URL, every byte': (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&'),
  form: (text) => new URLSearchParams({ q: text }).toString(),
  'form in lower case': (text) => lower(new URLSearchParams({ q: text }).toString()),
  'HTML by name': (text) =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  'HTML by number': (text) => escaped(text, /[^\w ]/g, (_, char) => `&#${char.charCodeAt(0)};`),
  'HTML by hexadecimal number': (text) => escaped(text, /[^\w ]/g, (hex) => `&#x${hex};`),
  base64,
  'base64 of a header': (text) => `Basic ${base64(`user:${text}`)}`,
  'base64 within a word': (text) => `k${base64(`x${text}yz`)}`,
  base64url: (text) => Buffer.from(text).toString('base64url'),
  hex: (text) => Buffer.from(text).toString('hex'),
  'hex in capitals': (text) => `0x${Buffer.from(`--${text}--`).toString('hex').toUpperCase()}`,
};

/** What an API's owner may choose as a passphrase, and what keys and signatures are made of. */
const secret = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'aZ9 "\\/+=&<>%\'-_.;#'), minLength: 8, maxLength: 32 }),
  fc.base64String({ minLength: 44, maxLength: 44 }),
  fc.stringMatching(/^[0-9a-f]{32}$/),
  fc.string({ unit: 'grapheme-composite', minLength: 8, maxLength: 20 }),
);

/** Undoes a form, to see whether what is left still gives the secret away. */
const UNDO: ((text: string) => string)[] = [
  (text) => text,
  (text) => Buffer.from(text.replace(/[^\w+/-]/g, ''), 'base64').toString(),
  (text) => Buffer.from(text.replace(/[^\da-fA-F]/g, ''), 'hex').toString(),
  (text) => decodeURIComponent(text.replace(/%(?![\da-fA-F]{2})/g, '%25')),
];

describe('redact', () => {
  const names = fc.constantFrom(...Object.keys(FORMS));
  const form = (name: string, text: string) => FORMS[name]?.(text) ?? expect.fail(name);

  it('property: no form of a secret, nor a form of a form, is left', () => {
    fc.assert(
      fc.property(secret, names, names, (given, inner, outer) => {
        const written = form(outer, form(inner, given));
        const clean = redact(`before ${written} after`, [given]);
        expect(clean).toContain('[redacted]');
        expect(clean.startsWith('before ') && clean.endsWith(' after')).toBe(true);
        // The rest must not give it away by any of the ways either.
        for (const undo of UNDO) expect(undo(clean.replaceAll('[redacted]', ' '))).not.toContain(given);
      }),
      { numRuns: Number(process.env.SOAK ? 200_000 : 3_000) },
    );
  });

  it('property: what holds no secret stays as it is', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.base64String(), fc.json());
    fc.assert(
      fc.property(text, names, (plain, name) => {
        const written = form(name, plain);
        expect(redact(written, ['an-api-key-of-theirs', 'W8z/s3cr3t+0f=them', 'correct horse'])).toBe(written);
      }),
      { numRuns: 1_000 },
    );
  });

  it('redacts each line of a PEM, as it is and encoded', () => {
    const body = Array.from({ length: 4 }, (_, line) => Buffer.alloc(48, `line ${line}`).toString('base64'));
    const pem = `-----BEGIN PRIVATE KEY-----\n${body.join('\n')}\n-----END PRIVATE KEY-----`;
    for (const [name, write] of Object.entries(FORMS)) {
      const clean = redact(write(pem), [pem]);
      expect(
        body.filter((line) => clean.includes(line)),
        name,
      ).toEqual([]);
      expect(
        UNDO.some((undo) => body.some((line) => undo(clean).includes(line))),
        name,
      ).toBe(false);
    }
  });

  it('hides secret fields of an echoed body, in JSON in JSON too', () => {
    const body = JSON.stringify({ label: 'bot', apiSecretKey: 's3"cret', passphrase: 'p4ss' });
    for (const text of [body, JSON.stringify({ body }), encodeURIComponent(body), Buffer.from(body).toString('base64')])
      expect(redactFields(text)).not.toMatch(/s3|cret"|p4ss|czMi|cDRzcy/);
    expect(redactFields(body)).toBe('{"label":"bot","apiSecretKey":"[redacted]","passphrase":"[redacted]"}');
  });

  it('takes little time for what a hostile server sends, and cuts what nobody would read', () => {
    const hostile = [
      '"secret'.repeat(200_000),
      `"${'secret'.repeat(200_000)}`,
      'A'.repeat(1_000_000),
      '%25'.repeat(300_000),
    ];
    for (const text of [...hostile, '\\'.repeat(500_000), '&#'.repeat(500_000)]) {
      const begun = processorTime();
      expect(redact(text, ['the-secret', 'the-pass']).length).toBeLessThanOrEqual(100_020);
      expect(processorTime() - begun).toBeLessThan(2_000);
    }
  });

  it('cuts no secret in two where it cuts a text', () => {
    for (let at = 99_985; at < 100_005; at++) {
      const clean = redact(`${'-'.repeat(at)}the-passphrase${'.'.repeat(1_000)}`, ['the-passphrase']);
      expect(clean).not.toMatch(/[a-z]{2,}(?<!\[redacted)…/);
      expect(clean).not.toContain('the-');
    }
  });

  it('marks each secret where it stood, and shows a hundred thousand characters of the rest', () => {
    expect(redact('the-secretthe-pass.', ['the-secret', 'the-pass'])).toBe('[redacted][redacted].');
    const long = '-'.repeat(100_000);
    expect(redact(long, ['the-secret'])).toBe(long);
    for (const more of ['-', 'the-secret', `${'-'.repeat(500)}the-secret`])
      expect(redact(`${long}${more}`, ['the-secret'])).toBe(`${long}…`);
  });

  it('hides no word that a secret merely contains, but any line of a PEM', () => {
    expect(redact('a transfer failed', ['my-transfer_key'])).toBe('a transfer failed');
  });

  it('is what a signer does to key, secret, passphrase and signature, once it has signed a request', async () => {
    const signer = new Signer({ apiKey: 'the key/1', secretKey: 'the secret/2', passphrase: 'the pass/3' });
    await authMiddleware(signer).onRequest({ request: new Request('https://x.invalid/'), schemaPath: '/' });
    expect(signer.loading).toBeUndefined();
    for (const [name, write] of Object.entries(FORMS)) {
      const written = ['the key/1', 'the secret/2', 'the pass/3', 'sig+4/AbCd=='].map(write);
      const clean = signer.redact(written.join(' , '), 'sig+4/AbCd==');
      for (const text of written) expect(clean, name).not.toContain(text);
    }
  });
});
