import { describe, expect, it } from 'vitest';
import { folderOf } from '../../test/documents.js';
import type { JsonObject } from '../load/json.js';
import type { Change } from './change.js';
import { similarNames } from './compare/schema/similar.js';
import { countsOf, findingsOf } from './findings.js';
import { compareSides } from './index.js';
import { readSide, type Side } from './side/side.js';

/** What a consumer who trades money is told, where a plainer comparison would tell him something else. */
const sides = async (base: JsonObject, head: JsonObject): Promise<[Side, Side]> => {
  const side = (document: JsonObject) => readSide(folderOf({ 'openapi.json': JSON.stringify(document) }));
  return [await side(base), await side(head)];
};
const changes = async (base: JsonObject, head: JsonObject): Promise<Change[]> =>
  compareSides(...(await sides(base, head)));
const told = async (base: JsonObject, head: JsonObject): Promise<string[][]> =>
  (await changes(base, head)).map(({ kind, level, field = '' }) => [kind, level, field]);

const api = (operation: JsonObject, more: JsonObject = {}): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: { '/orders': { post: { responses: {}, ...operation } } },
  ...more,
});
const json = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });
const sent = (properties: JsonObject, ...required: string[]): JsonObject =>
  api({ requestBody: json({ type: 'object', properties, required }) });
const received = (schema: JsonObject, more: JsonObject = {}): JsonObject =>
  api({ responses: { '200': { description: '', ...json(schema) } } }, more);
const text: JsonObject = { type: 'string' };

describe('a rename is a name spelt otherwise, not another thing', () => {
  it.each([
    ['client_oid', 'clientOid'],
    ['order', 'orders'],
    ['netural', 'neutral'],
    ['annoucements', 'announcements'],
  ])('%s is called %s', (was, now) => expect(similarNames(was, now)).toBe(true));

  it.each([
    ['minPrice', 'maxPrice'],
    ['orderId', 'clientOrderId'],
    ['price', 'priceAvg'],
    ['bidPrice', 'bidPrice2'],
    ['books5', 'books15'],
    ['uTime', 'cTime'],
    ['side', 'size'],
    ['endTime', 'sendTime'],
  ])('%s is not %s', (was, now) => expect(similarNames(was, now)).toBe(false));

  it('nor is a letter more where each says of itself what the other does not', async () => {
    const kindsOf = async (was: string, now: string) => {
      const field = (description: string) => ({ ...text, description });
      const byField = await told(sent({ orderFee: field(was) }), sent({ orderFree: field(now) }));
      const query = (name: string, description: string) =>
        api({ parameters: [{ name, in: 'query', description, schema: text }] });
      const byParameter = await told(query('orderFee', was), query('orderFree', now));
      return [...byField, ...byParameter].map(([kind]) => kind).sort();
    };
    expect(await kindsOf('What is paid.', 'Whether it is free.')).toEqual(
      expect.arrayContaining(['field-added', 'field-removed', 'parameter-added', 'parameter-removed']),
    );
    expect(await kindsOf('What is paid.', 'What is paid.')).toEqual(['field-renamed', 'parameter-renamed']);
  });

  it('so that nobody is told to send the most in place of the least', async () => {
    expect(await told(sent({ minPrice: text }), sent({ maxPrice: text }))).toEqual([
      ['field-removed', 'dangerous', ''],
      ['field-added', 'compatible', ''],
    ]);
  });
});

describe('what is left out of a request', () => {
  const size = (value?: string): JsonObject => ({ size: { ...text, ...(value && { default: value }) } });

  it('breaks where something else stands for it, in bodies and in parameters', async () => {
    expect(await told(sent(size('1')), sent(size('2')))).toEqual([['default-changed', 'breaking', 'size']]);
    const query = (value: string) =>
      api({ parameters: [{ name: 'size', in: 'query', schema: { ...text, default: value } }] });
    expect(await told(query('1'), query('2'))).toEqual([['default-changed', 'breaking', '']]);
  });

  it('breaks nobody where it had to be sent, nor in a response', async () => {
    expect(await told(sent(size('1'), 'size'), sent(size('2'), 'size'))).toEqual([['default-changed', 'note', 'size']]);
    const response = (value: string) => received({ type: 'object', properties: size(value) });
    expect(await told(response('1'), response('2'))).toEqual([['default-changed', 'note', 'size']]);
  });
});

it('what holds itself is the same only where all that it holds is', async () => {
  const nodes = (value: JsonObject): JsonObject => ({
    components: {
      schemas: {
        Tree: { type: 'object', properties: { branch: { $ref: '#/components/schemas/Branch' }, value } },
        Branch: { type: 'object', properties: { tree: { $ref: '#/components/schemas/Tree' } } },
      },
    },
  });
  const both = (value: JsonObject): JsonObject =>
    received(
      {
        type: 'object',
        properties: { tree: { $ref: '#/components/schemas/Tree' }, branch: { $ref: '#/components/schemas/Branch' } },
      },
      nodes(value),
    );
  expect((await told(both({ type: 'integer' }), both(text))).map(([, , field]) => field)).toEqual(
    expect.arrayContaining(['tree.value', 'branch.tree.value']),
  );
});

it('a limit is lower where any schedule that it let through is refused', async () => {
  const limit = (count: number, seconds: number, by = 'uid') => ({ count, seconds, by });
  const kinds = async (was: JsonObject[], now: JsonObject[]) =>
    (await changes(api({ 'x-rate-limit': was }), api({ 'x-rate-limit': now }))).map(({ kind }) => kind);
  expect(await kinds([limit(60, 60)], [limit(2, 1)])).toEqual(['limit-lowered']);
  expect(await kinds([limit(10, 1)], [limit(100, 10)])).toEqual(['limit-raised']);
  expect(await kinds([limit(10, 1)], [limit(15, 2)])).toEqual(['limit-lowered']);
  // Another one is new: the one that was there is still the same.
  expect(await kinds([limit(20, 1, 'ip')], [limit(10, 1, 'uid'), limit(20, 1, 'ip')])).toEqual(['limit-stated']);
});

it('text of a format is not the same on the wire as a number', async () => {
  const header = (schema: JsonObject) =>
    api({ responses: { '200': { description: '', headers: { 'X-Time': { schema } } } } });
  const dated = { ...text, format: 'date-time' };
  expect(await told(header(dated), header({ type: 'integer' }))).toEqual([['type-changed', 'breaking', '']]);
  expect(await told(header(text), header({ type: 'integer' }))).toEqual([['type-compatible', 'compatible', '']]);
});

it('fields beside a type that has none are compared: the type may be the mistake', async () => {
  const odd = (properties: JsonObject) => received({ type: 'string', properties });
  expect(await told(odd({ a: text }), odd({ a: { type: 'integer' } }))).toEqual([['type-changed', 'breaking', 'a']]);
});

it('a value that leaves a list that may grow is told, since someone may wait for it', async () => {
  const status = (...words: string[]) => received({ anyOf: [{ type: 'string', enum: words }, text] });
  expect(await told(status('live', 'filled'), status('live'))).toEqual([['open-value-removed', 'dangerous', '']]);
});

it('operations in files of the same name are told apart', async () => {
  const operation = (type: string): string => JSON.stringify({ post: { requestBody: json({ type }), responses: {} } });
  const document = JSON.stringify({
    ...api({}),
    paths: { '/a/place': { $ref: './a/place.json' }, '/b/place': { $ref: './b/place.json' } },
  });
  const side = (type: string) =>
    readSide(folderOf({ 'openapi.json': document, 'a/place.json': operation(type), 'b/place.json': operation(type) }));
  const [base, head] = [await side('string'), await side('integer')];
  const findings = findingsOf(compareSides(base, head), base, head);
  expect(countsOf(findings)).toMatchObject({ breaking: 2 });
  expect(findings.map(({ file, also }) => [file?.endsWith('place.json'), also])).toEqual([
    [true, []],
    [true, []],
  ]);
});

it('sockets and codes that a description no longer has are gone', async () => {
  const files = {
    'spec/v3/asyncapi.yaml': JSON.stringify({
      asyncapi: '3.0.0',
      info: { title: 'Orders', version: '1' },
      servers: { public: { host: 'a.test', protocol: 'wss' } },
      channels: { 'public.ticks': { address: 'ticks', messages: {} } },
    }),
    'spec/v3/errors.yaml': "'43012': { message: no balance, kind: balance, hint: pay in }\n",
  };
  const with_ = api({}, { 'x-bitget-spec': { sockets: './asyncapi.yaml', errors: './errors.yaml' } });
  const without = api({});
  const side = (document: JsonObject) =>
    readSide(folderOf({ ...files, 'spec/v3/openapi.json': JSON.stringify(document) }));
  expect(compareSides(await side(with_), await side(without)).map(({ kind }) => kind)).toEqual([
    'code-removed',
    'socket-server-removed',
    'channel-removed',
  ]);
});
