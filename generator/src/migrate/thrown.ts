import ts from 'typescript';
import { Refusal } from './refusal.js';
import { isFunction, outermost, referencesOf, wordOf } from './syntax.js';

/** Where errors go: whose they are, and the program that may catch them. */
export interface Throwing {
  checker: ts.TypeChecker;
  files: readonly ts.SourceFile[];
  /** True where the errors of the old library have another shape. */
  foreignErrors: boolean;
}

/** Names of functions that write down what they are given. */
const LOGS = new Set(['log', 'error', 'warn', 'info', 'debug', 'trace', 'fatal']);

/** @throws Refusal where a caught error is used in any way but throwing it again and logging it: v3 has other codes for the same refusals */
export function refuseUses(name: ts.BindingName, body: ts.Node, throwing: Throwing): undefined {
  refuseKeys(body);
  if (!ts.isIdentifier(name))
    throw new Refusal('the error is taken apart where it is caught: its codes are others in v3', name);
  const symbol = throwing.checker.getSymbolAtLocation(name);
  if (!symbol) return;
  for (const reference of referencesOf(name.getSourceFile(), symbol, throwing.checker, name.text)) {
    if (reference === name) continue;
    if (isRethrown(reference) || isLogged(reference, throwing)) continue;
    if (!throwing.foreignErrors && isErrorTest(reference)) continue;
    throw new Refusal(
      throwing.foreignErrors
        ? `\`${name.text}\`, an error of bitget-api, is used where it is caught: the client of v3 throws a BitgetError`
        : `\`${name.text}\` is used where it is caught, and v3 refuses with other codes: see the codes of the new call`,
      reference,
    );
  }
}

/** Errors name their operation by its key. */
function refuseKeys(body: ts.Node): undefined {
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && /^v2:\w/.test(node.text))
      throw new Refusal(`\`${node.text}\` is asked for where the error is caught`, node);
    ts.forEachChild(node, visit);
  };
  visit(body);
}

/** Skips parentheses, `!` and `as`. */
function cast(node: ts.Expression): ts.Expression {
  let here = outermost(node);
  while (ts.isAsExpression(here.parent)) here = outermost(here.parent);
  return here;
}

const isRethrown = (node: ts.Identifier): boolean => ts.isThrowStatement(cast(node).parent);

/** `error instanceof Error`: of either client it is one. */
const isErrorTest = (node: ts.Identifier): boolean => {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword &&
    parent.right.getText() === 'Error'
  );
};

/** Functions that only make text of what they are given. */
const TEXTS = new Set(['String', 'stringify', 'inspect', 'format', 'toString']);

const SHARED = new Set(['name', 'message', 'stack', 'toString']);

/** True where all that becomes of it is written down by a call that stands as a statement. */
function isLogged(node: ts.Identifier, throwing: Throwing): boolean {
  const { parent } = cast(node);
  // Errors of bitget-api have other fields.
  if (throwing.foreignErrors && ts.isPropertyAccessExpression(parent) && !SHARED.has(parent.name.text)) return false;
  let here: ts.Node = node;
  for (; ts.isExpression(here) || isInExpression(here); here = here.parent) {
    const { parent } = here;
    if (isFunction(here) || isAssigned(here)) return false;
    if (!ts.isCallExpression(parent)) continue;
    if (parent.expression === here) {
      if (!TEXTS.has(wordOf(parent.expression))) return false;
    } else if (isLog(parent, throwing)) return isDone(parent);
    else if (!TEXTS.has(wordOf(parent.expression))) return false;
  }
  return false;
}

const isInExpression = (node: ts.Node): boolean =>
  ts.isTemplateSpan(node) ||
  ts.isPropertyAssignment(node) ||
  ts.isShorthandPropertyAssignment(node) ||
  ts.isSpreadAssignment(node);

const isAssigned = ({ parent }: ts.Node): boolean =>
  ts.isBinaryExpression(parent) &&
  parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
  parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment;

/** True where nothing is made of what a call returns. */
function isDone(call: ts.CallExpression): boolean {
  let here: ts.Node = call;
  while (
    ts.isAwaitExpression(here.parent) ||
    ts.isVoidExpression(here.parent) ||
    ts.isParenthesizedExpression(here.parent)
  )
    here = here.parent;
  return ts.isExpressionStatement(here.parent) || ts.isArrowFunction(here.parent);
}

/** `console.error(…)`, or a function of the project by such a name whose own use of it is as harmless. */
function isLog({ expression }: ts.CallExpression, throwing: Throwing): boolean {
  if (!LOGS.has(wordOf(expression))) return false;
  const [declaration] =
    throwing.checker.getSymbolAtLocation(ts.isPropertyAccessExpression(expression) ? expression.name : expression)
      ?.declarations ?? [];
  if (declaration && throwing.files.includes(declaration.getSourceFile())) return isHarmless(declaration, throwing);
  return isLogger(expression, throwing);
}

/** `console.error` and `logger.error`; a subscriber or a response has an `error` too, but none of the others. */
export function isLogger(node: ts.Expression, { checker }: Throwing): boolean {
  if (!ts.isPropertyAccessExpression(node) || !LOGS.has(node.name.text)) return false;
  if (node.expression.getText() === 'console') return true;
  const type = checker.getTypeAtLocation(node.expression);
  return ['info', 'warn', 'error'].every((word) => type.getProperty(word));
}

function isHarmless(declaration: ts.Node, throwing: Throwing): boolean {
  const own = ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
  if (!own || !isFunction(own) || !own.body) return false;
  try {
    // What it calls in turn is taken at its name.
    for (const { name } of own.parameters) refuseUses(name, own.body, { ...throwing, files: [] });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
