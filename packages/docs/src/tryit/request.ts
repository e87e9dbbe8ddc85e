import { Signer, stringToSign, wireQuery } from '@bitget-spec/auth';
import type { Described, Request } from './exchange.js';

/** The key that every mock accepts. Real keys have no business in a page. */
export const TEST_KEY = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' } as const;

/** One part of the string to sign. */
export interface Part {
  name: string;
  kind: 'time' | 'method' | 'path' | 'query' | 'body';
  text: string;
}

/** How a request was signed, to be shown. */
export interface Signed {
  parts: Part[];
  text: string;
  algorithm: string;
  signature: string;
}

export interface Built {
  request: Request;
  signed?: Signed;
}

/** The request that a filled-in form means. @throws Error if a field that holds JSON does not */
export async function buildRequest(call: Described, values: Record<string, string>, now = Date.now()): Promise<Built> {
  const query = wireQuery(valuesOf(call, values, 'query'));
  const body = call.hasBody
    ? JSON.stringify(call.list ? json('body', values.body ?? '[]') : valuesOf(call, values, 'body'))
    : '';
  const request: Request = {
    method: call.method,
    url: `${call.path}${query && '?'}${query}`,
    headers: call.hasBody ? { 'content-type': 'application/json' } : {},
    body,
  };
  if (!call.signed) return { request };
  const raw = decodeURIComponent(query);
  const signed = await sign(
    { timestamp: String(now), method: call.method, path: call.path, query: raw, body },
    TEST_KEY.secretKey,
  );
  Object.assign(request.headers, {
    'access-key': TEST_KEY.apiKey,
    'access-sign': signed.signature,
    'access-timestamp': String(now),
    'access-passphrase': TEST_KEY.passphrase,
  });
  return { request, signed };
}

export interface ToSign {
  timestamp: string;
  method: string;
  path: string;
  /** Not percent-encoded, without `?`. */
  query: string;
  body: string;
}

/** Signs and keeps every step. @throws CredentialsError if the secret can't be used */
export async function sign(given: ToSign, secretKey: string): Promise<Signed> {
  const { timestamp, method, path, query, body } = given;
  const signer = new Signer({ apiKey: 'k', secretKey, passphrase: 'p' });
  return {
    parts: [
      { name: 'timestamp', kind: 'time', text: timestamp },
      { name: 'method', kind: 'method', text: method.toUpperCase() },
      { name: 'path', kind: 'path', text: path },
      { name: 'query, not encoded', kind: 'query', text: query },
      { name: 'body', kind: 'body', text: body },
    ],
    text: stringToSign(given),
    algorithm: secretKey.includes('-----BEGIN') ? 'RSA with SHA-256' : 'HMAC-SHA256 with the secret',
    signature: await signer.sign(given),
  };
}

function valuesOf(
  { fields }: Described,
  values: Record<string, string>,
  place: 'query' | 'body',
): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const field of fields) {
    const text = values[field.name] ?? '';
    if (field.place !== place || text === '') continue;
    given[field.name] = field.json || field.bare ? json(field.name, text) : text;
  }
  return given;
}

function json(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${name} is not JSON: mend what stands there, or leave it empty.`);
  }
}
