import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { apiOf, folderOf, OURS, problemsOf } from '../../test/documents.js';
import { generate } from '../generate.js';
import { emitCatalogue } from './catalogue.js';
import { emitApi, emitPages } from './emit.js';
import type { EmittedFile } from './files.js';
import { within } from './print/quote/index.js';
import { TreeTypes } from './print/tree/tree-types.js';

/** What a review from outside found to become code, markup or a path; each stands here as it was found. */

async function emitted(document: string): Promise<Record<string, string>> {
  const api = await apiOf(document);
  const info = { name: 'pets', version: '1.0.0', dependencies: {}, references: [] };
  const time = <T>(_: string, work: () => T) => work();
  const files: EmittedFile[] = [
    ...emitApi(api, info, time, (described) => new TreeTypes(described)),
    ...emitPages(api, time),
  ];
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

/** Kinds of the statements of a file; a file that does not parse throws. */
function statements(text = ''): string[] {
  const file = ts.createSourceFile('x.ts', text, ts.ScriptTarget.ESNext);
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: { messageText: unknown }[] };
  if (parseDiagnostics.length) throw new Error(`${JSON.stringify(parseDiagnostics[0]?.messageText)}\n${text}`);
  return file.statements.map(({ kind }) => ts.SyntaxKind[kind]);
}

const head = (title: string) => `openapi: 3.0.3\ninfo: { title: ${JSON.stringify(title)}, version: 1.0.0 }\n`;
const call = `    get:\n      operationId: listPets\n      responses: { '200': { description: Pets. } }\n`;

test.each(['*/ export const pwned = 1; /*', '*/pwned()/*', '**/ pwned(); /**', '\u2028*/pwned()/*'])(
  'info.title %j stays a comment',
  async (title) => {
    const files = await emitted(`${head(title)}paths:\n  /pets:\n${call}`);
    const harmless = await emitted(`${head('Pets')}paths:\n  /pets:\n${call}`);
    expect(statements(files['src/client.ts'])).toEqual(statements(harmless['src/client.ts']));
  },
);

test('words of the printer in a description neither vanish nor end its comment', async () => {
  const schema = (text: string) =>
    `${head('Pets')}paths: {}\ncomponents:\n  schemas:\n    Pet: { type: object, properties: { name: { type: string, description: ${JSON.stringify(text)} } } }\n    Word: { enum: ['*/ pwned() /*', '@description x', 'components["schemas"]["Pet"]'] }\n`;
  const harmless = statements((await emitted(schema('A name.')))['src/types.ts']);
  for (const text of ['*@description / pwned() /*', 'a\n * @enum {\nb', '@enum {x', '@ts-ignore', '*/ x']) {
    const types = (await emitted(schema(text)))['src/types.ts'];
    expect(statements(types)).toEqual(harmless);
    expect(types).toContain("'@description x'");
    expect(types).not.toContain('@ts-ignore');
  }
});

test.each(['50%', '%zz', '#/*%*/', '#/components/x', 'a#b'])('a field may be called %j, at any depth', async (name) => {
  const inner = `{ type: object, required: [${JSON.stringify(name)}], properties: { ${JSON.stringify(name)}: { type: string } } }`;
  const outer = `{ type: object, properties: { ${JSON.stringify(name)}: ${inner} } }`;
  const files = await emitted(`${head('Pets')}paths: {}\ncomponents:\n  schemas:\n    Pet: ${outer}\n`);
  expect(statements(files['src/types.ts'])).toHaveLength(3);
  expect(files['src/types.ts']).toContain(`'${name}'?: {\n    '${name}': string;`);
});

test('paths, media types and statuses with quotes and backticks stay keys', async () => {
  const files = await emitted(
    `${head('Pets')}paths:\n  "/a'b\`c$<d>\\\\":\n    get:\n      operationId: "x'y"\n      responses:\n        "2'00": { description: A, content: { "a'b/json": { schema: { type: string } } } }\n        "0200": { description: B }\n`,
  );
  for (const [path, text] of Object.entries(files)) if (path.endsWith('.ts')) statements(text);
  expect(files['src/paths.ts']).toContain(`'2\\'00': {`);
  expect(files['src/paths.ts']).toContain(`'/a\\'b\`c$<d>\\\\': {`);
});

const ours = (url: string, facts: string) =>
  `${OURS}paths:\n  ${JSON.stringify(url)}:\n    get:\n      operationId: a\n      summary: A\n${facts}      responses: { '200': { description: A } }\n`;

test.each(['clientOid`; pwned(); `', 'a find=x:y', 'a\nGET evil'])(
  'x-order-id %j is refused: the table of calls holds bare words',
  async (word) => {
    const problems = await problemsOf(apiOf(ours('/api/v2/spot/x', `      x-order-id: ${JSON.stringify(word)}\n`)));
    expect(problems).toEqual([
      `openapi.yaml:9:7 x-order-id holds ${JSON.stringify(word)}; write letters, digits, and any of . : - _ [ ]`,
    ]);
  },
);

test.each(['/api/v2/../../../../evil', '/api/v2/a`$`', '/api/v2/a b', "/api/v2/a'b", '/api/v2//a', '/api/v2/.git/a'])(
  'the URL %j names neither file nor call',
  async (url) => {
    const problems = await problemsOf(apiOf(ours(url, '')));
    expect(problems.join()).toContain(`the URL ${JSON.stringify(url)} names no call`);
  },
);

test('a catalogue cannot leave its template or its object', async () => {
  const document = `${OURS.replace('responses: open', 'responses: open, errors: errors.yaml')}paths: {}\n`;
  const api = await apiOf(document, {
    'errors.yaml': '"1`$": { message: "no order `x`", kind: clock, retry: true }\n',
  });
  const info = { name: 'a', version: '1.0.0', dependencies: {}, references: [] };
  const files = [
    ...emitApi(
      api,
      info,
      (_, work) => work(),
      (described) => new TreeTypes(described),
    ),
    ...emitCatalogue(api.errors ?? new Map(), info),
  ];
  expect(files.filter(({ text }) => text.includes('no order'))).toHaveLength(1);
  for (const { path, text } of files) if (path.endsWith('.ts')) statements(text);
});

test('every file lies in its folder, by path and by link', () => {
  const folder = folderOf({ 'a.txt': '' });
  for (const path of ['../a.md', 'a/../../b.md', '/etc/x', 'a//b', './a', 'a\\..\\b', '.git/hooks/x', 'a\nb', ''])
    expect(() => within(folder, [{ path, text: '' }]), path).toThrow('is no file inside');
  mkdirSync(join(folder, 'out'));
  symlinkSync('/tmp', join(folder, 'out/docs'));
  expect(() => within(join(folder, 'out'), [{ path: 'docs/x.md', text: '' }])).toThrow('is a link out of');
  expect(
    within(join(folder, 'new'), [
      { path: 'a/b.md', text: '' },
      { path: '.generated', text: '' },
    ]),
  ).toHaveLength(2);
});

test('a package reads as it should whatever its title, server and example hold', async () => {
  const folder = folderOf({
    'openapi.yaml': `openapi: 3.0.3\ninfo: { title: 'A [x](javascript:y) <b> \`', version: '1' }\nservers: [{ url: "https://a.b/'});x=1" }]\npaths:\n  /pets:\n${call}`,
  });
  const output = join(folder, 'out');
  await generate({
    targets: [{ input: join(folder, 'openapi.yaml'), output, docs: join(output, 'docs'), name: 'out' }],
    lint: false,
    cwd: folder,
  });
  const readme = readFileSync(join(output, 'README.md'), 'utf8');
  expect(readme).toContain('A [x\\](javascript:y) &lt;b> \\`, 1 calls.');
  expect(readme).toContain(`createClient({ baseUrl: 'https://a.b/\\'});x=1' });`);
});
