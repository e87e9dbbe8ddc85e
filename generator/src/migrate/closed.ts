import ts from 'typescript';

/** The name that a client is read by: `bitget` of `this.bitget!`. */
export const nameIn = (client: ts.Expression): ts.Node => {
  let here = client;
  while (ts.isParenthesizedExpression(here) || ts.isNonNullExpression(here)) here = here.expression;
  return ts.isPropertyAccessExpression(here) ? here.name : here;
};

/** `client.close()` */
export const isClosed = (node: ts.Identifier): boolean => closing(node) !== undefined;

/** The statement that closes a client. */
export function closing(node: ts.Identifier): ts.ExpressionStatement | undefined {
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
