import ts from 'typescript';
import type { Project } from '../project/program.js';
import type { Attempt } from './attempt.js';
import { symbolAt } from './find.js';
import type { Libraries, LibraryName } from './libraries.js';

/**
 * True where a client of a library, or a part of one, gets to where its calls cannot be told: into a value of type `any`, or of
 * a type that the program wrote. Such a client cannot become one of v3, since nobody knows what is called on it.
 */
export function isEscaping(
  library: LibraryName,
  attempts: readonly Attempt[],
  { files, checker }: Project,
  libraries: Libraries,
): boolean {
  const called = new Set<ts.Node>(attempts.map(({ found }) => found.node));
  const isClient = (type: ts.Type | undefined): boolean =>
    type !== undefined &&
    (type.isUnion() ? type.types : [type]).some((one) =>
      (one.symbol?.declarations ?? []).some(
        (node) =>
          libraries.clients.get(node) === library || (library === '@bitget-spec/v2' && libraries.parts.has(node)),
      ),
    );
  const isTold = (node: ts.Expression): boolean => isClient(checker.getTypeAtLocation(node));
  /** A place that has a type of its own keeps it, unless that is another. */
  const keeps = (node: ts.Expression): boolean => isClient(checker.getContextualType(node));

  const stays = (node: ts.Expression): boolean => {
    const { parent } = node;
    if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
      return isTold(parent) || called.has(parent) || isClosing(parent);
    if (isAssignment(parent))
      return parent.left === node || keeps(node) || /^(module\.)?exports\b/.test(parent.left.getText());
    if (ts.isElementAccessExpression(parent) && parent.expression === node) return isTold(parent) || called.has(parent);
    if (
      ts.isExpression(parent) &&
      !ts.isCallExpression(parent) &&
      !ts.isObjectLiteralExpression(parent) &&
      isTold(parent)
    )
      return true;
    if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isParameter(parent))
      return ts.isObjectBindingPattern(parent.name) || isClient(checker.getTypeAtLocation(parent.name));
    if (ts.isBinaryExpression(parent)) return isCompared(parent);
    if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent))
      return keeps(node) || checker.getContextualType(node) === undefined;
    if (ts.isStatement(parent) || ts.isVoidExpression(parent) || ts.isTypeOfExpression(parent)) return true;
    if (ts.isPrefixUnaryExpression(parent) || ts.isExportAssignment(parent)) return true;
    return keeps(node);
  };
  const escapes = (node: ts.Node): boolean => {
    if (isValue(node, checker) && isTold(node) && !stays(node)) return true;
    return ts.forEachChild(node, (child) => escapes(child) || undefined) ?? false;
  };
  return files.some(escapes);
}

/** `close` of a client, called. */
const isClosing = (node: ts.PropertyAccessExpression): boolean =>
  node.name.text === 'close' && ts.isCallExpression(node.parent) && node.parent.expression === node;

const isAssignment = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;

function isCompared({ operatorToken: { kind } }: ts.BinaryExpression): boolean {
  return (
    kind === ts.SyntaxKind.EqualsEqualsEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsEqualsToken ||
    kind === ts.SyntaxKind.EqualsEqualsToken ||
    kind === ts.SyntaxKind.ExclamationEqualsToken ||
    kind === ts.SyntaxKind.InstanceOfKeyword
  );
}

/** True of an expression that has a value: not of the name of a declaration, an import or a member. */
function isValue(node: ts.Node, checker: ts.TypeChecker): node is ts.Expression {
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return true;
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return true;
  if (!ts.isIdentifier(node) || ts.isPartOfTypeNode(node)) return false;
  const { parent } = node;
  if (ts.isTypeQueryNode(parent) || ts.isQualifiedName(parent)) return false;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return false;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isImportClause(parent)) return false;
  const isDeclared = symbolAt(node, checker)?.declarations?.some((one) => ts.getNameOfDeclaration(one) === node);
  return !isDeclared && !(ts.isPropertyAssignment(parent) && parent.name === node);
}
