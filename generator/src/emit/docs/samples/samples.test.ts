import { execFile, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { schemaOf } from '../../../../test/documents.js';
import type { Json, JsonObject } from '../../../load/json.js';
import type { Api, Operation, Parameter } from '../../../model/types.js';
import { ours } from '../../../profiles/ours.js';
import { curl } from './curl.js';
import { go } from './go.js';
import { JSON_STYLE, literal, PYTHON, TYPESCRIPT } from './literal.js';
import { python } from './python.js';
import { sampleValue } from './sample-value.js';
import { encode, queryText, sentBy } from './sent.js';

const api = {
  profile: ours,
  servers: ['https://api.bitget.com/'],
  schemas: new Map(),
  readings: new Map(),
  document: {},
} as unknown as Api;
const parameter = (name: string, place: Parameter['in']): Parameter => ({
  name,
  argument: name,
  in: place,
  required: false,
  description: '',
  schema: schemaOf({}),
  style: {},
});

/** An operation as far as samples look at it. */
function operation(example: Json, parameters: Parameter[], withBody: boolean): Operation {
  const body = { mediaType: 'application/json', kind: 'json', required: true, schema: {} };
  const request = { parameters, flat: true, optional: false, example, ...(withBody && { body }) };
  return { method: 'post', path: '/api/v9/a/{id}', signed: true, effect: 'write', request } as unknown as Operation;
}

const HARD = '$AI 币\'USDT & = + %41 "q" `id` $HOME \\n (1)*!';
const sent = sentBy(
  operation(
    { symbol: HARD, Zed: true, id: 'x y', list: ['a', 'b'], note: HARD, on: true, none: null },
    [parameter('symbol', 'query'), parameter('Zed', 'query'), parameter('id', 'path'), parameter('list', 'query')],
    true,
  ),
  api,
);

test('a request is split into what goes where, the query in order', () => {
  expect(sent).toMatchObject({ method: 'POST', host: 'https://api.bitget.com', path: '/api/v9/a/x%20y' });
  expect(sent.query).toEqual([
    ['Zed', 'true'],
    ['list', 'a,b'],
    ['symbol', HARD],
  ]);
  expect(sent.body).toEqual({ note: HARD, on: true, none: null });
  expect(queryText([['a', "b c'"]], encode)).toBe('a=b%20c%27');
});

/** What a program would send: curl and urllib are replaced by something that prints. */
const run = (command: string, text: string) => {
  const env = { ...process.env, BITGET_API_KEY: 'k', BITGET_SECRET_KEY: 'test-secret', BITGET_PASSPHRASE: 'p' };
  const { stdout, error } = spawnSync(command, ['-c', text], { env, encoding: 'utf8' });
  return error ? undefined : stdout;
};
const has = (command: string) => spawnSync(command, ['--version']).error === undefined;
const signature = (timestamp: string, url: string, body: string) => {
  const { pathname, search } = new URL(url);
  const text = `${timestamp}POST${pathname}${decodeURIComponent(search)}${body}`;
  return createHmac('sha256', 'test-secret').update(text).digest('base64');
};

test.runIf(has('bash') && has('openssl'))('the shell commands sign what they send', () => {
  const text = curl(operation({}, [], true), sent, true);
  const out = run('bash', `curl() { printf '%s\\0' "$@"; }\n${text}`)?.split('\0') ?? [];
  const after = (flag: string) => out[out.indexOf(flag) + 1] ?? '';
  const header = (name: string) => out.find((word) => word.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
  const url = out.find((word) => word.startsWith('https:')) ?? '';
  expect(after('--data-raw')).toBe(JSON.stringify(sent.body));
  expect(new URL(url).search).not.toMatch(/[+ ]/);
  expect(header('ACCESS-SIGN')).toBe(signature(header('ACCESS-TIMESTAMP'), url, after('--data-raw')));
});

test.runIf(has('python3'))('the Python program signs what it sends', () => {
  const text = python(operation({}, [], true), sent, true) ?? '';
  const program = `${text.split('\ntry:')[0]}\nprint(json.dumps([url, body, headers]))`;
  const [url, body, headers] = JSON.parse(run('python3', program) ?? '') as [string, string, Record<string, string>];
  expect(JSON.parse(body)).toEqual(sent.body);
  expect(new URL(url).search).not.toMatch(/[+ ]/);
  expect(headers['ACCESS-SIGN']).toBe(signature(headers['ACCESS-TIMESTAMP'] ?? '', url, body));
});

test.runIf(spawnSync('go', ['version']).error === undefined)(
  'the Go program signs what it sends',
  async () => {
    const seen: { url: string; body: string; sign: string; timestamp: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        const header = (name: string) => String(request.headers[name]);
        seen.push({ url: request.url ?? '', body, sign: header('access-sign'), timestamp: header('access-timestamp') });
        response.end('{"code":"00000"}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const folder = mkdtempSync(join(tmpdir(), 'sample-'));
    try {
      const text = go(operation({}, [], true), sent, true) ?? '';
      writeFileSync(join(folder, 'main.go'), text.replace('https://api.bitget.com', `http://127.0.0.1:${port}`));
      const env = { ...process.env, BITGET_API_KEY: 'k', BITGET_SECRET_KEY: 'test-secret', BITGET_PASSPHRASE: 'p' };
      const { stdout } = await promisify(execFile)('go', ['run', join(folder, 'main.go')], { env });
      expect(stdout).toContain('00000');
    } finally {
      server.close();
      rmSync(folder, { recursive: true });
    }
    const [{ url, body, sign, timestamp } = { url: '', body: '', sign: '', timestamp: '' }] = seen;
    expect(JSON.parse(body)).toEqual(sent.body);
    expect(url).not.toMatch(/[+ ]/);
    expect(sign).toBe(signature(timestamp, `http://x${url}`, body));
  },
  180_000,
);

test('literals of each language', () => {
  const value = { a: "it's", 'b-c': [true, null, 1.5], d: {} };
  expect(literal(value, JSON_STYLE)).toBe('{ "a": "it\'s", "b-c": [true, null, 1.5], "d": {} }');
  expect(literal(value, TYPESCRIPT)).toBe("{ a: 'it\\'s', 'b-c': [true, null, 1.5], d: {} }");
  expect(literal(value, PYTHON)).toBe("{'a': 'it\\'s', 'b-c': [True, None, 1.5], 'd': {}}");
  expect(literal({ a: 'x'.repeat(90) }, TYPESCRIPT)).toBe(`{\n  a: '${'x'.repeat(90)}',\n}`);
});

test('a request without an example is made up from its schema', () => {
  const node: JsonObject = { type: 'object', required: ['id', 'next'], properties: { id: { type: 'integer' } } };
  node.properties = { ...(node.properties as JsonObject), next: { $ref: '#/components/schemas/Node' } };
  const sample = (json: JsonObject) => sampleValue(schemaOf(json, { Node: node }));
  expect(sample({ type: 'string', enum: ['cat'] })).toBe('cat');
  expect(sample({ type: 'array', items: { type: 'string', format: 'date' } })).toEqual(['2026-01-31']);
  expect(JSON.stringify(sample({ $ref: '#/components/schemas/Node' }))).toMatch(/^\{"id":1,"next":\{/);
});
