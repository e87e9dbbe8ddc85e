import ts from 'typescript';
import { aliasesRemoved, referencesTo } from './declared.js';
import { isEscaping } from './escapes.js';
import { oldNames } from './imports.js';
import type { LibraryName } from './libraries.js';
import { madeByCreateClient, makerText } from './makers.js';
import type { Routes, RoutesInput } from './routes.js';
import { replace } from './text.js';

/**
 * Every client of a library becomes one of v3, where all that the project does with them can be rewritten.
 * @returns undefined where it cannot
 */
export function wholeRoute(library: LibraryName, { project, libraries, attempts }: RoutesInput): Routes | undefined {
  const own = attempts.filter(({ found }) => found.method.library === library);
  if (!own.length || own.some(({ why }) => why !== undefined)) return undefined;
  if (isEscaping(library, own, project, libraries)) return undefined;
  const routes: Routes = { edits: [], names: [], refused: new Map() };
  for (const attempt of own) {
    const text = attempt.found.client?.getText();
    if (text === undefined || !aliasesRemoved(attempt, own, project, routes)) return undefined;
    routes.edits.push(replace(attempt.found.node, `${text}.${attempt.call}`));
  }
  for (const file of project.files)
    if (!movedNames(file, library, { project, libraries, attempts: own }, routes)) return undefined;
  return routes;
}

/** Names of a library in a file: what makes and describes clients moves to v3 with the calls. False where something else is used. */
function movedNames(
  file: ts.SourceFile,
  library: LibraryName,
  { project, libraries, attempts }: Omit<RoutesInput, 'roots' | 'isLibrary'>,
  routes: Routes,
): boolean {
  const { checker } = project;
  const renamed = new Set(attempts.flatMap(({ names }) => names.map(({ node }) => node)));
  const olds = oldNames(file, checker).filter(
    ({ module }) => (module === 'bitget-api') === (library !== '@bitget-spec/v2'),
  );
  for (const old of olds) {
    const isClient = old.symbol && libraries.clients.size > 0;
    const references = referencesTo(file, old.local, checker);
    for (const node of references) {
      if (node === old.local || renamed.has(node)) continue;
      if (old.module === 'bitget-api') {
        if (old.imported !== library) break;
        if (!foreignName(node, routes)) return false;
        continue;
      }
      if (!SHARED.has(old.imported) || !isClient) return false;
      routes.names.push({
        imported: old.imported,
        node,
        edit: (local) => replace(node, local),
        ...(old.module.endsWith('/core') && { module: '@bitget-spec/v3/core' }),
        ...(TYPES.has(old.imported) && { isType: true }),
      });
    }
  }
  return true;
}

/** Names that both packages export, with the same meaning. */
const TYPES = new Set(['Client', 'ClientOptions', 'CoreOptions', 'CallOptions', 'Credentials']);

const SHARED = new Set([
  ...TYPES,
  ...[
    'createClient',
    'credentialsFromEnv',
    'CredentialsError',
    'BitgetError',
    'ExchangeError',
    'AuthenticationError',
    'RateLimitError',
  ],
  ...['NetworkError', 'TimeoutError', 'InvalidResponseError', 'ClosedError', 'NotPlacedError', 'OutcomeUnknownError'],
  ...[
    'retries',
    'clockSync',
    'outcomes',
    'pages',
    'limiter',
    'debugLog',
    'drift',
    'signatureReports',
    'catalogueHints',
  ],
]);

/** `new RestClientV3(…)`, or the class as a type. */
function foreignName(node: ts.Identifier, { names }: Routes): boolean {
  const { parent } = node;
  if (ts.isNewExpression(parent) && parent.expression === node) {
    const text = madeByCreateClient(parent);
    if (text === undefined) return false;
    names.push({ imported: 'createClient', node, edit: (local) => replace(parent, makerText(local, text)) });
    return true;
  }
  if (!ts.isTypeReferenceNode(parent)) return false;
  names.push({ imported: 'Client', isType: true, node, edit: (local) => replace(node, local) });
  return true;
}
