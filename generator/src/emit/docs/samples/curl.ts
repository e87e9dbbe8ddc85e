import { isObject } from '../../../load/json.js';
import type { Operation } from '../../../model/types.js';
import { encode, queryText, type Sent } from './sent.js';

/** The call as shell commands, the signature made by openssl. */
export const curl = (operation: Operation, sent: Sent, ours: boolean): string =>
  ours && operation.signed ? signed(operation, sent) : plain(operation, sent);

/** Single quotes keep everything but themselves. */
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function signed({ effect }: Operation, { method, host, path, query, body }: Sent): string {
  const [raw, wire] = [queryText(query), queryText(query, encode)];
  const lines = ['timestamp=$(date +%s)000'];
  if (raw) lines.push(`query=${quote(raw)}`);
  if (raw !== wire) lines.push(`encoded=${quote(wire)} # as it is sent; what is signed is not encoded`);
  if (body !== undefined) lines.push(`body=${quote(JSON.stringify(body))}`);
  const text = `\${timestamp}${method}${path}${raw && '?$query'}${body === undefined ? '' : '$body'}`;
  lines.push(
    `signature=$(printf '%s' "${text}" |`,
    '  openssl dgst -sha256 -hmac "$BITGET_SECRET_KEY" -binary | openssl base64)',
    '',
  );
  if (effect === 'order') lines.push("# A real order. For demo trading use a demo key and add -H 'paptrading: 1'.");
  const url = `"${host}${path}${raw && (raw === wire ? '?$query' : '?$encoded')}"`;
  const options = [
    '-H "ACCESS-KEY: $BITGET_API_KEY"',
    '-H "ACCESS-SIGN: $signature"',
    '-H "ACCESS-TIMESTAMP: $timestamp"',
    '-H "ACCESS-PASSPHRASE: $BITGET_PASSPHRASE"',
    ...(body === undefined ? [] : ["-H 'Content-Type: application/json'", '--data-raw "$body"']),
  ];
  return [...lines, command(method, url, options)].join('\n');
}

function plain({ request }: Operation, { method, host, path, query, headers, body }: Sent): string {
  const wire = queryText(query, encode);
  const url = quote(`${host}${path}${wire && '?'}${wire}`);
  const options = headers.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const { kind, mediaType } = request.body ?? {};
  if (kind === 'json' && body !== undefined) {
    options.push(`-H ${quote(`Content-Type: ${mediaType}`)}`, `--data-raw ${quote(JSON.stringify(body))}`);
  } else if (kind === 'form' || kind === 'multipart') {
    const flag = kind === 'form' ? '--data-urlencode' : '--form-string';
    for (const [name, value] of Object.entries(isObject(body) ? body : {}))
      options.push(`${flag} ${quote(`${name}=${value}`)}`);
  } else if (kind === 'text' || kind === 'binary') {
    options.push(`-H ${quote(`Content-Type: ${mediaType}`)}`, '--data-binary @file');
  }
  return command(method, url, options);
}

/** curl sends a GET, or a POST where there is a body, by itself. */
function command(method: string, url: string, options: string[]): string {
  const verb = method === 'GET' && !options.some((option) => option.startsWith('--')) ? '' : `-X ${method} `;
  return [`curl -sS ${verb}${url}`, ...options.map((option) => `  ${option}`)].join(' \\\n');
}
