import ts from 'typescript';
import type { TextEdit } from '../project/edits.js';
import type { Project } from '../project/program.js';
import type { Attempt } from './attempt.js';
import { assignedBy, assignmentOf, declarationOf, makerOf, type Root } from './clients.js';
import { isEscaping } from './escapes.js';
import { identifiersOf, symbolAt } from './find.js';
import { type NameUse, namesIn, oldNames, successorNames } from './imports.js';
import type { Libraries, LibraryName } from './libraries.js';
import { madeByCreateClient, makerText } from './makers.js';
import { insert, isExported, replace } from './request.js';

/** How calls reach the new client: edits, and the names that they need. */
export interface Routes {
  edits: TextEdit[];
  names: NameUse[];
  /** Why a call has no way to a client of v3. */
  refused: Map<Attempt, string>;
}

export interface RoutesInput {
  project: Project;
  libraries: Libraries;
  attempts: readonly Attempt[];
  roots: ReadonlyMap<ts.Node, Root>;
  isLibrary: boolean;
}

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

function referencesTo(file: ts.SourceFile, local: ts.Identifier, checker: ts.TypeChecker): ts.Identifier[] {
  const target = symbolAt(local, checker);
  return identifiersOf(file, local.text).filter(
    (node) => symbolAt(node, checker) === target && !ts.isImportSpecifier(node.parent),
  );
}

/** Takes away the constants that held a part of the old client, where only rewritten calls went through them. */
function aliasesRemoved(
  attempt: Attempt,
  attempts: readonly Attempt[],
  { checker }: Project,
  { edits }: Routes,
): boolean {
  return attempt.found.through.every((constant) => {
    const users = attempts.filter(({ found }) => found.through.includes(constant));
    const file = constant.getSourceFile();
    const uses = ts.isIdentifier(constant.name) ? referencesTo(file, constant.name, checker).length - 1 : -1;
    const statement = statementOf(constant);
    if (uses !== users.length || isExported(constant) || !statement) return false;
    const end = statement.getEnd();
    const lineEnd = /^[ \t]*\r?\n[ \t]*/.exec(file.text.slice(end))?.[0].length ?? 0;
    edits.push({ file: file.fileName, start: statement.getStart(), end: end + lineEnd, text: '' });
    return true;
  });
}

/** The statement that declares a variable, and nothing else. */
function statementOf({ parent }: ts.VariableDeclaration): ts.VariableStatement | undefined {
  return ts.isVariableDeclarationList(parent) &&
    parent.declarations.length === 1 &&
    ts.isVariableStatement(parent.parent)
    ? parent.parent
    : undefined;
}

/** Each client that is made under a name is replaced, or gets one of v3 beside it. */
export function rootRoutes(input: RoutesInput): Routes {
  const { project, attempts, roots } = input;
  const routes: Routes = { edits: [], names: [], refused: new Map() };
  const byRoot = new Map<Root, Attempt[]>();
  for (const attempt of attempts) {
    if (attempt.why !== undefined || !attempt.found.client) continue;
    const declaration = declarationOf(attempt.found.client, project.checker);
    const root = declaration && roots.get(declaration);
    if (root) byRoot.set(root, [...(byRoot.get(root) ?? []), attempt]);
    else
      routes.refused.set(
        attempt,
        'the client comes from where other calls of the old API need it: make one with `createClient` of @bitget-spec/v3 beside it',
      );
  }
  for (const [root, own] of byRoot) route(root, own, input, routes);
  return routes;
}

function route(root: Root, own: Attempt[], { isLibrary, libraries, project }: RoutesInput, routes: Routes): undefined {
  const all = isReplaceable(root, own, isLibrary);
  const refuse = (why: string): undefined => {
    for (const attempt of own) routes.refused.set(attempt, why);
  };
  const text = root.library === '@bitget-spec/v2' ? optionsText(root) : madeByCreateClient(root.maker);
  if (text === undefined)
    return refuse(
      'its client is made with options that `createClient` of @bitget-spec/v3 does not take, or that are computed: make one beside it',
    );
  if (!makerOf(root.maker, project.checker, libraries)) return refuse('what makes its client is not known');
  const module = coreModule(root, project.checker);
  if (all) {
    const { expression } = root.maker;
    const edit = (local: string) =>
      root.library === '@bitget-spec/v2' ? replace(expression, local) : replace(root.maker, makerText(local, text));
    routes.names.push({
      imported: 'createClient',
      edit,
      ...module,
      ...(ts.isIdentifier(expression) && { node: expression }),
    });
    for (const { found, call } of own) routes.edits.push(replace(found.node, `${found.client?.getText()}.${call}`));
    return;
  }
  const name = `${root.name.text}V3`;
  const isMade = isMadeBefore(root, name, text);
  if (!isMade && project.files.some((file) => namesIn(file).has(name)))
    return refuse(`the name \`${name}\` is taken: make a client of @bitget-spec/v3 beside \`${root.name.text}\``);
  const statement = ts.isVariableDeclaration(root.declaration) ? statementOf(root.declaration) : root.declaration;
  if (!statement) return refuse('its client is declared together with others: give it a statement of its own');
  if (root.assignment && !(project.options.noImplicitAny ?? project.options.strict))
    return refuse('its client is assigned in a constructor: make one of @bitget-spec/v3 beside it');
  for (const attempt of own) aliasesRemoved(attempt, own, project, routes);
  if (!isMade)
    routes.names.push({
      imported: 'createClient',
      ...module,
      edit: (local) =>
        root.assignment
          ? beside(root.assignment, '', `this.${name} = ${makerText(local, text)}`)
          : beside(statement, declaring(root), `${name} = ${makerText(local, text)}`),
    });
  // Its type is inferred from what the constructor assigns.
  if (!isMade && root.assignment) routes.edits.push(beside(statement, declaring(root), name));
  for (const { found, call } of own)
    routes.edits.push(replace(found.node, `${renamedClient(found.client, root, name)}.${call}`));
  exposed(root, own, name, routes);
}

/** True where a client of v3 by that name stands beside the old one, with the same options: an earlier run has made it. */
function isMadeBefore({ declaration }: Root, name: string, options: string): boolean {
  const siblings = ts.isPropertyDeclaration(declaration)
    ? declaration.parent.members.filter(ts.isPropertyDeclaration)
    : (statementOf(declaration)?.parent.getChildren() ?? [])
        .flatMap((child) => (child.kind === ts.SyntaxKind.SyntaxList ? child.getChildren() : []))
        .flatMap((child) => (ts.isVariableStatement(child) ? [...child.declarationList.declarations] : []));
  const sibling = siblings.find((one) => one.name.getText() === name);
  const made = sibling && (sibling.initializer ?? assignedBy(assignmentOf(sibling)));
  if (!made || !ts.isCallExpression(made)) return false;
  const makers = [...successorNames(declaration.getSourceFile())].filter(([imported]) =>
    imported.endsWith(' createClient'),
  );
  const isSuccessor = makers.some(([, local]) => local === made.expression.getText());
  return isSuccessor && made.arguments.map((one) => one.getText()).join(', ') === options;
}

const coreModule = (root: Root, checker: ts.TypeChecker): { module?: string } => {
  const old = oldNames(root.maker.getSourceFile(), checker).find(
    ({ local }) => local.text === root.maker.expression.getText(),
  );
  return old?.module.endsWith('/core') ? { module: '@bitget-spec/v3/core' } : {};
};

/** True where nothing but rewritten calls uses a client. */
function isReplaceable(root: Root, own: Attempt[], isLibrary: boolean): boolean {
  if (
    root.assignment ||
    root.declaration.type ||
    (isLibrary && ts.isVariableDeclaration(root.declaration) && isExported(root.declaration))
  )
    return false;
  if (own.some(({ found }) => found.through.length)) return false;
  const clients = new Set(own.map(({ found }) => found.client && nameIn(found.client)));
  return root.references.every(
    (node) =>
      clients.has(node) || ts.isImportSpecifier(node.parent) || ts.isExportSpecifier(node.parent) || isClosed(node),
  );
}

const nameIn = (client: ts.Expression): ts.Node => {
  let here = client;
  while (ts.isParenthesizedExpression(here) || ts.isNonNullExpression(here)) here = here.expression;
  return ts.isPropertyAccessExpression(here) ? here.name : here;
};

/** `client.close()` */
function isClosed(node: ts.Identifier): boolean {
  const access = closing(node);
  return access !== undefined;
}

function closing(node: ts.Identifier): ts.ExpressionStatement | undefined {
  const client = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node;
  const access = client.parent;
  if (
    !ts.isPropertyAccessExpression(access) ||
    access.expression !== client ||
    access.name.text !== 'close' ||
    !ts.isCallExpression(access.parent)
  )
    return undefined;
  const call = access.parent;
  const statement = ts.isAwaitExpression(call.parent) ? call.parent.parent : call.parent;
  return ts.isExpressionStatement(statement) ? statement : undefined;
}

function renamedClient(client: ts.Expression | undefined, root: Root, name: string): string {
  const text = client?.getText() ?? root.name.text;
  const own = client && nameIn(client);
  const local = own?.getText() ?? root.name.text;
  const to = local === root.name.text ? name : `${local}V3`;
  return `${text.slice(0, text.lastIndexOf(local))}${to}${text.slice(text.lastIndexOf(local) + local.length)}`;
}

/** What stands before the name of a client where it is declared. */
function declaring({ declaration }: Root): string {
  const statement = ts.isVariableDeclaration(declaration) ? statementOf(declaration) : declaration;
  const modifiers = (statement && ts.getModifiers(statement)) ?? [];
  const keyword = ts.isVariableDeclaration(declaration) ? 'const ' : '';
  return modifiers.map((one) => `${one.getText()} `).join('') + keyword;
}

/** A client of v3 in the line after the old one, with the same options. */
function beside(statement: ts.Node, before: string, text: string): TextEdit {
  const file = statement.getSourceFile();
  const indent = indentOf(statement);
  const end = statement.getText().endsWith(';') ? ';' : '';
  return {
    file: file.fileName,
    start: statement.getEnd(),
    end: statement.getEnd(),
    text: `\n${indent}${before}${text}${end}`,
  };
}

function indentOf(node: ts.Node): string {
  const { text } = node.getSourceFile();
  const start = text.lastIndexOf('\n', node.getStart() - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

/** The new client goes wherever the old one goes: imports, exports, and its end. */
function exposed(root: Root, own: Attempt[], name: string, routes: Routes): undefined {
  const files = new Set(own.map(({ found }) => found.file));
  for (const node of root.references) {
    const { parent } = node;
    const isImport = ts.isImportSpecifier(parent) && files.has(node.getSourceFile());
    if ((isImport || ts.isExportSpecifier(parent)) && parent.name === node) {
      const original = parent.propertyName?.getText() ?? parent.name.text;
      const from = original === root.name.text ? name : `${original}V3`;
      const local = parent.name.text === root.name.text ? name : `${parent.name.text}V3`;
      if (parent.parent.elements.some((one) => one.name.text === local)) continue;
      const text = from === local ? `, ${from}` : `, ${from} as ${local}`;
      routes.edits.push({ ...insert(parent, text), start: parent.getEnd(), end: parent.getEnd() });
    }
    const statement = closing(node);
    if (statement) {
      const text = statement.getText().replace(root.name.text, name);
      if (statement.parent.getText().includes(text)) continue;
      routes.edits.push({
        ...insert(statement, `\n${indentOf(statement)}${text}`),
        start: statement.getEnd(),
        end: statement.getEnd(),
      });
    }
  }
}

/** The options of a client as they can be written a second time. */
function optionsText({ maker }: Root): string | undefined {
  const [options, ...others] = maker.arguments ?? [];
  if (others.length) return undefined;
  if (!options) return '';
  return isRepeatable(options) ? options.getText() : undefined;
}

function isRepeatable(node: ts.Node): boolean {
  if (ts.isCallExpression(node)) return node.expression.getText() === 'credentialsFromEnv';
  if (
    ts.isNewExpression(node) ||
    ts.isAwaitExpression(node) ||
    (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)
  )
    return false;
  if (ts.isFunctionLike(node)) return true;
  return ts.forEachChild(node, (child) => (isRepeatable(child) ? undefined : 'no')) === undefined;
}
