import ts from 'typescript';
import { identifiersOf, isConst, referencesIn, symbolAt } from './find.js';

/** What goes around a list that may be null, so that it is empty instead. */
export function orEmpty(node: ts.Expression, empty: boolean | undefined): [string, string] {
  if (!empty) return ['', ''];
  const { parent } = node;
  const stands =
    ts.isVariableDeclaration(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isForOfStatement(parent) ||
    ts.isParenthesizedExpression(parent);
  return stands ? ['', ' ?? []'] : ['(', ' ?? [])'];
}

/** `list ?? []` and `list || []`: the list, whatever it is. */
export const isOrEmpty = (node: ts.Node, list: ts.Expression): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) &&
  node.left === list &&
  [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken].includes(node.operatorToken.kind) &&
  ts.isArrayLiteralExpression(node.right) &&
  !node.right.elements.length;

/** Skips parentheses and `!`. */
export function outermost(node: ts.Expression): ts.Expression {
  let here = node;
  while (ts.isParenthesizedExpression(here.parent) || ts.isNonNullExpression(here.parent)) here = here.parent;
  return here;
}

/** True where a statement begins whose first parenthesis would be taken for a call of the one before, which has no semicolon. */
export function continues(node: ts.Node): boolean {
  const statement = ts.findAncestor(node, ts.isStatement);
  const { parent } = statement ?? node;
  if (!statement || statement.getStart() !== node.getStart()) return false;
  if (!(ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent) || ts.isModuleBlock(parent)))
    return false;
  const last = parent.statements[parent.statements.indexOf(statement) - 1]?.getLastToken();
  const isClosed =
    last &&
    ts.isBlock(last.parent) &&
    !ts.isFunctionExpression(last.parent.parent) &&
    !ts.isArrowFunction(last.parent.parent);
  return last !== undefined && last.kind !== ts.SyntaxKind.SemicolonToken && !isClosed;
}

export const isUnused = ({ parent }: ts.Node): boolean =>
  ts.isExpressionStatement(parent) || ts.isVoidExpression(parent);

/** True where only it counts whether a value is there. */
export function isTested(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return parent.left === node;
  const other = parent.left === node ? parent.right : parent.left;
  const compares = [
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
    ts.SyntaxKind.EqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsToken,
  ];
  return compares.includes(kind) && isNothing(other);
}

export const isNothing = (node: ts.Expression): boolean =>
  node.kind === ts.SyntaxKind.NullKeyword ||
  (ts.isIdentifier(node) && node.text === 'undefined') ||
  ts.isVoidExpression(node);

/** True of the left side of an assignment. */
export function isWritten(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

export type FunctionNode = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;

/** True of what can be called; constructors and accessors are not. */
export const isFunction = (node: ts.Node): node is FunctionNode =>
  ts.isFunctionDeclaration(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isMethodDeclaration(node);

/** The function that a statement returns from; undefined in a constructor or accessor. */
export function enclosingFunction(node: ts.Node): FunctionNode | undefined {
  for (let here = node.parent; here; here = here.parent) {
    if (isFunction(here)) return here;
    if (ts.isFunctionLike(here)) return undefined;
  }
  return undefined;
}

/** The name under which a function is called: its own, or that of the constant or property that holds it. */
export function nameOfFunction(node: FunctionNode): ts.Identifier | undefined {
  if (node.name && ts.isIdentifier(node.name) && !ts.isFunctionExpression(node)) return node.name;
  const { parent } = node;
  const holder =
    ts.isVariableDeclaration(parent) && isConst(parent)
      ? parent.name
      : ts.isPropertyDeclaration(parent)
        ? parent.name
        : undefined;
  return holder && ts.isIdentifier(holder) ? holder : undefined;
}

export function isExportedFunction(node: ts.Node): boolean {
  const holder = ts.isVariableDeclaration(node.parent)
    ? node.parent.parent.parent
    : ts.isMethodDeclaration(node)
      ? node.parent
      : node;
  return (
    ts.canHaveModifiers(holder) && !!ts.getModifiers(holder)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

export const isImportOrExport = ({ parent }: ts.Identifier): boolean =>
  ts.isImportSpecifier(parent) ||
  ts.isExportSpecifier(parent) ||
  ts.isImportClause(parent) ||
  ts.isExportAssignment(parent);

/** References by the name of the symbol, and by the names under which a file imports it. */
export function referencesOf(
  file: ts.SourceFile,
  symbol: ts.Symbol,
  checker: ts.TypeChecker,
  name: string,
): ts.Identifier[] {
  const names = new Set([name]);
  const visit = (node: ts.Node): void => {
    if ((ts.isImportSpecifier(node) || ts.isExportSpecifier(node)) && node.propertyName?.text === name)
      names.add(node.name.text);
    if (ts.isImportClause(node) && node.name && symbolAt(node.name, checker) === symbol) names.add(node.name.text);
    if (
      ts.isImportDeclaration(node) ||
      ts.isExportDeclaration(node) ||
      ts.isSourceFile(node) ||
      ts.isImportClause(node) ||
      ts.isNamedImports(node) ||
      ts.isNamedExports(node)
    )
      ts.forEachChild(node, visit);
  };
  visit(file);
  return [...names].some((one) => file.text.includes(one)) ? referencesIn(file, symbol, checker, names) : [];
}

/** Where a member of that name is read of a value of type `any`: nobody knows whose it is. */
export const unknownCalls = (file: ts.SourceFile, checker: ts.TypeChecker, name: string): ts.Node[] =>
  accessesOf(file, name).filter((node) => !checker.getSymbolAtLocation(node.name));

/** The last word of a callee: `error` of `console.error`. */
export const wordOf = (node: ts.Expression): string =>
  ts.isPropertyAccessExpression(node) ? node.name.text : ts.isIdentifier(node) ? node.text : '';

/** Where a file reads a member by that name, whatever of. */
export const accessesOf = (file: ts.SourceFile, name: string): ts.PropertyAccessExpression[] =>
  identifiersOf(file, name).flatMap((node) =>
    ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? [node.parent] : [],
  );
