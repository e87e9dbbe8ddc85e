import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf, problemsOf, sourceOf } from '../../test/documents.js';
import { Source } from './source.js';

const load = (document: string, files = {}) => problemsOf(sourceOf({ 'openapi.yaml': document, ...files }));
const schemas = (text: string) => `openapi: 3.1.0\ncomponents:\n  schemas:\n${text}`;

describe('reading', () => {
  test('every file that is referred to is read once, the root first', async () => {
    const source = await sourceOf({
      'openapi.yaml': 'openapi: 3.1.0\npaths:\n  /a: { $ref: ./a.yaml }\n  /b: { $ref: ./a.yaml }\n',
      'a.yaml': 'get:\n  responses:\n    default: { $ref: common/errors.json#/Failure }\n',
      'common/errors.json': '{ "Failure": { "description": "No." } }',
    });
    expect(source.files.map((file) => file.split('/').pop())).toEqual(['openapi.yaml', 'a.yaml', 'errors.json']);
  });

  test('a JSON document is read too', async () => {
    const source = await Source.load(
      join(folderOf({ 'openapi.json': '{"openapi":"3.0.0","paths":{}}' }), 'openapi.json'),
    );
    expect(source.root).toEqual({ openapi: '3.0.0', paths: {} });
  });

  test('a file that is no YAML is told of once, however many refer to it', async () => {
    const text = schemas('    A: { $ref: b.yaml#/A }\n    B: { $ref: b.yaml#/B }\n    C: { $ref: c.yaml }\n');
    const problems = await load(text, { 'b.yaml': 'A: [', 'c.yaml': '$ref: b.yaml#/C\n' });
    expect(problems).toEqual([expect.stringContaining('is not valid YAML')]);
  });

  test('files that refer to each other are no problem', async () => {
    expect(
      await load(schemas('    A: { $ref: b.yaml#/B }\n    C: { type: string }\n'), {
        'b.yaml': 'B: { properties: { c: { $ref: openapi.yaml#/components/schemas/C } } }\n',
      }),
    ).toEqual([]);
  });
});

describe('references', () => {
  test('are followed through files to their end', async () => {
    const source = await sourceOf({
      'openapi.yaml': schemas('    A: { $ref: b.yaml#/B }\n'),
      'b.yaml': "B: { $ref: '#/list/1' }\nlist: [no, { type: string }]\n",
    });
    const start = { file: source.file, pointer: '/components/schemas/A', value: { $ref: 'b.yaml#/B' } };
    expect(source.follow(start)).toEqual({
      file: join(source.file, '../b.yaml'),
      pointer: '/list/1',
      value: { type: 'string' },
    });
  });

  test('are escaped as URIs are', async () => {
    const text =
      "    'a b%': { type: string }\n    Ref: { $ref: '#/components/schemas/a%20b%25' }\n    Odd: { $ref: '#/components/schemas/100%' }\n    '100%': { type: number }\n";
    expect(await load(schemas(text))).toEqual([]);
  });

  test('in examples, defaults, enums and extensions are data', async () => {
    const data = "{ $ref: '#/nowhere' }";
    expect(
      await load(
        schemas(
          `    A:\n      example: ${data}\n      default: ${data}\n      enum: [${data}]\n      x-note: ${data}\n      examples: [${data}]\n`,
        ),
      ),
    ).toEqual([]);
  });

  test('under names such as default, example or x-trace are references', async () => {
    const document = `openapi: 3.1.0
components:
  schemas: { example: { $ref: '#/no1' }, x-y: { $ref: '#/no2' }, Map: { properties: { default: { $ref: '#/no3' }, $ref: { type: string } } } }
  responses: { default: { $ref: '#/no4' } }
  headers: { x-trace: { $ref: '#/no5' } }
  examples: { cat: { $ref: '#/no6' }, dog: { value: { $ref: '#/data' } } }
`;
    expect((await load(document)).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'openapi.yaml:3:25 $ref #/no1',
      'openapi.yaml:3:49 $ref #/no2',
      'openapi.yaml:3:98 $ref #/no3',
      'openapi.yaml:4:27 $ref #/no4',
      'openapi.yaml:5:25 $ref #/no5',
      'openapi.yaml:6:22 $ref #/no6',
    ]);
  });

  test('of a discriminator are references, or bare names', async () => {
    const text =
      "    Pet: { discriminator: { propertyName: kind, mapping: { cat: Cat, dog: '#/components/schemas/Dog' } } }\n    Cat: { type: object }\n";
    expect(await load(schemas(text))).toEqual([
      'openapi.yaml:4:70 $ref #/components/schemas/Dog leads nowhere; correct the path or define what it names',
    ]);
  });
});

describe('a diagnostic has its location and a way to mend it:', () => {
  test.each([
    ['a missing target', schemas("    A: { $ref: '#/components/schemas/B' }\n"), {}],
    ['a missing file', 'openapi: 3.1.0\npaths:\n  /a: { $ref: ./a.yaml }\n', {}],
    [
      'a missing target in another file',
      'openapi: 3.1.0\npaths:\n  /a: { $ref: ./a.yaml#/b }\n',
      { 'a.yaml': 'c: {}\n' },
    ],
    ['a misspelt target', schemas("    Price: { type: string }\n    A: { $ref: '#/components/schemas/Pirce' }\n"), {}],
    [
      'a misspelt target in another file',
      'openapi: 3.1.0\npaths:\n  /a: { $ref: ./a.yaml#/scalars/Pice }\n',
      { 'a.yaml': 'scalars: { Price: { get: {} } }\n' },
    ],
    [
      'a misspelt file',
      'openapi: 3.1.0\npaths:\n  /a: { $ref: ./place-oder.yaml }\n',
      { 'place-order.yaml': 'get: {}\n' },
    ],
    ['a reference to itself', schemas("    A: { $ref: '#/components/schemas/A' }\n"), {}],
    [
      'references in a ring',
      schemas('    A: { $ref: b.yaml#/B }\n'),
      { 'b.yaml': 'B: { $ref: openapi.yaml#/components/schemas/A }\n' },
    ],
    ['a reference to the network', schemas('    A: { $ref: https://example.com/a.yaml }\n'), {}],
    ['broken YAML', 'openapi: 3.1.0\npaths: [\n', {}],
    ['a key written twice', 'openapi: 3.1.0\nopenapi: 3.1.0\n', {}],
    ['broken YAML in another file', 'openapi: 3.1.0\npaths:\n  /a: { $ref: ./a.yaml }\n', { 'a.yaml': 'get: "\n' }],
    ['no YAML at all', 'just words\n', {}],
    ['an empty file', '', {}],
    ['no OpenAPI', 'name: x\n', {}],
    ['OpenAPI 2.0', "swagger: '2.0'\npaths: {}\n", {}],
    ['OpenAPI 4', 'openapi: 4.0.0\npaths: {}\n', {}],
  ])('%s', async (_name, document, files) => {
    expect(await load(document, files)).toMatchSnapshot();
  });

  test('no file', async () => {
    expect(await problemsOf(Source.load(join(folderOf(), 'openapi.yaml')))).toMatchSnapshot();
  });

  test('two things at once', async () => {
    const text = "    A: { $ref: '#/no1' }\n    B: { $ref: ./no2.yaml }\n";
    expect(await load(schemas(text))).toHaveLength(2);
  });
});
