import { isObject, type Json } from '../load/json.js';
import type { Api } from '../model/types.js';
import type { EmittedFile } from './files.js';
import { cell, code, fence, inline, json, key, member, prose, string } from './print/quote/index.js';

/** What the package needs to know that is not in the description. */
export interface PackageInfo {
  name: string;
  version: string;
  /** Version of `@bitget-spec/client` to depend on. */
  client: string;
}

const ENTRIES: [string, string][] = [
  ['.', 'index'],
  ['./types', 'types'],
  ['./operations', 'operations'],
  ['./mock', 'mock'],
];

/** `package.json`, `tsconfig.json`, `README.md` and `src/index.ts`: what makes the folder an npm package. */
export function emitPackage(api: Api, info: PackageInfo, references: string[]): EmittedFile[] {
  return [
    { path: 'package.json', text: `${JSON.stringify(manifest(api, info), null, 2)}\n` },
    { path: 'tsconfig.json', text: `${JSON.stringify(tsconfig(references), null, 2)}\n` },
    { path: 'README.md', text: readme(api, info) },
  ];
}

function manifest(api: Api, { name, version, client }: PackageInfo) {
  const all = [...ENTRIES];
  if (api.ours) all.push(['./core', 'core'], ['./validators', 'validators']);
  if (api.errors) all.push(['./errors', 'errors']);
  const entries = all.map(([path, file]) => [path, { types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` }]);
  return {
    name,
    version,
    description: `${api.title}: typed client, types and metadata, generated from the description`,
    license: 'MIT',
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19' },
    exports: { ...Object.fromEntries(entries), './openapi.json': './openapi.json', './package.json': './package.json' },
    files: ['dist', 'openapi.json', '!dist/.tsbuildinfo'],
    scripts: { build: 'tsc -b' },
    dependencies: { '@bitget-spec/client': client },
  };
}

const tsconfig = (references: string[]) => ({
  compilerOptions: {
    target: 'ES2022',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: 'NodeNext',
    types: [],
    composite: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    rootDir: 'src',
    outDir: 'dist',
    tsBuildInfoFile: 'dist/.tsbuildinfo',
  },
  include: ['src'],
  references: references.map((path) => ({ path })),
});

function readme(api: Api, { name }: PackageInfo): string {
  const example =
    api.operations.find((operation) => operation.method === 'get' && !operation.signed) ?? api.operations[0];
  const call = example
    ? `client${example.call.map(member).join('')}(${argumentText(example.request.example)})`
    : 'client';
  const program = `import { createClient } from ${string(name)};

const client = createClient(${api.ours ? '' : `{ baseUrl: ${string(api.servers[0] ?? '')} }`});
const answer = await ${call};`;
  return `# ${inline(name)}

${inline(api.title)}, ${api.operations.length} calls. ${prose(api.description)}

Generated from ${code(api.source)}; do not edit.

${fence('ts', program)}

| entry | what it holds |
| --- | --- |
| ${cell(code(name))} | \`createClient\`, and every request and answer type |
| ${cell(code(`${name}/types`))} | the types alone |
| ${cell(code(`${name}/operations`))} | method, path, limits, permission and errors of each call, as data |
| ${cell(code(`${name}/mock`))} | routes, JSON Schemas and examples for a mock |
${api.ours ? `| ${cell(code(`${name}/core`))} | \`createClient\` without its parts, for the smallest bundles |\n| ${cell(code(`${name}/validators`))} | the schema of every answer, for \`drift()\` |\n` : ''}${api.errors ? `| ${cell(code(`${name}/errors`))} | every business code: message, meaning, what to do |\n` : ''}| ${cell(code(`${name}/openapi.json`))} | the description in one file |
`;
}

const argumentText = (example: Json | undefined): string => {
  if (!isObject(example)) return '';
  const fields = Object.entries(example).map(([name, value]) => `${key(name)}: ${valueText(value)}`);
  return `{ ${fields.join(', ')} }`;
};

const valueText = (value: unknown): string => (typeof value === 'string' ? string(value) : json(value));
