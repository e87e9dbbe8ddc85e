import type { Limit } from '@bitget-spec/contract';
import { NO_PIECES, type Pieces } from '../model/pieces.js';
import type { Api, Operation } from '../model/types.js';
import type { Profile } from '../profiles/profile.js';
import { type CallGroup, groupCalls, groupsOf } from './call-groups.js';
import { errorCodes } from './error-codes.js';
import type { EmittedFile } from './files.js';
import { header } from './header.js';
import { isPaged, pagedCall, pagedName } from './paged-calls.js';
import { doc, functionText, interfaceText, longDoc, method, parameter, property } from './print/declarations.js';
import { inComment, key, string } from './print/quote/index.js';
import { importTypes } from './print/text.js';
import { parameterName, type TypePrinter } from './print/type-printer.js';
import { wrap } from './print/wrap.js';

/** `client.ts`: a declared signature for each call, and `createClient`. */
export function emitClient(api: Api, print: TypePrinter, pieces = NO_PIECES): EmittedFile {
  const root = groupCalls(api);
  const interfaces = [...groupsOf(root)].map((group) => interfaceOf(group, api, print, pieces));
  const paged = api.operations
    .filter((operation) => isPaged(operation, api))
    .map((operation) => pieces.of('client page', operation, () => pagedCall(operation, print)));
  const { connect, options, signs } = api.profile.client;
  const hints = api.profile.errors === 'codes' && api.errors;
  const server = api.profile.routes === 'list' && api.server;
  const create = functionText(
    `createClient(options: ${options} = {}): Client`,
    hints
      ? `return ${connect}<Client>(routes, options, loadHints);`
      : `return ${connect}<Client>(routes, options${server ? ', server' : ''});`,
    longDoc(
      signs
        ? 'Makes a client. A call returns the `data` of the response, or throws one of the errors of `@bitget-spec/client`.\nPublic calls need no credentials.'
        : 'Makes a client. A call returns the body of the response, or throws an `HttpError`.',
    ),
  );
  const text = `${[...interfaces, ...paged, create].join('\n\n')}\n`;
  const types = ['CallOptions', 'HttpClient', options];
  if (signs) types.push('ErrorGuard', 'Intent', 'Resumed', 'ResumeOptions');
  if (paged.length) types.push('PagesOptions');
  const imports = [
    ...importClient(api.profile.client, types.sort()),
    ...(hints ? ["import { loadHints } from '@bitget-spec/errors/hints';\n"] : []),
    "import type { paths } from './paths.js';\n",
    `import { routes${server ? ', server' : ''} } from './routes.js';\n`,
    importTypes(text, api),
  ];
  return {
    path: 'src/client.ts',
    text: `${header(api.source)}${imports.join('')}\n${text}${api.profile.errors === 'codes' ? `\n${errorCodes(api)}` : ''}`,
  };
}

/** Types and values stand apart where they come from two modules. */
function importClient({ module, runtime, connect, signs }: Profile['client'], types: string[]): string[] {
  const values = signs ? [connect, 'errorGuard'] : [connect];
  if (module === runtime) {
    const named = [...values.map((name) => [name, name]), ...types.map((name) => [name, `type ${name}`])];
    const sorted = named.sort(([a = ''], [b = '']) => a.localeCompare(b)).map(([, text]) => text);
    return [`import { ${sorted.join(', ')} } from '${module}';\n`];
  }
  return [
    `import type {\n${types.map((name) => `  ${name},\n`).join('')}} from '${module}';\n`,
    `import { ${values.join(', ')} } from '${runtime}';\n`,
  ];
}

function interfaceOf(group: CallGroup, api: Api, print: TypePrinter, pieces: Pieces): string {
  const isRoot = !group.path.length;
  const { calls } = group;
  const text = (call: Operation, made: (call: Operation, print: TypePrinter) => string) =>
    pieces.of('client', call, () => made(call, print));
  const { signs } = api.profile.client;
  const http = `The openapi-fetch client itself${signs ? ', for what the calls do not cover; it signs as they do.' : '.'}`;
  const members = [
    ...[...group.groups.values()].map((inner) => property(key(inner.path.at(-1) ?? ''), inner.name)),
    ...(isRoot ? [property('http', 'HttpClient<paths>', doc(http))] : []),
    ...calls.filter((call) => isPaged(call, api)).map((call) => text(call, pagedProperty)),
    ...calls.filter((call) => !isPaged(call, api)).map((call) => text(call, methodOf)),
    ...(signs && isRoot ? [RESUME, CLOSE] : []),
  ];
  const about = isRoot ? `${api.title}, as calls.` : `Calls under \`${group.path.join('.')}\`.`;
  return interfaceText(group.name, members, doc(inComment(about)));
}

const RESUME = method(
  'resume',
  [parameter('intents', 'readonly Intent[]'), parameter('options', 'ResumeOptions', true)],
  'Promise<Resumed[]>',
  doc(
    'Finds out what became of orders, transfers and withdrawals that an earlier process announced to `onIntent`: placed,\nnot placed, or unknown. Sends nothing but look-ups.',
  ),
);

const CLOSE = method(
  'close',
  [],
  'Promise<void>',
  doc('Ends every call under way with a `ClosedError`, and all that the client keeps running.'),
);

const pagedProperty = (operation: Operation): string =>
  property(key(operation.call.at(-1) ?? ''), pagedName(operation), longDoc(inComment(wrap(docOf(operation)))));

function methodOf(operation: Operation, print: TypePrinter): string {
  const { request, response, call, nullWhen } = operation;
  const given = nullWhen ? `<${parameterName(nullWhen)}>` : '';
  const generic = nullWhen
    ? `<${parameterName(nullWhen)} extends ${print.wordsOf(nullWhen)} = ${string(nullWhen.leftOut)}>`
    : '';
  return method(
    `${key(call.at(-1) ?? '')}${generic}`,
    [
      parameter('request', `${request.typeName ?? 'undefined'}${given}`, request.optional),
      parameter('options', 'CallOptions', true),
    ],
    `Promise<${response.typeName ?? 'undefined'}${given}>`,
    longDoc(inComment(wrap(docOf(operation)))),
  );
}

/** What editors show of a call. */
function docOf(operation: Operation): string {
  const { summary, description, method, path, limits, permission, errors, link, deprecated, request } = operation;
  const parts = [[summary && `${summary.replace(/\.$/, '')}.`, description].filter(Boolean).join('\n\n')];
  const facts = [`${method.toUpperCase()} ${path}`];
  if (limits) facts.push(`limit ${limits.map(limitText).join(', ')}`);
  if (permission !== 'none' && permission !== 'unknown') facts.push(`permission ${permission}`);
  if (operation.signed) facts.push('signed');
  parts.push(`\`${facts[0]}\`${facts.length > 1 ? ` · ${facts.slice(1).join(' · ')}` : ''}`);
  if (errors.length) parts.push(`Errors to expect: ${errors.join(', ')}.`);
  const tags = [...(request.typeName ? [] : ['@param request - takes nothing']), ...(link ? [`@see ${link}`] : [])];
  if (deprecated) tags.push('@deprecated');
  return [...parts, ...(tags.length ? [tags.join('\n')] : [])].filter(Boolean).join('\n\n');
}

/** `10/s per uid`. */
export function limitText({ count, seconds, by, when }: Limit): string {
  const span = seconds === 1 ? 's' : `${seconds} s`;
  return `${count}/${span}${by === 'unknown' ? '' : ` per ${by}`}${when ? ` (${when})` : ''}`;
}
