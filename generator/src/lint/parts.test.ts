import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf } from '../../test/documents.js';
import { readText, readTextIfThere, recorded, type Seen, yamlBelow } from '../load/disk.js';
import { type Json, objectOf } from '../load/json.js';
import { Source } from '../load/source.js';
import { Memory } from '../memory/memory.js';
import { Stamps } from '../stamps.js';
import { rulesFor } from './apply.js';
import type { Task } from './beside.js';
import { judge } from './judge.js';
import { ACROSS } from './lint.js';
import { partial, partsOf } from './parts.js';

const PATH = `get:
  responses: { '200': { description: Fine., content: { application/json: { schema: { $ref: '../common/scalars.yaml#/Price' } } } } }
`;
const FILES = {
  'spec/common/scalars.yaml': 'Price: { type: string }\n',
  'spec/common/errors.yaml': '{}\n',
  'spec/v9/openapi.yaml':
    'openapi: 3.1.0\ninfo: { title: A, version: "1" }\nx-bitget-spec: { names: url }\npaths: { /a: { $ref: ./a.yaml }, /b: { $ref: ./b.yaml } }\n',
  'spec/v9/a.yaml': PATH,
  'spec/v9/b.yaml': PATH,
};

test('a path stands for its own file and those that it leads to', async () => {
  const source = await Source.load(join(folderOf(FILES), 'spec/v9/openapi.yaml'));
  const files = [...(partsOf(source)?.paths.get('/a')?.files ?? [])];
  expect(files.map((file) => file.replace(/.*\/spec\//, '')).sort()).toEqual(['common/scalars.yaml', 'v9/a.yaml']);
});

test('its key is another once anything that has a say is', async () => {
  const folder = folderOf(FILES);
  const input = join(folder, 'spec/v9/openapi.yaml');
  const keys = async () => {
    const { paths } = partsOf(await Source.load(input)) ?? {};
    return ['/a', '/b'].map((path) => paths?.get(path)?.key);
  };
  const [a, b] = await keys();
  const change = async (file: string, text: string) => {
    const before = file in FILES ? readFileSync(join(folder, file), 'utf8') : undefined;
    writeFileSync(join(folder, file), text);
    const [nowA, nowB] = await keys();
    if (before !== undefined) writeFileSync(join(folder, file), before);
    return [nowA !== a, nowB !== b];
  };
  expect(await keys()).toEqual([a, b]);
  expect(await change('spec/v9/a.yaml', `${PATH}# more\n`)).toEqual([true, false]);
  expect(await change('spec/common/scalars.yaml', 'Price: { type: string, description: More. }\n')).toEqual([
    true,
    true,
  ]);
  expect(await change('spec/v9/openapi.yaml', `${FILES['spec/v9/openapi.yaml']}# more\n`)).toEqual([true, true]);
});

test('what rules read beside it has a say in all of it, be it missing or new', async () => {
  const folder = folderOf(FILES);
  const input = join(folder, 'spec/v9/openapi.yaml');
  const memory = new Memory();
  /** The paths that the rules were asked about; a stand-in for them reads what they read. */
  const asked = async () => {
    const paths: string[][] = [];
    const lint = async ({ source }: Task) => {
      paths.push(Object.keys(objectOf(objectOf(source.documents[0]?.value as Json).paths)));
      const seen: Seen = new Map();
      recorded(seen, () => [readText(join(folder, 'spec/common/errors.yaml')), yamlBelow(join(folder, 'spec/v9'))]);
      recorded(seen, () => readTextIfThere(join(folder, 'spec/common/enums.yaml')));
      return { found: [], seen };
    };
    memory.begin();
    expect(
      await judge(await Source.load(input), { roots: [], thread: { lint }, memory, stamps: Stamps.open() }),
    ).toEqual([]);
    memory.turn();
    return paths;
  };
  expect(await asked()).toEqual([['/a', '/b']]);
  expect(await asked()).toEqual([]);
  for (const file of ['spec/common/errors.yaml', 'spec/common/enums.yaml', 'spec/v9/deep/er/orphan.yaml']) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '# other\n{}\n');
    expect(await asked()).toEqual([['/a', '/b']]);
    expect(await asked()).toEqual([]);
  }
  writeFileSync(join(folder, 'spec/v9/a.yaml'), `${PATH}# more\n`);
  expect(await asked()).toEqual([['/a']]);
  rmSync(join(folder, 'spec/common/enums.yaml'));
  expect(await asked()).toEqual([['/a', '/b']]);
});

test('a part of a description holds its paths alone, and what has a say in them', async () => {
  const source = await Source.load(join(folderOf(FILES), 'spec/v9/openapi.yaml'));
  const parts = partsOf(source);
  const a = parts?.paths.get('/a');
  if (!parts || !a) throw new Error('it has no parts');
  const { documents } = partial(source, parts, (part) => part === a);
  expect(documents[0]?.value).toMatchObject({ paths: { '/a': { $ref: './a.yaml' } } });
  expect(documents[0]?.value).not.toHaveProperty(['paths', '/b']);
  expect(documents.map(({ file }) => file.replace(/.*\/spec\//, ''))).toEqual([
    'v9/openapi.yaml',
    'v9/a.yaml',
    'common/scalars.yaml',
  ]);
});

test.each([
  [
    'a path that is written in the root',
    { 'spec/v9/openapi.yaml': FILES['spec/v9/openapi.yaml'].replace('{ $ref: ./b.yaml }', '{}') },
  ],
  [
    'components of the root, which paths may use',
    { 'spec/v9/openapi.yaml': `${FILES['spec/v9/openapi.yaml']}components: { schemas: { A: { type: string } } }\n` },
  ],
  ['references that the rules alone follow', { 'spec/v9/a.yaml': `${PATH}  x-more: { $ref: ./b.yaml }\n` }],
])('has no parts: %s', async (_, files) => {
  const input = join(folderOf({ ...FILES, ...files }), 'spec/v9/openapi.yaml');
  expect(partsOf(await Source.load(input))).toBeUndefined();
});

test('a comment that names a reference is none', async () => {
  const folder = folderOf({
    ...FILES,
    'spec/common/scalars.yaml': `# beside the $ref\n${FILES['spec/common/scalars.yaml']}`,
  });
  expect(partsOf(await Source.load(join(folder, 'spec/v9/openapi.yaml')))?.paths.size).toBe(2);
});

test.each(['v1', 'v2', 'v3'])('%s of ours has parts: one path changed costs the rules one path', async (api) => {
  const input = join(import.meta.dirname, '../../../spec', api, 'openapi.yaml');
  expect(partsOf(await Source.load(input))?.paths.size).toBeGreaterThan(2);
});

/** Each was read: it judges a path, or what the root says. A rule that is new here is to be read before it is added. */
const BY_ITSELF = [
  ...[
    'struct',
    'no-unresolved-refs',
    'info-license',
    'info-license-strict',
    'no-duplicated-tag-names',
    'tag-description',
  ],
  ...['no-empty-servers', 'no-server-example.com', 'no-server-trailing-slash', 'no-server-variables-empty-enum'],
  ...[
    'no-undefined-server-variable',
    'security-defined',
    'security-scopes-defined',
    'spec-components-invalid-map-name',
  ],
  ...['no-duplicated-enum-values', 'no-enum-type-mismatch', 'no-example-value-and-externalValue'],
  ...['no-illogical-composition-keywords', 'no-mixed-number-range-constraints', 'no-path-trailing-slash'],
  ...['no-required-schema-properties-undefined', 'no-schema-type-mismatch', 'no-unsafe-markdown', 'spec-ref-siblings'],
  ...[
    'operation-2xx-response',
    'operation-operationId',
    'operation-operationId-url-safe',
    'operation-parameters-unique',
  ],
  ...['operation-summary', 'path-declaration-must-exist', 'path-not-include-query', 'path-parameters-defined'],
  ...[
    'names-agree',
    'operation-facts',
    'security-said',
    'described',
    'request-enums-closed',
    'money-is-text',
    'no-copy',
  ].map((name) => `bitget-spec/${name}`),
  ...['errors-known', 'common-unique', 'paging-params', 'patterns-linear'].map((name) => `bitget-spec/${name}`),
];

test('every rule is known to judge a path by itself, or by the others', () => {
  expect([...rulesFor('oas3_1', 'strict').keys()].sort()).toEqual([...BY_ITSELF, ...ACROSS].sort());
});
