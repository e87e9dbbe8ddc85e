import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constantFrom, sample, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../../../test/documents.js';
import { DIFFERENCES, type Difference, rewritten } from '../../../test/type-differences.js';
import { unlikeTypes } from '../../../test/unlike-types.js';
import type { JsonObject } from '../../load/json.js';
import { Source } from '../../load/source.js';
import { buildApi } from '../../model/build.js';
import type { Api } from '../../model/types.js';
import type { TypePrinterName } from '../../profiles/profile.js';
import { emitApi } from '../emit.js';
import type { EmittedFile } from '../files.js';
import { loadPrinter } from './load-printer.js';

const file = (path: string) => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));

const SOAK = Boolean(process.env.SOAK);

/** Documents of others, that are not ours to commit: every OpenAPI 3 document of the folder `DOCUMENTS`. */
const FOREIGN = process.env.DOCUMENTS ? documentsIn(process.env.DOCUMENTS) : [];

function documentsIn(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) return documentsIn(inner);
    const isDocument =
      /\.(ya?ml|json)$/.test(entry.name) && /^\s*["']?openapi["']?\s*:/m.test(readFileSync(inner, 'utf8'));
    return isDocument ? [inner] : [];
  });
}

const load = async (path: string): Promise<Api> =>
  buildApi(await Source.load(path), basename(dirname(path)), dirname(path));

async function printed(api: Api, printer: TypePrinterName): Promise<EmittedFile[]> {
  const info = { name: 'pets', version: '1.0.0', dependencies: {}, references: [] };
  return emitApi(api, info, (_, work) => work(), await loadPrinter(printer));
}

/** The files that hold types, of a document and as the other printer prints it, rewritten as differences say. */
async function both(document: JsonObject, differences: readonly Difference[]): Promise<[EmittedFile[], EmittedFile[]]> {
  const write = ({ openapi = '3.1.0', paths = {}, components = {} }: JsonObject) => {
    const info = { title: 'Pets', version: '1.0.0' };
    return join(folderOf({ 'openapi.json': JSON.stringify({ openapi, info, paths, components }) }), 'openapi.json');
  };
  const types = (files: EmittedFile[]) =>
    files.filter(({ path }) => ['src/types.ts', 'src/paths.ts', 'src/client.ts'].includes(path));
  return [
    types(await printed(await load(write(document)), 'own')),
    types(await printed(await load(write(rewritten(document, differences))), 'openapi-typescript')),
  ];
}

const typesOf = (files: EmittedFile[]): string => files.find(({ path }) => path === 'src/types.ts')?.text ?? '';

describe('whoever prints the types, it is the same:', () => {
  test.each(['spec/v1', 'spec/v2', 'spec/v3', 'generator/src/lint/fixtures/clean/spec/v9'])(
    '%s, every file',
    async (path) => {
      const api = await load(file(`${path}/openapi.yaml`));
      const own = await printed(api, 'own');
      expect(own).toEqual(await printed(api, 'openapi-typescript'));
      expect(own.length).toBeGreaterThan(10);
    },
  );

  test.each(['generator/test/petstore-3.0.yaml', 'generator/test/petstore-3.1.yaml', ...FOREIGN])(
    '%s, but for what is named',
    { timeout: 600_000 },
    async (path) => {
      const { document } = await load(path.startsWith('/') ? path : file(path));
      const [own, theirs] = await both(document, DIFFERENCES);
      expect(own).toEqual(theirs);
      const [, unlike] = await both(
        document,
        DIFFERENCES.filter(({ narrows }) => narrows),
      );
      expect(unlikeTypes(typesOf(own), typesOf(unlike))).toEqual([]);
    },
  );
});

describe('what is named:', () => {
  test.each(DIFFERENCES)('$name', async (difference) => {
    const document = {
      openapi: '3.1.0',
      info: { title: 'A', version: '1' },
      paths: {},
      components: { schemas: difference.example },
    };
    const [own, plain] = await both(document, []);
    expect(own).not.toEqual(plain);
    const [again, theirs] = await both(document, [difference]);
    expect(again).toEqual(theirs);
    expect(unlikeTypes(typesOf(own), typesOf(plain)).length > 0).toBe(difference.narrows);
  });
});

describe('names that are not ASCII', () => {
  const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const json = (schema: JsonObject) => ({ content: { 'application/json': { schema } } });
  /** What openapi-typescript escapes in names, as it stands. */
  const spelt = ({ text, ...rest }: EmittedFile): EmittedFile => ({
    ...rest,
    text: text.replaceAll(/\\u([\dA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  });

  test('stand as they are, where openapi-typescript escapes them', async () => {
    const document: JsonObject = {
      components: {
        schemas: {
          Größe: {
            ...{ type: 'object', required: ['größe'] },
            properties: {
              größe: { type: 'string', description: 'In µm → „groß“.' },
              'naïve-name': { type: 'string', enum: ['é', "a'b", '😀'] },
              ...{
                名: to('名前'),
                ª: to('😀'),
                '😀': { type: 'number' },
                'e\u0301': { type: 'array', items: to('Élan') },
              },
            },
          },
          名前: { type: 'string', enum: ['一', '二'] },
          Élan: { type: 'object', properties: { größe: { type: 'string' }, é: { type: 'boolean' } } },
          'E\u0301lan': { type: 'object', properties: { é: to('Gr_e') } },
          ...{ '😀': { type: 'string' }, Gr_e: { type: 'integer' } },
          Ünion: {
            oneOf: [to('Größe'), to('Élan')],
            discriminator: {
              propertyName: 'größe',
              mapping: { groß: '#/components/schemas/Größe', klein: '#/components/schemas/Élan' },
            },
          },
        },
      },
      paths: {
        '/größe/{straße}': {
          get: {
            ...{ operationId: 'größeLesen', tags: ['Märkte'] },
            parameters: [
              { name: 'straße', in: 'path', required: true, schema: { type: 'string', enum: ['süd', '東'] } },
              { name: 'naïve-name', in: 'query', schema: { type: 'string' } },
            ],
            responses: { 200: { description: '', ...json(to('Ünion')) } },
          },
        },
        '/名前': {
          post: {
            tags: ['名前'],
            requestBody: json(to('名前')),
            responses: { 200: { description: '', ...json(to('Élan')) } },
          },
        },
      },
    };
    const [own, theirs] = await both(document, DIFFERENCES);
    expect(typesOf(theirs)).toContain(String.raw`'gr\u00F6\u00DFe': 'groß'`);
    expect(typesOf(own)).toContain("'größe': 'groß'");
    expect(own).toEqual(theirs.map(spelt));
    expect(unlikeTypes(typesOf(own), typesOf(theirs))).toEqual([]);
  });

  test('mean the same, whatever they are', async () => {
    const names = [...new Set(sample(string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), SOAK ? 5000 : 300))];
    const fields = Object.fromEntries(names.map((name) => [name, { type: 'string', enum: [name] }]));
    const schemas = { All: { type: 'object', required: names, properties: fields }, ...fields };
    const [own, theirs] = await both({ components: { schemas } }, DIFFERENCES);
    expect(unlikeTypes(typesOf(own), typesOf(theirs))).toEqual([]);
  });
});

describe('whatever keywords stand beside each other, the types mean the same but for what is named:', () => {
  const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const COMPONENTS = {
    Word: { type: 'string', enum: ['x', 'y', 'z'] },
    Pet: { type: 'object', properties: { a: { type: 'string' }, n: { type: 'number' } } },
    Other: { type: 'object', required: ['o'], properties: { o: { type: 'boolean' } } },
  };
  /** Of one keyword each; those of OpenAPI 3.1 alone follow. */
  const KEYWORDS: JsonObject[] = [
    ...[to('Word'), to('Pet'), { type: 'string' }, { type: 'integer' }, { type: 'object' }, { type: 'array' }],
    ...[{ enum: ['x', 'y'] }, { enum: ['x', null] }, { required: ['a'] }, { properties: { a: { type: 'string' } } }],
    ...[{ additionalProperties: false }, { additionalProperties: { type: 'number' } }, { additionalProperties: true }],
    ...[
      { items: { type: 'string' } },
      { nullable: true },
      { format: 'binary' },
      { readOnly: true },
      { description: 'A.' },
    ],
    ...[{ allOf: [to('Pet')] }, { allOf: [to('Word')] }, { oneOf: [to('Word'), { type: 'number' }] }],
    ...[{ oneOf: [to('Pet'), to('Other')] }, { anyOf: [to('Pet'), { type: 'string' }] }, { not: { type: 'string' } }],
    ...[{ allOf: [] }, { oneOf: [] }, { anyOf: [] }],
  ];
  const MODERN: JsonObject[] = [
    ...[
      { type: 'null' },
      { type: ['string', 'null'] },
      { type: ['string', 'number'] },
      { const: 'x' },
      { const: null },
    ],
    ...[{ prefixItems: [{ type: 'string' }] }, { $defs: { D: { type: 'string' } } }, { properties: { b: false } }],
  ];
  const isDisjoint = (one: JsonObject, other: JsonObject) => !Object.keys(one).some((key) => key in other);
  /** openapi-typescript refuses words of an object that are text. */
  const isPrintable = ({ type, enum: words }: JsonObject) => !(type === 'object' && words);

  /** All pairs, and some of three, by chance. */
  function combinations(keywords: JsonObject[], threes: number): JsonObject[] {
    const pairs = keywords.flatMap((one, index) =>
      keywords.slice(index).flatMap((other) => (one === other || isDisjoint(one, other) ? [{ ...one, ...other }] : [])),
    );
    const more = sample(tuple(constantFrom(...pairs), constantFrom(...keywords)), threes);
    return [
      ...pairs,
      ...more.flatMap(([pair, third]) => (isDisjoint(pair, third) ? [{ ...pair, ...third }] : [])),
    ].filter(isPrintable);
  }

  test.each([
    ['3.0.3', KEYWORDS],
    ['3.1.0', [...KEYWORDS, ...MODERN]],
  ])('OpenAPI %s', { timeout: 600_000 }, async (openapi, keywords) => {
    const all = combinations(keywords, SOAK ? 5000 : 200);
    const fields = all.map((schema) => ({ type: 'object', properties: { f: schema } }));
    const named = Object.fromEntries([...all, ...fields].map((schema, index) => [`X${index}`, schema]));
    const document = {
      openapi,
      info: { title: 'A', version: '1' },
      paths: {},
      components: { schemas: { ...COMPONENTS, ...named } },
    };
    const [own, theirs] = await both(document, DIFFERENCES);
    const unlike = unlikeTypes(typesOf(own), typesOf(theirs));
    expect(unlike.map((name) => JSON.stringify(named[name]) ?? name)).toEqual([]);
  });
});
