import { isObject } from '../../../load/json.js';
import type { Operation } from '../../../model/types.js';
import { inShellDouble, shellWord } from '../../print/quote/index.js';
import { encode, queryText, type Sent } from './sent.js';

/** The call as shell commands, the signature made by openssl. */
export const curl = (operation: Operation, sent: Sent, signs: boolean): string =>
  signs && operation.signed ? signed(operation, sent) : plain(operation, sent);

function signed({ effect }: Operation, { method, host, path, query, body }: Sent): string {
  const [raw, wire] = [queryText(query), queryText(query, encode)];
  const lines = ['timestamp=$(date +%s)000'];
  if (raw) lines.push(`query=${shellWord(raw)}`);
  if (raw !== wire) lines.push(`encoded=${shellWord(wire)} # as it is sent; what is signed is not encoded`);
  if (body !== undefined) lines.push(`body=${shellWord(JSON.stringify(body))}`);
  const text = `\${timestamp}${method}${inShellDouble(path)}${raw && '?$query'}${body === undefined ? '' : '$body'}`;
  lines.push(
    `signature=$(printf '%s' "${text}" |`,
    '  openssl dgst -sha256 -hmac "$BITGET_SECRET_KEY" -binary | openssl base64)',
    '',
  );
  if (effect === 'order') lines.push("# A real order. For demo trading use a demo key and add -H 'paptrading: 1'.");
  const url = `"${inShellDouble(host + path)}${raw && (raw === wire ? '?$query' : '?$encoded')}"`;
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
  const url = shellWord(`${host}${path}${wire && '?'}${wire}`);
  const options = headers.map(([name, value]) => `-H ${shellWord(`${name}: ${value}`)}`);
  const { kind, mediaType } = request.body ?? {};
  if (kind === 'json' && body !== undefined) {
    options.push(`-H ${shellWord(`Content-Type: ${mediaType}`)}`, `--data-raw ${shellWord(JSON.stringify(body))}`);
  } else if (kind === 'form' || kind === 'multipart') {
    const flag = kind === 'form' ? '--data-urlencode' : '--form-string';
    for (const [name, value] of Object.entries(isObject(body) ? body : {}))
      options.push(`${flag} ${shellWord(`${name}=${value}`)}`);
  } else if (kind === 'text' || kind === 'binary') {
    options.push(`-H ${shellWord(`Content-Type: ${mediaType}`)}`, '--data-binary @file');
  }
  return command(method, url, options);
}

/** curl sends a GET, or a POST where there is a body, by itself. */
function command(method: string, url: string, options: string[]): string {
  const verb = method === 'GET' && !options.some((option) => option.startsWith('--')) ? '' : `-X ${method} `;
  return [`curl -sS ${verb}${url}`, ...options.map((option) => `  ${option}`)].join(' \\\n');
}
