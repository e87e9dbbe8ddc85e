import ts from 'typescript';
import type { Attempt } from './attempt.js';
import { beside, declaring, exposed, isMadeBefore, renamedClient } from './beside.js';
import { declarationOf, makerOf, type Root } from './clients.js';
import { isClosed, nameIn } from './closed.js';
import { aliasesRemoved, statementOf } from './declared.js';
import { isExported } from './find.js';
import { namesIn, oldNames } from './imports.js';
import { madeByCreateClient, makerText } from './makers.js';
import type { Routes, RoutesInput } from './routes.js';
import { replace } from './text.js';

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
