import { describe, expect, it } from 'vitest';
import { CODE_PAIRS, COMPANION_PAIRS, FACT_PAIRS } from '../../test/diff/facts.js';
import { OPERATION_PAIRS } from '../../test/diff/operations.js';
import { SCHEMA_PAIRS } from '../../test/diff/schemas.js';
import { pushed, SOCKET_PAIRS, sent, withHeaders } from '../../test/diff/sockets.js';
import { folderOf } from '../../test/documents.js';
import type { Json, JsonObject } from '../load/json.js';
import type { Change } from './change.js';
import { compareSides } from './index.js';
import { GENERAL_KINDS, KINDS, PARTICULAR_KINDS } from './kinds/index.js';
import { readSide } from './side/side.js';

/** The changes between two documents, each with files beside it. */
async function changes(
  base: JsonObject,
  head: JsonObject,
  beside: [JsonObject, JsonObject] = [{}, {}],
): Promise<Change[]> {
  const sides = [base, head].map((document, index) => {
    const name = 'asyncapi' in document ? 'asyncapi.json' : 'openapi.json';
    const files = Object.entries(beside[index] ?? {}).map(([path, value]) => [path, JSON.stringify(value)]);
    return readSide(`${folderOf({ [`v3/${name}`]: JSON.stringify(document), ...Object.fromEntries(files) })}/v3`);
  });
  const [one, other] = await Promise.all(sides);
  if (!one || !other) throw new Error('two sides are needed');
  return compareSides(one, other);
}

const kindsOf = (found: Change[]): string[] => found.map(({ kind }) => kind).sort();

/** What discriminators map to. */
const components = { schemas: { Cat: { type: 'object' }, Dog: { type: 'object', required: ['bark'] } } };
const withBody = (schema: JsonObject): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: { '/pets': { post: { requestBody: { content: { 'application/json': { schema } } }, responses: {} } } },
  components,
});
const withResponse = (schema: JsonObject): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': { get: { responses: { '200': { description: '', content: { 'application/json': { schema } } } } } },
  },
  components,
});
const withFacts = (facts: JsonObject, more: JsonObject = {}): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: { '/pets': { get: { responses: {}, ...facts } } },
  ...more,
});

describe('each kind of change has a pair of documents that differ in it alone', () => {
  it('200 of them are of any description, 40 more of ours alone', () => {
    expect(GENERAL_KINDS.length).toBeGreaterThanOrEqual(200);
    expect(PARTICULAR_KINDS.length).toBeGreaterThanOrEqual(40);
    const pairs = [SCHEMA_PAIRS, OPERATION_PAIRS, FACT_PAIRS, CODE_PAIRS, COMPANION_PAIRS, SOCKET_PAIRS].flat();
    const known = new Set<string>([...pairs.map(({ kind }) => kind), 'api-added', 'api-removed']);
    expect(Object.keys(KINDS).filter((kind) => !known.has(kind))).toEqual([]);
  });

  it.each(SCHEMA_PAIRS.filter(({ only }) => only === 'request'))(
    '$kind, sent',
    async ({ kind, base, head, also = [] }) => {
      expect(kindsOf(await changes(withBody(base), withBody(head)))).toEqual([kind, ...also].sort());
      expect(kindsOf(await changes(withResponse(base), withResponse(head)))).not.toContain(kind);
    },
  );

  it('an API comes, an API goes', async () => {
    const api = JSON.stringify(withFacts({}));
    const sides = (...names: string[]) =>
      readSide(folderOf(Object.fromEntries(names.map((name) => [`spec/${name}/openapi.json`, api]))));
    expect(compareSides(await sides('v1', 'v2'), await sides('v2', 'v3'))).toMatchObject([
      { kind: 'api-added', api: 'v3', level: 'compatible' },
      { kind: 'api-removed', api: 'v1', level: 'breaking' },
    ]);
  });

  it.each(SCHEMA_PAIRS.filter(({ only }) => !only))(
    '$kind, sent and received',
    async ({ kind, base, head, also = [] }) => {
      const request = await changes(withBody(base), withBody(head));
      const response = await changes(withResponse(base), withResponse(head));
      for (const found of [request, response]) expect(kindsOf(found)).toEqual([kind, ...also].sort());
      const level = (found: Change[]) => found.find((change) => change.kind === kind)?.level;
      expect([level(request), level(response)]).toEqual([KINDS[kind].request, KINDS[kind].response]);
    },
  );

  it.each(OPERATION_PAIRS)('$kind', async ({ kind, base, head, also = [] }) => {
    expect(kindsOf(await changes(base, head))).toEqual([kind, ...also].sort());
  });

  it.each(FACT_PAIRS)('$kind', async ({ kind, base, head, also = [] }) => {
    expect(kindsOf(await changes(withFacts(base), withFacts(head)))).toEqual([kind, ...also].sort());
  });

  it.each(CODE_PAIRS)('$kind', async ({ kind, base, head }) => {
    const document = withFacts({}, { 'x-bitget-spec': { errors: './errors.yaml' } });
    const found = await changes(document, document, [{ 'v3/errors.yaml': base }, { 'v3/errors.yaml': head }]);
    expect(kindsOf(found)).toEqual([kind]);
  });

  it.each(COMPANION_PAIRS)('$kind', async ({ kind, key, base, head }) => {
    const [path, file] =
      key === 'migration' ? ['./migration/', 'v3/migration/v3-v4.yaml'] : ['./data.yaml', 'v3/data.yaml'];
    const document = withFacts({}, { 'x-bitget-spec': { [key]: path } });
    const beside = (value: Json): JsonObject => ({ [file]: value });
    expect(kindsOf(await changes(document, document, [beside(base), beside(head)]))).toEqual([kind]);
  });

  it.each(SOCKET_PAIRS)('$kind', async ({ kind, base, head }) => {
    expect(kindsOf(await changes(base, head))).toEqual([kind]);
  });
});

it('what a socket pushes has the polarity of responses, what is sent that of requests', async () => {
  const [few, many] = [
    { type: 'string', enum: ['a'] },
    { type: 'string', enum: ['a', 'b'] },
  ];
  expect(await changes(pushed(few), pushed(many))).toMatchObject([{ kind: 'enum-value-added', level: 'breaking' }]);
  expect(await changes(sent(few), sent(many))).toMatchObject([{ kind: 'enum-value-added', level: 'compatible' }]);
  const [one, other] = [withHeaders(few), withHeaders(many)];
  expect(await changes(one, other)).toMatchObject([
    { kind: 'enum-value-added', level: 'breaking', part: expect.stringContaining('headers of message push') },
  ]);
});
