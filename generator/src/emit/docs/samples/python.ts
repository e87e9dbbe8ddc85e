import type { JsonObject } from '../../../load/json.js';
import type { Operation } from '../../../model/types.js';
import { literal, PYTHON } from './literal.js';
import type { Sent } from './sent.js';

/** The call with the standard library of Python alone; undefined where that would be a program of its own. */
export function python(operation: Operation, sent: Sent, signs: boolean): string | undefined {
  if (signs && operation.signed) return signed(operation, sent);
  const kind = operation.request.body?.kind;
  return kind === undefined || kind === 'json' ? plain(sent, operation.request.body?.mediaType) : undefined;
}

const params = (pairs: [string, string][]): string => literal(Object.fromEntries(pairs) as JsonObject, PYTHON);

function signed({ effect }: Operation, { method, host, path, query, body }: Sent): string {
  const send = body !== undefined;
  const lines = [
    `import base64, hashlib, hmac, json, os, time${query.length ? ', urllib.parse' : ''}, urllib.error, urllib.request`,
    '',
    `method, path = ${literal(method, PYTHON)}, ${literal(path, PYTHON)}`,
  ];
  if (query.length) {
    lines.push(
      `params = sorted(${params(query)}.items())`,
      '# Signed as it reads, sent percent-encoded (a space as %20, never as +), both in the same order.',
      "wire = path + '?' + urllib.parse.urlencode(params, quote_via=urllib.parse.quote, safe='')",
      "path += '?' + '&'.join(f'{name}={value}' for name, value in params)",
    );
  }
  if (send) lines.push(`body = json.dumps(${literal(body, PYTHON)}, separators=(',', ':'))`);
  lines.push(
    '',
    'timestamp = str(int(time.time() * 1000))',
    `text = timestamp + method + path${send ? ' + body' : ''}`,
    "secret = os.environ['BITGET_SECRET_KEY'].encode()",
    'headers = {',
    "    'ACCESS-KEY': os.environ['BITGET_API_KEY'],",
    "    'ACCESS-SIGN': base64.b64encode(hmac.new(secret, text.encode(), hashlib.sha256).digest()).decode(),",
    "    'ACCESS-TIMESTAMP': timestamp,",
    "    'ACCESS-PASSPHRASE': os.environ['BITGET_PASSPHRASE'],",
    ...(send ? ["    'Content-Type': 'application/json',"] : []),
    ...(effect === 'order' ? ["    # A real order. For demo trading use a demo key and add 'paptrading': '1'."] : []),
    '}',
    `url = ${literal(host, PYTHON)} + ${query.length ? 'wire' : 'path'}`,
    `request = urllib.request.Request(url, ${send ? 'body.encode(), ' : ''}headers=headers, method=method)`,
    ...sending('the refusal, with its code'),
  );
  return lines.join('\n');
}

function plain({ method, host, path, query, headers, body }: Sent, mediaType = 'application/json'): string {
  const lines = [`import json${query.length ? ', urllib.parse' : ''}, urllib.error, urllib.request`, ''];
  if (query.length) {
    lines.push(`params = ${params(query)}`, 'query = urllib.parse.urlencode(params, quote_via=urllib.parse.quote)');
  }
  if (body !== undefined) lines.push(`body = json.dumps(${literal(body, PYTHON)})`);
  const all = body === undefined ? headers : [...headers, ['Content-Type', mediaType] as [string, string]];
  if (all.length) lines.push(`headers = ${params(all)}`);
  const url = `${literal(`${host}${path}${query.length ? '?' : ''}`, PYTHON)}${query.length ? ' + query' : ''}`;
  const options = [
    'url',
    body === undefined ? '' : 'body.encode()',
    all.length ? 'headers=headers' : '',
    method === 'GET' && body === undefined ? '' : `method=${literal(method, PYTHON)}`,
  ].filter(Boolean);
  lines.push(
    `url = ${url}`,
    `request = urllib.request.Request(${options.join(', ')})`,
    ...sending('the refusal, in words'),
  );
  return lines.join('\n');
}

/** HTTP errors are exceptions in urllib, and hold what the server had to say. */
const sending = (refusal: string): string[] => [
  'try:',
  '    with urllib.request.urlopen(request) as response:',
  '        print(json.load(response))',
  'except urllib.error.HTTPError as error:',
  `    print(error.read().decode())  # ${refusal}`,
];
