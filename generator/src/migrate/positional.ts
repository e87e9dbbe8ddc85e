import ts from 'typescript';
import { enclosingFunction, isFunction, nameOfFunction, outermost } from './syntax.js';
import { type Sources, usesOf, usesOfMember } from './uses.js';

/** Methods whose result is a list in the same order. */
const IN_ORDER = new Set(['map', 'flatMap', 'filter', 'concat']);
/** Members for which the order of a list is all the same. */
const ORDERLESS = new Set(['length', 'forEach', 'some', 'every', 'includes', 'join', 'sort', 'toSorted']);

/** True where an entry of a list is read by its position, here or where the list goes. */
export function isReadByPosition(list: ts.Expression, sources: Sources, seen = new Set<ts.Node>()): boolean {
  const go = (node: ts.Expression): boolean => isReadByPosition(node, sources, seen);
  if (seen.has(list)) return false;
  seen.add(list);
  const node = outermost(list);
  const { parent } = node;
  if (ts.isAwaitExpression(parent) || ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) return go(parent);
  if (ts.isElementAccessExpression(parent)) return parent.expression === node;
  if (ts.isForOfStatement(parent)) return isLeftEarly(parent);
  if (ts.isPropertyAccessExpression(parent)) {
    const word = parent.name.text;
    if (ORDERLESS.has(word)) return false;
    const call = parent.parent;
    if (!ts.isCallExpression(call) || !(IN_ORDER.has(word) || word === 'then')) return true;
    return (word === 'then' && isTakenByPosition(call.arguments[0], sources, go)) || go(call);
  }
  if (ts.isVariableDeclaration(parent)) return !ts.isIdentifier(parent.name) || usesOf(parent.name, sources).some(go);
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent))
    return !ts.isIdentifier(parent.name) || usesOfMember(parent.name.text, sources).some(go);
  if (ts.isBinaryExpression(parent) && parent.right === node) {
    const { left, operatorToken } = parent;
    if (operatorToken.kind !== ts.SyntaxKind.EqualsToken) return go(parent);
    if (ts.isIdentifier(left)) return usesOf(left, sources).some(go);
    return !ts.isPropertyAccessExpression(left) || usesOfMember(left.name.text, sources).some(go);
  }
  if (ts.isBinaryExpression(parent) || ts.isConditionalExpression(parent)) return go(parent);
  if (ts.isCallExpression(parent)) {
    if (/^(Promise\.all|Array\.from)$/.test(parent.expression.getText())) return go(parent);
    const declaration = sources.checker.getResolvedSignature(parent)?.declaration;
    const parameter = declaration?.parameters[parent.arguments.indexOf(node)];
    if (!parameter || ts.isJSDocParameterTag(parameter) || !sources.files.includes(parameter.getSourceFile()))
      return false;
    return !ts.isIdentifier(parameter.name) || usesOf(parameter.name, sources).some(go);
  }
  if (ts.isSpreadElement(parent) && ts.isArrayLiteralExpression(parent.parent)) return go(parent.parent);
  if (ts.isReturnStatement(parent)) return returned(enclosingFunction(parent), sources, go);
  if (ts.isArrowFunction(parent)) return returned(parent, sources, go);
  return false;
}

/** True where the function that is given a list reads it by its position. */
function isTakenByPosition(
  callback: ts.Expression | undefined,
  sources: Sources,
  go: (node: ts.Expression) => boolean,
): boolean {
  const name = callback && isFunction(callback) ? callback.parameters[0]?.name : undefined;
  return name !== undefined && (!ts.isIdentifier(name) || usesOf(name, sources).some(go));
}

/** Where a function is called that returns it. */
function returned(own: ts.Node | undefined, sources: Sources, go: (node: ts.Expression) => boolean): boolean {
  if (!own || !isFunction(own)) return false;
  const name = nameOfFunction(own);
  const outer = ts.isExpression(own) ? outermost(own) : own;
  if (!name) return ts.isCallExpression(outer.parent) && go(outer.parent);
  return [...usesOf(name, sources), ...usesOfMember(name.text, sources)].some(
    ({ parent }) => ts.isCallExpression(parent) && go(parent),
  );
}

/** True where a loop ends before the last entry: which it has seen by then depends on the order. */
export function isLeftEarly({ statement }: ts.ForOfStatement): boolean {
  const leaves = (node: ts.Node, isInner: boolean): boolean => {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isReturnStatement(node)) return true;
    if (ts.isBreakStatement(node)) return !isInner || node.label !== undefined;
    const inner = isInner || ts.isIterationStatement(node, false) || ts.isSwitchStatement(node);
    return ts.forEachChild(node, (child) => leaves(child, inner) || undefined) ?? false;
  };
  return leaves(statement, false);
}
