import { isObject, type Json } from '../load/json.js';
import type { Api, License, Operation } from '../model/types.js';
import type { Profile } from '../profiles/index.js';
import { sampleValue } from './docs/samples/sample-value.js';
import { hostOf } from './docs/samples/sent.js';
import type { EmittedFile } from './files.js';
import { emitNpm, type Publishing } from './npm.js';
import { cell, code, data, fence, inline, key, member, prose, string } from './print/quote/index.js';

/** What the package needs to know that is not in the description. */
export interface PackageInfo {
  name: string;
  version: string;
  /** Packages that its code imports, and their versions. */
  dependencies: Readonly<Record<string, string>>;
  /** Projects of this workspace that are built before it. */
  references: readonly string[];
  /** What is published with it. */
  publishing?: Publishing | undefined;
}

const ENTRIES: [string, string][] = [
  ['.', 'index'],
  ['./types', 'types'],
  ['./operations', 'operations'],
  ['./mock', 'mock'],
];

const EXTRA: Record<Profile['emitters'][number], string> = {
  core: '`createClient` without its parts, for the smallest bundles',
  calls: 'each call as a value, and `createClient` for those you name, for bundles smaller still',
  validators: 'the schema of every response, for `drift()`',
};

/** `package.json`, `tsconfig.json` and `README.md`: what makes the folder an npm package. */
export function emitPackage(api: Api, info: PackageInfo): EmittedFile[] {
  const { name, version, dependencies, references, publishing } = info;
  const entries = [...ENTRIES];
  entries.push(...api.profile.emitters.map((name): [string, string] => [`./${name}`, name]));
  if (api.sockets) entries.push(['./socket', 'socket'], ['./channels', 'channels']);
  if (api.errors) entries.push(['./errors', 'errors']);
  const files = ['openapi.json', ...(api.sockets ? ['asyncapi.json'] : [])];
  const description = `${api.title}: typed client, types and metadata, generated from the description`;
  return [
    ...emitNpm({
      ...{ name, version, description, entries, files, dependencies, references, publishing },
      license: api.profile.package.workspace ? 'MIT' : licenseOf(api),
    }),
    { path: 'README.md', text: readme(api, info) },
  ];
}

function readme(api: Api, { name }: PackageInfo): string {
  const example = exampleOf(api);
  const call = example
    ? `client${example.call.map(member).join('')}(${argumentText(argumentOf(example, api))})`
    : 'client';
  const [server = ''] = api.servers;
  const known = api.profile.client.baseUrl === 'known';
  const program = `import { createClient } from ${string(name)};

const client = createClient(${known ? '' : `{ baseUrl: ${string(hostOf(server))} }`});
const result = await ${call};`;
  return `# ${inline(name)}

${inline(api.title)}, ${api.operations.length} calls. ${prose(api.description)}

Generated from ${code(api.source)}; do not edit.${api.license && !api.profile.package.workspace ? ` The description is under ${licenceText(api.license)}.` : ''}

${fence('ts', program)}

| entry | what it holds |
| --- | --- |
| ${cell(code(name))} | \`createClient\`, and every request and response type |
| ${cell(code(`${name}/types`))} | the types alone |
| ${cell(code(`${name}/operations`))} | method, path, limits, permission and errors of each call, as data |
| ${cell(code(`${name}/mock`))} | routes, JSON Schemas and examples for a mock |
${api.profile.emitters.map((file) => `| ${cell(code(`${name}/${file}`))} | ${EXTRA[file]} |\n`).join('')}${api.errors ? `| ${cell(code(`${name}/errors`))} | every business code: message, meaning, what to do |\n` : ''}${api.sockets ? `| ${cell(code(`${name}/socket`))} | \`createSocket\`: every stream, and orders over a socket |\n| ${cell(code(`${name}/channels`))} | the streams and orders of the sockets, as data, and the types of their messages |\n` : ''}| ${cell(code(`${name}/openapi.json`))} | the description in one file |
${api.sockets ? `| ${cell(code(`${name}/asyncapi.json`))} | the description of the sockets in one file |\n` : ''}`;
}

/** A read that needs no credentials, and nothing else where there is such a one. */
function exampleOf({ operations, profile }: Api): Operation | undefined {
  const reads = operations.filter(({ method, signed }) => method === 'get' && !signed);
  if (profile.package.workspace) return reads[0] ?? operations[0];
  const simple = (operation: Operation) => operation.request.optional;
  const plain = operations.filter(({ request }) => request.body === undefined || request.body.kind === 'json');
  return (
    reads.find(simple) ??
    plain.find(({ method, request }) => method === 'get' && request.optional) ??
    reads[0] ??
    plain[0]
  );
}

/** Examples of others need not have the type that they are examples of. */
const argumentOf = ({ request }: Operation, { profile }: Api): Json | undefined => {
  if (profile.package.workspace) return request.example;
  return request.schema && !request.optional ? sampleValue(request.schema) : undefined;
};

/** What `package.json` says (npm's own words where SPDX has none), nothing of a description that says nothing. */
const licenseOf = ({ license }: Api): string | undefined => license && (license.spdx ?? 'SEE LICENSE IN README.md');

const licenceText = ({ name, url }: License): string => (url ? `${inline(name)}, ${code(url)}` : inline(name));

const argumentText = (example: Json | undefined): string => {
  if (!isObject(example)) return example === undefined ? '' : data(example);
  const fields = Object.entries(example).map(([name, value]) => `${key(name)}: ${data(value)}`);
  return `{ ${fields.join(', ')} }`;
};
