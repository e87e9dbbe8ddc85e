import ts from 'typescript';
import { Refusal } from './refusal.js';
import { type FunctionNode, isFunction, isNothing, nameOfFunction, referencesOf } from './syntax.js';

/** Where errors go: whose they are, and the program that may catch them. */
export interface Throwing {
  checker: ts.TypeChecker;
  files: readonly ts.SourceFile[];
  /** True where the errors of the old library have another shape. */
  foreignErrors: boolean;
}

/**
 * Follows an error of a call outwards, to the callers of the functions around it.
 * @throws Refusal where something of it is read, where that is caught
 */
export function refuseErrors(call: ts.Node, throwing: Throwing, seen = new Set<ts.Node>()): undefined {
  let here: ts.Node = call;
  while (here.parent && !ts.isFunctionLike(here)) {
    const { parent } = here;
    if (ts.isTryStatement(parent) && parent.tryBlock === here && parent.catchClause) {
      const { variableDeclaration, block } = parent.catchClause;
      if (variableDeclaration) refuseRead(variableDeclaration.name, block, throwing.foreignErrors);
    }
    if (isCatch(parent, here) && parent.arguments[0]) refuseHandler(parent.arguments[0], throwing.foreignErrors);
    here = parent;
  }
  if (!isFunction(here) || seen.has(here)) return;
  seen.add(here);
  if (ts.isCallExpression(here.parent)) return refuseErrors(here.parent, throwing, seen);
  for (const site of callersOf(here, throwing)) refuseErrors(site, throwing, seen);
}

/** `….catch(…)`, of what stands before it. */
function isCatch(node: ts.Node, before: ts.Node): node is ts.CallExpression {
  if (!ts.isCallExpression(node) || node.expression !== before) return false;
  return ts.isPropertyAccessExpression(before) && before.name.text === 'catch';
}

function callersOf(own: FunctionNode, { checker, files }: Throwing): ts.Node[] {
  const name = nameOfFunction(own);
  const symbol = name && checker.getSymbolAtLocation(name);
  if (!name || !symbol) return [];
  return files
    .flatMap((file) => referencesOf(file, symbol, checker, name.text))
    .filter((reference) => reference !== name);
}

/** The same of a function that is given to `catch`. */
function refuseHandler(callback: ts.Expression, isForeign: boolean): undefined {
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return;
  const [parameter] = callback.parameters;
  if (parameter) refuseRead(parameter.name, callback.body, isForeign);
}

/** @throws Refusal where a function that is given to `catch` returns something in place of the response */
export function refuseFallback(callback: ts.Expression): undefined {
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return;
  const body = callback.body;
  if (!ts.isBlock(body) && !isNothing(body) && !ts.isCallExpression(body))
    throw new Refusal('where it fails, another value takes the place of its response', body);
}

function refuseRead(name: ts.BindingName, block: ts.Node, isForeign: boolean): undefined {
  if (!ts.isIdentifier(name))
    throw new Refusal('the error is taken apart where it is caught: its codes are others in v3', name);
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && isNamed(node.expression, name.text)) {
      if (isForeign)
        throw new Refusal(
          `\`${node.name.text}\` of an error of bitget-api is read: the client of v3 throws a BitgetError`,
          node,
        );
      if (node.name.text === 'code')
        throw new Refusal(
          'the code of the error is read where it is caught, and v3 may refuse with another: see the codes of the new call',
          node,
        );
    }
    if (ts.isStringLiteralLike(node) && /^v2:\w/.test(node.text))
      throw new Refusal(`\`${node.text}\` is asked for where the error is caught`, node);
    ts.forEachChild(node, visit);
  };
  visit(block);
}

/** True of a variable, whatever type is written beside it. */
function isNamed(node: ts.Expression, name: string): boolean {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node))
    return isNamed(node.expression, name);
  return ts.isIdentifier(node) && node.text === name;
}
