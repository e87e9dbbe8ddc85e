import { sign, type ToSign } from './request.js';

/** What programs sign by mistake, in words that complete "It is what comes out when …". */
const MISTAKES: [words: string, change: (given: ToSign) => ToSign][] = [
  [
    'the query is signed percent-encoded; sign it as it reads',
    (g) => ({ ...g, query: encodeURI(g.query).replaceAll('$', '%24') }),
  ],
  [
    'every value of the query is signed percent-encoded',
    (g) => ({ ...g, query: encodedValues(g.query, encodeURIComponent) }),
  ],
  ['the query is signed with + for a space', (g) => ({ ...g, query: g.query.replaceAll(' ', '+') })],
  ['the query is left out', (g) => ({ ...g, query: '' })],
  ['the query has no ? before it', (g) => ({ ...g, path: g.path + g.query, query: '' })],
  ['the body is left out', (g) => ({ ...g, body: '' })],
  ['the body is signed with other spaces than it is sent with', (g) => ({ ...g, body: respaced(g.body) })],
  ['the body is signed without the spaces that it is sent with', (g) => ({ ...g, body: compact(g.body) })],
  ['a body of {} is signed where nothing is sent', (g) => ({ ...g, body: g.body || '{}' })],
  ['the timestamp is in seconds', (g) => ({ ...g, timestamp: String(Math.floor(Number(g.timestamp) / 1000)) })],
  ['the host is signed too', (g) => ({ ...g, path: `https://api.bitget.com${g.path}` })],
];

/** The mistakes that lead to this signature. */
export async function mistakes(given: ToSign, secret: string, theirs: string): Promise<string[]> {
  const right = (await sign(given, secret)).signature;
  const found: string[] = [];
  for (const [words, change] of MISTAKES) {
    const { signature } = await sign(change(given), secret);
    if (signature !== right && signature === theirs) found.push(words);
  }
  const trimmed = secret.trim();
  if (trimmed !== secret && (await sign(given, trimmed)).signature === theirs)
    found.push('the secret has no space or line break around it');
  if ((await lowerCaseMethod(given, secret)) === theirs) found.push('the method is signed in lower case');
  if (/^[0-9a-f]{64}$/i.test(theirs)) found.push('the signature is written in hexadecimal; it has to be base64');
  return found;
}

/** The signer corrects the method, so it is passed off as part of the timestamp. */
async function lowerCaseMethod({ timestamp, method, path, query, body }: ToSign, secret: string): Promise<string> {
  const whole = `${timestamp}${method.toLowerCase()}${path}`;
  return (await sign({ timestamp: whole, method: '', path: '', query, body }, secret)).signature;
}

const encodedValues = (query: string, encode: (text: string) => string): string =>
  query
    .split('&')
    .map((pair) => pair.split('=').map(encode).join('='))
    .join('&');

function respaced(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 1)
      .replaceAll(/\n\s*/g, ' ')
      .replaceAll(/([{[]) | ([}\]])/g, '$1$2');
  } catch {
    return body;
  }
}

function compact(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return body;
  }
}
