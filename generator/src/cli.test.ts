import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type Files, folderOf } from '../test/documents.js';
import { filesIn } from './emit/write.js';

/** The command as it is installed: it runs what `tsc -b` has built. */
const bin = fileURLToPath(new URL('../bin/bitget-spec.js', import.meta.url));

interface Run {
  code: number;
  out: string;
  /** Lines on stderr. */
  errors: string[];
}

const run = (cwd: string, ...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { cwd, encoding: 'utf8' }, (error, out, err) => {
      resolve({
        code: typeof error?.code === 'number' ? error.code : error ? -1 : 0,
        out,
        errors: err.split('\n').filter(Boolean),
      });
    });
  });
const generate = (cwd: string, ...args: string[]) =>
  run(cwd, 'generate', '--input', 'pets.yaml', '--output', 'out', ...args);

const PETS = `openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    get: { operationId: listPets, responses: { '200': { description: Fine. } } }
`;
const FINE = "responses: { '200': { description: Fine. } }";
const contents = (folder: string) =>
  Object.fromEntries(filesIn(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));

/** Makes a process end that loads a compiler, or what needs one. */
const REFUSE = `data:text/javascript,${encodeURIComponent(`
import Module, { register } from 'node:module';
const refused = /^(typescript|openapi-typescript|ts-morph)([/]|$)/;
const load = Module._load;
Module._load = (name, ...rest) => {
  if (refused.test(name)) throw new Error('loads ' + name);
  return load(name, ...rest);
};
register('data:text/javascript,' + encodeURIComponent(\`export const resolve = (name, context, next) => {
  if (\${refused}.test(name)) throw new Error('imports ' + name);
  return next(name, context);
}\`));
`)}`;

describe('generate', { concurrent: true }, () => {
  test('writes a package, then finds nothing to do, then only what changed', async ({ expect }) => {
    const folder = folderOf({ 'pets.yaml': PETS, 'node_modules/.keep': '' });
    const first = await generate(folder);
    expect(first).toMatchObject({ code: 0, errors: [] });
    expect(first.out).toMatch(/1 operations, \d+ files added, 0 changed/);
    const times = () => filesIn(join(folder, 'out')).map((path) => statSync(join(folder, 'out', path)).mtimeMs);
    const before = times();
    expect((await generate(folder)).out).toMatch(/^up to date: 1 operations, 1 files read/);
    expect((await generate(folder, '--no-cache')).out).toMatch(/0 files added, 0 changed, 0 removed/);
    expect(times()).toEqual(before);
    writeFileSync(join(folder, 'pets.yaml'), PETS.replace('title: Pets', 'title: Cats'));
    expect((await generate(folder)).out).toMatch(/0 files added, [1-9]\d* changed/);
    expect((await generate(folder, '--check')).code).toBe(0);
  });

  test('--types own loads no compiler, and openapi-typescript writes the same', async ({ expect }) => {
    const folder = folderOf({ 'pets.yaml': PETS });
    const refusing = (types: string) =>
      new Promise<string>((resolve) => {
        const args = ['--import', REFUSE, bin, 'generate', '--input', 'pets.yaml', '--output', 'out', '--no-lint'];
        execFile(process.execPath, [...args, '--types', types], { cwd: folder }, (error, _, err) =>
          resolve(error ? err : 'fine'),
        );
      });
    expect(await refusing('openapi-typescript')).toMatch(/(imports|loads) (openapi-)?typescript/);
    expect(await refusing('own')).toBe('fine');
    expect(await generate(folder, '--no-lint', '--types', 'openapi-typescript', '--check')).toMatchObject({ code: 0 });
    expect(await generate(folder, '--types', 'mine')).toEqual({
      code: 2,
      out: '',
      errors: ['[bitget-spec] --types mine is unknown: write one of own, openapi-typescript'],
    });
  });

  test('--check fails when the output is stale, and writes nothing', async ({ expect }) => {
    const folder = folderOf({ 'pets.yaml': PETS });
    const missing = await generate(folder, '--check');
    expect(missing.code).toBe(1);
    expect(missing.errors).toContain(`missing    ${join(folder, 'out/src/types.ts')}`);
    expect(missing.errors.at(-1)).toMatch(/the output is stale: run `npm run generate`/);
    expect(filesIn(join(folder, 'out'))).toEqual([]);
    await generate(folder);
    expect(await generate(folder, '--check')).toMatchObject({ code: 0, errors: [] });
    writeFileSync(join(folder, 'out/src/types.ts'), '// edited\n');
    writeFileSync(join(folder, 'out/src/mine.ts'), '');
    const stale = await generate(folder, '--check');
    expect(stale.code).toBe(1);
    expect(stale.errors.slice(0, 2)).toEqual([
      `differs    ${join(folder, 'out/src/types.ts')}`,
      `not ours   ${join(folder, 'out/src/mine.ts')}`,
    ]);
  });

  test('a changed version of the package stays', async ({ expect }) => {
    const folder = folderOf({ 'pets.yaml': PETS });
    await generate(folder);
    const file = join(folder, 'out/package.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"version": "0.1.0"', '"version": "0.2.0"'));
    writeFileSync(join(folder, 'out/CHANGELOG.md'), '# 0.2.0\n');
    expect((await generate(folder, '--check')).code).toBe(0);
  });

  test('a folder of somebody else stays as it is', async ({ expect }) => {
    const folder = folderOf({ 'pets.yaml': PETS, 'out/README.md': 'My project.\n' });
    const { code, errors } = await generate(folder);
    expect(code).toBe(2);
    expect(errors).toEqual([
      `[bitget-spec] ${join(folder, 'out/README.md')} is there and was not generated: name another folder, or remove it`,
    ]);
    expect(contents(join(folder, 'out'))).toEqual({ 'README.md': 'My project.\n' });
  });

  test('so does one that a link leads to', async ({ expect }) => {
    const folder = folderOf({ 'pets.yaml': PETS, 'elsewhere/mine.ts': 'mine();\n', 'out/.generated': '' });
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'out/src'));
    expect(await generate(folder)).toMatchObject({
      code: 2,
      errors: [
        `[bitget-spec] ${join(folder, 'out/src')} is a link out of ${join(folder, 'out')}: remove it, or name another folder`,
      ],
    });
    expect(contents(join(folder, 'elsewhere'))).toEqual({ 'mine.ts': 'mine();\n' });
  });

  test('so does one that holds anything else, and a file of somebody in a generated folder', async ({ expect }) => {
    const folder = folderOf({ 'pets.yaml': PETS, 'out/main.ts': 'mine();\n' });
    const { code, errors } = await generate(folder);
    expect({ code, errors }).toEqual({
      code: 2,
      errors: [
        `[bitget-spec] ${join(folder, 'out/main.ts')} is there and was not generated: name another folder, or remove it`,
      ],
    });
    expect(contents(join(folder, 'out'))).toEqual({ 'main.ts': 'mine();\n' });
    const own = folderOf({ 'pets.yaml': PETS });
    await generate(own);
    const manifest = join(own, 'out/.generated');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('README.md\n', ''));
    writeFileSync(join(own, 'out/README.md'), 'Mine.\n');
    expect((await generate(own, '--no-cache')).errors[0]).toContain('out/README.md is there and was not generated');
    expect(readFileSync(join(own, 'out/README.md'), 'utf8')).toBe('Mine.\n');
  });

  test('calls are named as --names says, and a licence that nobody states is none', async ({ expect }) => {
    const folder = folderOf({ 'pets.yaml': PETS });
    expect((await generate(folder, '--names', 'path')).code).toBe(0);
    expect(readFileSync(join(folder, 'out/src/routes.ts'), 'utf8')).toContain("name: 'pets.get'");
    expect(JSON.parse(readFileSync(join(folder, 'out/package.json'), 'utf8'))).not.toHaveProperty('license');
    expect(await generate(folder, '--names', 'colour')).toMatchObject({
      code: 2,
      errors: ['[bitget-spec] --names colour is unknown: write one of tag, operationId, path'],
    });
  });

  test('a folder where a file should be is reported in one line', async ({ expect }) => {
    const folder = folderOf({ 'pets.yaml': PETS, 'out/README.md/x': '' });
    const { code, errors } = await generate(folder);
    expect(code).toBe(1);
    expect(errors).toEqual([expect.stringMatching(/^\[bitget-spec\] EISDIR: .*; nothing was written$/)]);
  });

  test('without arguments does every spec/*/openapi.yaml', async ({ expect }) => {
    const clean = fileURLToPath(new URL('./lint/fixtures/clean', import.meta.url));
    const folder = folderOf(
      Object.fromEntries(
        filesIn(clean)
          .filter((path) => path.startsWith('spec/'))
          .map((path) => [path, readFileSync(join(clean, path), 'utf8')]),
      ),
    );
    expect(await run(folder, 'generate')).toMatchObject({ code: 0, errors: [] });
    expect(filesIn(join(folder, 'generated/v9'))).toContain('openapi.json');
    expect((await run(folder, 'generate', '--check')).code).toBe(0);
  });
});

/** Each is one document, what else lies beside it, and what the command says. */
const BAD: [name: string, document: string | undefined, beside: Files, says: string[]][] = [
  ['no file', undefined, {}, ['pets.yaml:1:1 error the file is not there; correct the path or add the file']],
  ['an empty file', '', {}, ['pets.yaml:1:1 error is not an OpenAPI document; start it with `openapi: 3.1.0`']],
  ['no OpenAPI', 'name: x\n', {}, ['pets.yaml:1:1 error is not an OpenAPI document; start it with `openapi: 3.1.0`']],
  [
    'OpenAPI 2.0',
    "swagger: '2.0'\npaths: {}\n",
    {},
    ['pets.yaml:1:1 error swagger 2.0 is not supported; convert the document to OpenAPI 3.0 or 3.1'],
  ],
  [
    'broken YAML',
    `${PETS}  /b: [\n`,
    {},
    ['pets.yaml:7:1 error is not valid YAML: deficient indentation; mend the syntax there'],
  ],
  [
    'missing references, one in the document and one beside it',
    `${PETS}  /b: { $ref: ./b.yaml }\n  /c: { get: { operationId: c, responses: { default: { $ref: '#/components/responses/No' } } } }\n`,
    {},
    [
      'pets.yaml:6:9 error refers to FOLDER/b.yaml, which is not there; correct the path or add the file',
      'pets.yaml:7:56 error $ref #/components/responses/No leads nowhere; correct the path or define what it names',
    ],
  ],
  [
    'a reference in another file that is missing',
    `${PETS}  /b: { $ref: ./deep/b.yaml }\n`,
    { 'deep/b.yaml': `get:\n  operationId: b\n  responses:\n    default:\n      $ref: '#/no'\n` },
    ['deep/b.yaml:5:7 error $ref #/no leads nowhere; correct the path or define what it names'],
  ],
  [
    'a reference that only leads back to itself',
    `${PETS}components:\n  schemas:\n    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n`,
    {},
    [
      'pets.yaml:8:10 error $ref #/components/schemas/B only leads back to itself; point one of the references at a definition',
      'pets.yaml:9:10 error $ref #/components/schemas/A only leads back to itself; point one of the references at a definition',
    ],
  ],
  [
    'an unknown parameter location',
    `${PETS}    put: { operationId: b, parameters: [{ name: a, in: body, schema: {} }], ${FINE} }\n`,
    {},
    ['pets.yaml:6:52 error parameter a is in "body", an unknown place; write one of query, path, header, cookie'],
  ],
  [
    'a schema that no emitter can express',
    `${PETS}components:\n  schemas:\n    A: { type: object, properties: { when: { type: date } } }\n`,
    {},
    [
      'pets.yaml:8:46 error no type is called "date"; write one of string, number, integer, boolean, object, array, null',
    ],
  ],
  ['operations that are no mapping', `${PETS}  /b: { get: [] }\n`, {}, []],
  ['paths that are a list', 'openapi: 3.0.3\ninfo: { title: x, version: "1" }\npaths: [a]\n', {}, []],
  ['parameters that are a mapping', `${PETS}    put: { operationId: b, parameters: { a: b }, ${FINE} }\n`, {}, []],
  ['responses that are text', `${PETS}    put: { operationId: b, responses: fine }\n`, {}, []],
  ['content that is empty', `${PETS}    put: { operationId: b, requestBody: { content: }, ${FINE} }\n`, {}, []],
  [
    'a schema that is text',
    `${PETS}    put: { operationId: b, requestBody: { content: { application/json: { schema: Pet } } }, ${FINE} }\n`,
    {},
    [],
  ],
];

describe('bad input is reported on one line each, with its location and a way to mend it, and the output stays:', {
  concurrent: true,
}, () => {
  const good = folderOf({ 'pets.yaml': PETS });
  const before = generate(good).then(() => contents(join(good, 'out')));

  test.for(BAD)('%s', async ([_name, document, beside, says], { expect }) => {
    expect(await before).toHaveProperty('package.json');
    const folder = folderOf({ ...(document !== undefined && { 'pets.yaml': document }), ...beside });
    const { code, errors } = await run(folder, 'generate', '--input', 'pets.yaml', '--output', join(good, 'out'));
    const lines = errors.slice(0, -1).map((line) => line.replaceAll(folder, 'FOLDER'));
    for (const line of lines) expect(line).toMatch(/^[\w/.]+:\d+:\d+ error [^;]*; /);
    if (says.length) expect(lines).toEqual(says);
    else expect(lines).toMatchSnapshot();
    expect(errors.at(-1)).toBe(
      `[bitget-spec] ${lines.length} problem${lines.length === 1 ? '' : 's'}; nothing was written`,
    );
    expect(code).toBe(1);
    expect(contents(join(good, 'out'))).toEqual(await before);
    expect(readdirSync(good).sort()).toEqual(['out', 'pets.yaml']);
  });

  test('in one of two descriptions, and neither is written', async ({ expect }) => {
    const folder = folderOf({
      'spec/v1/openapi.yaml': PETS,
      'spec/v2/openapi.yaml': PETS.replace('listPets', 'x').replace("'200'", "$ref: '#/no', '200'"),
    });
    const { code } = await run(folder, 'generate');
    expect(code).toBe(1);
    expect(filesIn(join(folder, 'generated'))).toEqual([]);
  });
});

test('advice of all descriptions is said, also of those that are up to date', async ({ expect }) => {
  const odd = PETS.replace('info: {', 'info: { foo: 3,');
  expect(odd).not.toBe(PETS);
  const folder = folderOf({ 'spec/a/openapi.yaml': odd, 'spec/b/openapi.yaml': odd, 'node_modules/.keep': '' });
  const two = '2 warnings (struct 2); `bitget-spec lint FILE` prints each\n';
  expect((await run(folder, 'generate')).out).toContain(two);
  writeFileSync(join(folder, 'spec/b/openapi.yaml'), odd.replace('foo: 3', 'foo: 4'));
  expect((await run(folder, 'generate')).out).toContain(two);
  expect((await run(folder, 'generate')).out).toContain(two);
  writeFileSync(join(folder, 'spec/b/openapi.yaml'), PETS);
  const { out } = await run(folder, 'generate');
  expect(out).toContain('1 warning (struct 1); `bitget-spec lint FILE` prints each\n');
});

test('a number that JSON has not is another than none', async ({ expect }) => {
  const schemas = (words: string) => `A: { type: number, enum: [${words}] }\n`;
  const document = `${PETS}components: { schemas: { B: { $ref: './schemas.yaml#/A' } } }\n`;
  const folder = folderOf({ 'pets.yaml': document, 'schemas.yaml': '', 'node_modules/.keep': '' });
  const typesOf = async (words: string, ...flags: string[]) => {
    writeFileSync(join(folder, 'schemas.yaml'), schemas(words));
    expect((await run(folder, 'generate', '--input', 'pets.yaml', '--output', 'out', ...flags)).errors).toEqual([]);
    return readFileSync(join(folder, 'out/src/types.ts'), 'utf8');
  };
  const all = ['.inf, 1', 'null, 1', '-.inf, 1'];
  const warm: string[] = [];
  for (const words of all) warm.push(await typesOf(words));
  const cold: string[] = [];
  for (const words of all) cold.push(await typesOf(words, '--no-cache'));
  expect(warm).toEqual(cold);
  expect(new Set(cold).size).toBe(3);
});

test('what a document of others could do better is advice: a summary, each by `lint`', async ({ expect }) => {
  const document = `${PETS}    put: { operationId: listPets }\ncomponents: { schemas: { A: { type: object, discriminator: {} } } }\n`;
  const folder = folderOf({ 'pets.yaml': document, 'node_modules/.keep': '' });
  for (const said of ['files added', 'up to date']) {
    const { code, out, errors } = await generate(folder);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(out).toContain('3 warnings (struct 2, description 1); `bitget-spec lint FILE` prints each\n');
    expect(out).toContain(said);
  }
  const linted = await run(folder, 'lint', 'pets.yaml');
  expect(linted.code).toBe(0);
  expect(linted.errors.sort()).toEqual([
    'pets.yaml:6:12 warn duplicate operationId listPets: GET /pets has it too, so that this one is called listPets2; give each operation its own',
    'pets.yaml:6:5 warn [struct] The field `responses` must be present on this level; add it',
    'pets.yaml:7:45 warn [struct] The field `propertyName` must be present on this level; add it',
  ]);
  expect(linted.out).toBe('1 description linted: 0 errors, 3 warnings\n');
});

test('who has read enough of what is printed ends nothing', async ({ expect }) => {
  const folder = folderOf({ 'pets.yaml': PETS });
  const child = spawn(process.execPath, [bin, 'generate', '--input', 'pets.yaml', '--output', 'out'], { cwd: folder });
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  expect({ code, said }).toEqual({ code: 0, said: '' });
  expect(readdirSync(join(folder, 'out'))).toContain('package.json');
});

describe('lint', { concurrent: true }, () => {
  const fixture = (name: string) =>
    fileURLToPath(new URL(`./lint/fixtures/${name}/spec/v9/openapi.yaml`, import.meta.url));

  test('prints each finding once, the rule, and where the pages are once at the end', async ({ expect }) => {
    const { code, out, errors } = await run(
      '/',
      'lint',
      fixture('common-unique'),
      fixture('common-unique'),
      fixture('security-said'),
    );
    expect(code).toBe(1);
    expect(errors).toHaveLength(4);
    expect(out.split('\n').slice(0, 2)).toEqual([
      '3 descriptions linted: 4 errors, 0 warnings',
      'docs: generator/lint-pages/<rule>.md explains each, such as generator/lint-pages/common-unique.md',
    ]);
  });

  test('says nothing of pages where nothing is wrong', async ({ expect }) => {
    const { code, out, errors } = await run('/', 'lint', fixture('clean'));
    expect({ code, out, errors }).toEqual({ code: 0, out: '1 description linted: 0 errors, 0 warnings\n', errors: [] });
  });

  test('goes on after a file that cannot be read', async ({ expect }) => {
    const { code, errors } = await run('/', 'lint', '/no/such.yaml', fixture('security-said'));
    expect(code).toBe(1);
    expect(errors[0]).toBe('no/such.yaml:1:1 error the file is not there; correct the path or add the file');
    expect(errors).toHaveLength(2);
  });
});

describe('model', { concurrent: true }, () => {
  test('counts what is understood, or writes it whole, each operation with its location', async ({ expect }) => {
    const folder = folderOf({ 'pets.yaml': PETS });
    const counted = await run(folder, 'model', '--input', 'pets.yaml');
    expect(counted).toMatchObject({ code: 0, errors: [] });
    expect(counted.out).toMatch(/: 1 operation, 0 schemas\n$/);
    const { out } = await run(folder, 'model', '--input', 'pets.yaml', '--json');
    const [model] = Object.values(JSON.parse(out));
    expect(model).toMatchObject({ profile: 'foreign', operations: [{ id: 'listPets', location: 'pets.yaml:5:5' }] });
  });

  test('says what is wrong with a description', async ({ expect }) => {
    const folder = folderOf({ 'pets.yaml': PETS.replace('3.0.3', '2.0') });
    const { code, errors } = await run(folder, 'model', '--input', 'pets.yaml', '--json');
    expect([code, errors[0]?.replaceAll(`${folder}/`, '')]).toEqual([
      1,
      'pets.yaml:1:1 error openapi 2 is not supported; convert the document to OpenAPI 3.0 or 3.1',
    ]);
  });
});

describe('usage', { concurrent: true }, () => {
  test.each<[string[], number, RegExp]>([
    [[], 2, /^$/],
    [['--help'], 0, /^$/],
    [['--version'], 0, /^$/],
    [['find', '--help'], 0, /^$/],
    [['make'], 2, /no command is called "make"/],
    [['generate', '--inptu', 'x'], 2, /--inptu.*see bitget-spec --help/],
    [['generate', '--input', 'x.yaml'], 2, /--input and --output go together/],
    [['generate'], 2, /no spec\/\*\/openapi\.yaml here/],
    [['lint'], 2, /no spec\/\*\/openapi\.yaml here/],
  ])('%j gives %i', async (args, code, says) => {
    const result = await run(folderOf(), ...args);
    expect(result.code).toBe(code);
    expect(result.errors[0] ?? '').toMatch(says);
  });

  test('every command says what it takes, and the generator what it is', async ({ expect }) => {
    const folder = folderOf();
    const commands = ['generate', 'lint', 'find', 'safety', 'report', 'model', 'live', 'replay'];
    for (const command of commands) {
      const { code, out, errors } = await run(folder, command, '--help');
      expect({ code, errors }).toEqual({ code: 0, errors: [] });
      expect(out).toMatch(new RegExp(`^  bitget-spec ${command} `));
      for (const other of commands) if (other !== command) expect(out).not.toContain(`bitget-spec ${other} `);
    }
    expect((await run(folder, '--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
