import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../test/documents.js';
import { filesIn } from './emit/write.js';
import { generate } from './generate.js';

const fixture = (name: string) => fileURLToPath(new URL(`../test/${name}.yaml`, import.meta.url));
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript')), 'tsc.js');
const packages = fileURLToPath(new URL('../../packages/', import.meta.url));

const STRICT = {
  target: 'ES2022',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  module: 'NodeNext',
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  noEmit: true,
};

/** Generates into a project of its own that finds the client package as an installed one would. */
async function project(name: string): Promise<string> {
  const folder = folderOf({ 'package.json': '{ "type": "module" }' });
  mkdirSync(join(folder, 'node_modules/@bitget-spec'), { recursive: true });
  for (const name of ['client', 'contract'])
    symlinkSync(join(packages, name), join(folder, 'node_modules/@bitget-spec', name));
  const output = join(folder, 'pets');
  // The rules run in a thread that needs the compiled sources; cli.test.ts has them.
  await generate({
    targets: [{ input: fixture(name), output, docs: join(output, 'docs'), name: 'pets' }],
    lint: false,
    cwd: folder,
  });
  return folder;
}

function compile(folder: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  const config = { compilerOptions: STRICT, include: ['pets/src', ...Object.keys(files)] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  try {
    execFileSync(process.execPath, [tsc, '-p', folder], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}

describe('a foreign document of OpenAPI', () => {
  test('3.0 becomes a package that compiles and can be called', async () => {
    const folder = await project('petstore-3.0');
    const use = `import { createClient, type Cat, type ClientModel, type HttpError } from './pets/src/index.js';
const client = createClient({ baseUrl: 'https://pets.example/v1' });
const pets = await client.listPets({ limit: 3, tags: ['a'], status: "it's gone", 'X-Trace': 't' });
for (const pet of pets) if (pet.kind === 'cat') (pet satisfies Cat).lives?.toFixed();
await client.listPets();
await client.createPet({ name: 'Rex' });
await client.getPet({ 'pet-id': 7, 'X-Trace': 't' });
await client.replacePet({ 'pet-id': 7, name: 'Rex', age: null });
await client.delete({ 'pet-id': 7 });
await client.patchPet({ 'pet-id': 7, body: { anything: true } });
const picture: Blob = await client.uploadPhoto({ 'pet-id': 'x', body: { photo: new Blob([]) } });
const token: string = await client.login({ body: { user: 'me' } });
await client.setNote({ body: 'a note' });
const byName = await client.batch([{ name: 'Rex' }, { name: 'Mia', status: null }]);
byName.Rex?.kind;
await client.getWithoutId();
const { data } = await client.http.GET('/pets/{pet-id}', { params: { path: { 'pet-id': 7 }, header: { 'X-Trace': 't' } } });
export const all: [Blob, string, unknown, ClientModel | undefined, HttpError | undefined] = [picture, token, data, undefined, undefined];
`;
    expect(compile(folder, { 'use.ts': use })).toBe('');
  });

  test('has a README whose program compiles, and the licence of its document', async () => {
    for (const name of ['petstore-3.0', 'petstore-3.1']) {
      const folder = await project(name);
      const readme = readFileSync(join(folder, 'pets/README.md'), 'utf8');
      const [, program = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
      expect(program).toContain('createClient(');
      expect(compile(folder, { 'readme.ts': program.replace("'pets'", "'./pets/src/index.js'") })).toBe('');
    }
    const folder = await project('petstore-3.1');
    expect(JSON.parse(readFileSync(join(folder, 'pets/package.json'), 'utf8'))).toMatchObject({
      license: 'Apache-2.0',
    });
    expect(readFileSync(join(folder, 'pets/README.md'), 'utf8')).toContain('The description is under Apache 2.0.');
  });

  test('3.1 too', async () => {
    const folder = await project('petstore-3.1');
    const use = `import { createClient, type Tree } from './pets/src/index.js';
const client = createClient();
const tree: Tree = await client.treesGet({ id: 7 });
await client.treesAdd({ word: 'oak', size: null, kind: 'tree', any: 1, either: 'c', children: [tree] });
await client.putRaw({ body: new Uint8Array() });
export const row: [string, 1, null] = await client.putRaw();
`;
    expect(compile(folder, { 'use.ts': use })).toBe('');
  });

  test('gives errors that name the field', async () => {
    const folder = await project('petstore-3.0');
    const errors = compile(folder, {
      'wrong.ts': `import { createClient } from './pets/src/index.js';
const client = createClient();
await client.listPets({ status: 'lost' });
await client.createPet({ nam: 'Rex' });
await client.listPet();
await client.getPet({ 'pet-id': 7 });
`,
    });
    const lines = errors.split('\n').filter((line) => line.startsWith('wrong.ts'));
    expect(lines.map((line) => line.replace(/^wrong\.ts\((\d+),.*?: (.*)$/, '$1 $2'))).toMatchInlineSnapshot(`
      [
        "3 error TS2322: Type '"lost"' is not assignable to type 'Status | undefined'.",
        "4 error TS2561: Object literal may only specify known properties, but 'nam' does not exist in type 'NewPet'. Did you mean to write 'name'?",
        "5 error TS2551: Property 'listPet' does not exist on type 'Client'. Did you mean 'listPets'?",
        "6 error TS2345: Argument of type '{ 'pet-id': number; }' is not assignable to parameter of type 'GetPetRequest'.",
      ]
    `);
  });

  test('is a whole package, the same each time, and nothing of it points outside', async () => {
    const [one, two] = await Promise.all([project('petstore-3.0'), project('petstore-3.0')]);
    const files = filesIn(join(one, 'pets'));
    expect(files.filter((path) => !path.startsWith('docs/'))).toEqual(
      expect.arrayContaining([
        'README.md',
        'openapi.json',
        'package.json',
        'src/client.ts',
        'src/index.ts',
        'src/mock.ts',
        'src/types.ts',
        'tsconfig.json',
      ]),
    );
    for (const path of files.filter((path) => path.startsWith('src/') && path !== 'src/x')) {
      const [a, b] = [one, two].map((folder) =>
        readFileSync(join(folder, 'pets', path), 'utf8')
          .split('\n')
          .slice(1)
          .join('\n'),
      );
      expect(a).toBe(b);
    }
    const text = readFileSync(join(one, 'pets/openapi.json'), 'utf8');
    for (const [, ref] of text.matchAll(/"\$ref": ?"([^"]*)"/g)) expect(ref).toMatch(/^#\/components\//);
  });
});
