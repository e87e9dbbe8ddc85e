import type { Operation } from '../../../model/types.js';
import { JSON_STYLE, literal } from './literal.js';
import { encode, queryText, type Sent } from './sent.js';

/** The call with the standard library of Go alone; undefined where that would be a program of its own. */
export function go(operation: Operation, sent: Sent, signs: boolean): string | undefined {
  if (signs && operation.signed) return signed(operation, sent);
  const { body } = operation.request;
  return body === undefined || body.kind === 'json' ? plain(sent, body?.mediaType) : undefined;
}

/** A Go string: JSON's escapes are Go's, but for halves of characters, which Go has none of. */
const text = (value: string): string => JSON.stringify(value).replaceAll(/\\ud[89a-f][\da-f]{2}/g, '\\ufffd');

/** JSON on several lines as a raw string; it is signed as it is sent, so its spaces do no harm. */
function json(body: Sent['body']): string {
  const lines = literal(body ?? null, JSON_STYLE);
  return lines.includes('`') ? text(JSON.stringify(body)) : `\`${lines}\``;
}

function signed({ effect }: Operation, { method, host, path, query, body }: Sent): string {
  const [raw, wire] = [queryText(query), queryText(query, encode)];
  const [url, sentUrl] = raw === wire ? ['path', 'path'] : ['path+"?"+query', 'path+"?"+encoded'];
  const send = body !== undefined;
  const lines = [
    `method, path := ${text(method)}, ${text(raw && raw === wire ? `${path}?${raw}` : path)}`,
    ...(raw === wire
      ? []
      : [`query := ${text(raw)}`, `encoded := ${text(wire)} // as it is sent; what is signed is not encoded`]),
    ...(send ? [`body := ${json(body)}`] : []),
    '',
    'timestamp := strconv.FormatInt(time.Now().UnixMilli(), 10)',
    'mac := hmac.New(sha256.New, []byte(os.Getenv("BITGET_SECRET_KEY")))',
    `mac.Write([]byte(timestamp + method + ${url.replaceAll('+', ' + ')}${send ? ' + body' : ''}))`,
    '',
    `request, err := http.NewRequest(method, ${text(host)}+${sentUrl}, ${send ? 'strings.NewReader(body)' : 'nil'})`,
    ...unless,
    'request.Header.Set("ACCESS-KEY", os.Getenv("BITGET_API_KEY"))',
    'request.Header.Set("ACCESS-SIGN", base64.StdEncoding.EncodeToString(mac.Sum(nil)))',
    'request.Header.Set("ACCESS-TIMESTAMP", timestamp)',
    'request.Header.Set("ACCESS-PASSPHRASE", os.Getenv("BITGET_PASSPHRASE"))',
    ...(send ? ['request.Header.Set("Content-Type", "application/json")'] : []),
    ...(effect === 'order' ? ['// A real order. For demo trading use a demo key and set "paptrading" to "1".'] : []),
    'response, err := http.DefaultClient.Do(request)',
    ...reading,
  ];
  const imports = ['crypto/hmac', 'crypto/sha256', 'encoding/base64', 'fmt', 'io', 'net/http', 'os', 'strconv'];
  return program([...imports, ...(send ? ['strings'] : []), 'time'], lines);
}

function plain({ method, host, path, query, headers, body }: Sent, mediaType = 'application/json'): string {
  const wire = queryText(query, encode);
  const url = text(`${host}${path}${wire && '?'}${wire}`);
  if (method === 'GET' && body === undefined && !headers.length) {
    return program(['fmt', 'io', 'net/http'], [`response, err := http.Get(${url})`, ...reading]);
  }
  const send = body !== undefined;
  const all = send ? [...headers, ['Content-Type', mediaType] as const] : headers;
  return program(
    ['fmt', 'io', 'net/http', ...(send ? ['strings'] : [])],
    [
      ...(send ? [`body := ${json(body)}`] : []),
      `request, err := http.NewRequest(${text(method)}, ${url}, ${send ? 'strings.NewReader(body)' : 'nil'})`,
      ...unless,
      ...all.map(([name, value]) => `request.Header.Set(${text(name)}, ${text(value)})`),
      'response, err := http.DefaultClient.Do(request)',
      ...reading,
    ],
  );
}

const unless = ['if err != nil {', '\tpanic(err)', '}'];

/** A refusal has a body too, with its code. */
const reading = [
  ...unless,
  'defer response.Body.Close()',
  'data, err := io.ReadAll(response.Body)',
  ...unless,
  'fmt.Println(string(data))',
];

/** Lines of a raw string stay where they are: spaces before them would be sent. */
function program(imports: string[], lines: string[]): string {
  return [
    'package main',
    '',
    'import (',
    ...imports.map((name) => `\t${text(name)}`),
    ')',
    '',
    'func main() {',
    ...lines.map((line) => (line ? `\t${line}` : '')),
    '}',
  ].join('\n');
}
