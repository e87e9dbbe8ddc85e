import { writeTable } from '@bitget-spec/contract';
import { memberName } from '../model/names.js';
import { freeName } from '../model/raw-operation.js';
import type { Api, Operation } from '../model/types.js';
import { type CallGroup, groupCalls, groupsOf } from './call-groups.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';
import { comment, key, string } from './print/quote/index.js';
import { commonBase } from './route-lookups.js';
import { factsOf } from './routes.js';

/** `calls.ts`: every call as a value, and a client of those that a program names, so that a bundle has no others. */
export function emitCalls(api: Api): EmittedFile {
  const groups = [...groupsOf(groupCalls(api))].filter(({ calls }) => calls.length);
  const taken = new Set(TAKEN.split(' '));
  const values = groups.flatMap((group) =>
    group.calls.map((call) => ({ ...call, group, name: freeName(taken, memberName(call.id)) })),
  );
  const types = [...new Set(['Client', ...groups.map(({ name }) => name)])].sort();
  const codes = api.errors ? ', codes' : '';
  const base = commonBase(api.operations);
  const time = api.operations.filter(({ path }) => path === `${base}public/time`);
  const always = string(time.length ? linesOf(time, base, api) : '');
  const text = `${header(api.source)}import { type CallsOptions, type ClientOf, connectCalls, type Operation } from '@bitget-spec/client/core';
import type {
${types.map((name) => `  ${name},\n`).join('')}} from './client.js';
import { base${codes} } from './routes.js';

/** A call of this API, and what it adds to a client. */
type Call<Part = unknown> = Operation<Part, typeof base>;

/**
 * Makes a client of the calls in \`calls\`, each at its usual place. It signs, sends and reads responses, and no more: give it
 * the parts you want as \`use\`, as the client of \`/core\`. An order brings along the calls that look it up: with \`outcomes()\` the
 * client finds out what became of one whose response is lost; without, it gives orders no number, and nobody can.
 * @throws TypeError where \`calls\` are none
 */
export function createClient<One extends Call>(options: CallsOptions<One>): ClientOf<One> & Pick<Client, 'close' | 'resume'> {
  return connectCalls({ base${codes}, table: ${always} }, options);
}

${values.map((value) => valueText(value, base, api)).join('\n\n')}
`;
  return { path: 'src/calls.ts', text };
}

/** What no value can be called: the module's own names, and words of the language. */
const TAKEN =
  'base codes connectCalls createClient arguments await break case catch class const continue debugger default delete do else ' +
  'enum eval export extends false finally for function if implements import in instanceof interface let new null package ' +
  'private protected public return static super switch this throw true try typeof var void while with yield';

interface Value extends Operation {
  name: string;
  group: CallGroup;
}

function valueText(value: Value, base: string, api: Api): string {
  const { name, group, call, summary, method, path, deprecated, lookups = [] } = value;
  const own = `Pick<${group.name}, ${string(call.at(-1) ?? '')}>`;
  const part = group.path.reduceRight((inner, word) => `{ ${key(word)}: ${inner} }`, own);
  const found = lookups.flatMap(({ operation: key }) => api.operations.filter((other) => other.key === key));
  const lines = linesOf([value, ...found], base, api);
  const about = `${summary ? `${summary.replace(/\.$/, '')}: ` : ''}\`${call.join('.')}\`, ${method.toUpperCase()} ${path}.`;
  const doc = comment(`${about}${deprecated ? '\n\n@deprecated' : ''}`);
  return `${doc}export const ${name} = ${string(lines)} as Call<${part}>;`;
}

/** Their lines of the table. */
const linesOf = (operations: readonly Operation[], base: string, api: Api): string =>
  writeTable([...new Set(operations)].map((operation) => factsOf(operation, base, api))).join('\n');
