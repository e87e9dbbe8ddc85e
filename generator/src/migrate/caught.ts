import ts from 'typescript';
import { Refusal } from './refusal.js';
import { isNothing } from './syntax.js';

/** @throws Refusal where something of an error of the call is read, where that is caught around it */
export function refuseErrors(call: ts.Node, isForeign: boolean): undefined {
  let here: ts.Node = call;
  while (here.parent && !ts.isFunctionLike(here)) {
    const { parent } = here;
    if (ts.isTryStatement(parent) && parent.tryBlock === here && parent.catchClause?.variableDeclaration)
      refuseRead(parent.catchClause.variableDeclaration.name, parent.catchClause.block, isForeign);
    here = parent;
  }
}

/** The same of a function that is given to `catch`; what it returns takes the place of the response. */
export function refuseCaught(callback: ts.Expression, isForeign: boolean): undefined {
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return;
  const [parameter] = callback.parameters;
  if (parameter) refuseRead(parameter.name, callback.body, isForeign);
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
