import type { signedQuery, wireQuery } from './query.js';
import type { Signer } from './signer.js';
import type { SignedParts, stringToSign } from './string-to-sign.js';

/** What signs. Given, not imported, so that a bundler's chunk for this file shares nothing with the main one. */
export interface Tools {
  signer: Signer | undefined;
  signedQuery: typeof signedQuery;
  wireQuery: typeof wireQuery;
  stringToSign: typeof stringToSign;
  redact: (text: string) => string;
}

/** A request whose signature was refused. */
export interface RefusedParts extends SignedParts {
  /** The signature that was sent, to find out what it was made of. */
  signature?: string | undefined;
  /** The exchange's time of its response (`requestTime`), Unix milliseconds. */
  serverTime?: number | undefined;
}

/** What can be said of a signature. Holds no secret and no signature. */
export interface SignatureReport {
  /** The exact text that has to be signed, secrets redacted. */
  signedString: string;
  /** Milliseconds from the request's timestamp to the exchange's response, when that is known. */
  age: number | undefined;
  /** Whether the signature given is the right one for these credentials; undefined when none was given. */
  matches: boolean | undefined;
  /** What is wrong, or may be; the likeliest first. */
  causes: string[];
}

/** What code of other people signs by mistake, as found in the issues of many clients. */
const MISTAKES: readonly [cause: string, text: (parts: Texts, tools: Tools) => string][] = [
  [
    'the query was signed percent-encoded: sign it as it reads before encoding',
    (p, t) => text(t, p, { query: wire(t, p.query) }),
  ],
  ['the query was signed unsorted or in another order than sent', (p, t) => text(t, p, { query: backwards(p.query) })],
  ['the query is missing from what was signed', (p, t) => text(t, p, { query: '' })],
  [
    'the "?" before the query is missing from what was signed',
    (p, t) => text(t, p, { query: '', path: p.path + p.query }),
  ],
  ['the body is missing from what was signed', (p, t) => text(t, p, { body: '' })],
  [
    'the body was signed in another spelling than sent (spaces): sign the bytes that you send',
    (p, t) => text(t, p, { body: spaced(p.body) }),
  ],
  [
    'the body was signed in another spelling than sent (no spaces): sign the bytes that you send',
    (p, t) => text(t, p, { body: tight(p.body) }),
  ],
  ['an empty body was signed as {}', (p, t) => text(t, p, { body: p.body || '{}' })],
  [
    'the method was signed in small letters',
    (p, t) => p.timestamp + p.method.toLowerCase() + text(t, p, { timestamp: '', method: '' }),
  ],
  [
    'the timestamp was signed in seconds: REST wants milliseconds',
    (p, t) => text(t, p, { timestamp: p.timestamp.slice(0, -3) }),
  ],
  ['the path was signed without its leading part', (p, t) => text(t, p, { path: p.path.replace(/^\/api\/v\d+/, '') })],
];

type Texts = Record<'timestamp' | 'method' | 'path' | 'query' | 'body', string>;

const text = ({ stringToSign }: Tools, parts: Texts, change: Partial<Texts>) => stringToSign({ ...parts, ...change });
const wire = ({ wireQuery }: Tools, query: string) =>
  wireQuery(Object.fromEntries(query.split('&').map((pair) => pair.split('=', 2))));
const backwards = (query: string) => query.split('&').reverse().join('&');
const reread = (body: string, write: (value: unknown) => string) => {
  try {
    return write(JSON.parse(body));
  } catch {
    return body;
  }
};
const tight = (body: string) => reread(body, (value) => JSON.stringify(value));
/** As Python's `json.dumps` writes. */
const spaced = (body: string) =>
  reread(body, (value) =>
    JSON.stringify(value, null, 1)
      .replace(/\n\s*/g, ' ')
      .replace(/([[{]) | ([\]}])/g, '$1$2'),
  );

/** Does the work of `explainSignature`. */
export async function diagnose(parts: RefusedParts, tools: Tools): Promise<SignatureReport> {
  const { signer, signedQuery, wireQuery } = tools;
  const given = parts.query ?? '';
  const query = signedQuery(typeof given === 'string' ? given : wireQuery(given));
  const texts: Texts = {
    timestamp: `${parts.timestamp}`,
    method: parts.method.toUpperCase(),
    path: parts.path,
    query,
    body: parts.body ?? '',
  };
  const right = text(tools, texts, {});
  const age = parts.serverTime === undefined ? undefined : parts.serverTime - Number(texts.timestamp);
  const found = signer && parts.signature ? await matchOf(parts.signature, texts, right, signer, tools) : undefined;
  return {
    signedString: tools.redact(right),
    age,
    matches: found?.matches,
    causes: [...(found?.causes ?? []), ...guesses(texts, found?.matches), ...clockCause(age)],
  };
}

async function matchOf(signature: string, texts: Texts, right: string, signer: Signer, tools: Tools) {
  const sign = (raw: string) => signer.sign({ timestamp: raw, method: '', path: '' });
  const expected = await sign(right);
  if (expected === signature) return { matches: true, causes: [] };
  const causes: string[] = [];
  if (hexOf(expected) === signature.toLowerCase()) causes.push('the signature was sent in hexadecimal: send base64');
  for (const [cause, make] of MISTAKES) {
    const wrong = make(texts, tools);
    if (wrong !== right && (await sign(wrong)) === signature) causes.push(cause);
  }
  if (!causes.length) {
    causes.push(
      'it was made with another secret, or the request was changed after it was signed (by middleware or a proxy)',
    );
  }
  return { matches: false, causes };
}

const hexOf = (base64: string) =>
  Array.from(atob(base64), (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');

function guesses({ method, query, body, timestamp }: Texts, matches: boolean | undefined): string[] {
  const causes: string[] = [];
  if (matches === false) return causes;
  if (!/^\d{13}$/.test(timestamp)) causes.push('the timestamp is not in milliseconds (13 digits)');
  if (method === 'GET' && body) causes.push('a GET has a body, which is part of what is signed but may not arrive');
  causes.push('the secret does not belong to this key: copy both again as shown when the key was made');
  if (/[^\w.&=-]/.test(query))
    causes.push('something on the way writes the query anew (a proxy): it must arrive as sent');
  if (body) causes.push('something on the way writes the body anew (a proxy): it must arrive as sent');
  return causes;
}

const clockCause = (age: number | undefined) =>
  age !== undefined && Math.abs(age) > 30_000
    ? [`the timestamp is ${Math.round(age / 1000)} s from the exchange's time: set the clock`]
    : [];
