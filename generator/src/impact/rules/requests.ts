import ts from 'typescript';
import type { Context } from '../context.js';
import type { Found } from '../found.js';

/** Requests that lack what must be sent now. */
export function* requests(context: Context, node: ts.Node): Generator<Found> {
  if (!context.scope.required.size) return;
  if (ts.isObjectLiteralExpression(node)) yield* written(context, node);
  else yield* asserted(context, node);
}

function* written({ old, now, types, scope }: Context, node: ts.ObjectLiteralExpression): Generator<Found> {
  const is = now.checker.getContextualType(node);
  if (!is || ![...scope.required].some((name) => now.checker.getPropertyOfType(is, name))) return;
  const was = old.checker.getContextualType(node);
  if (!was) return;
  const given = now.checker.getTypeAtLocation(node);
  for (const difference of types.between(was, is)) {
    const { is: what, depth, key, name } = difference;
    if (what !== 'required' || depth > 0 || key === undefined || name === undefined) continue;
    if (now.checker.getPropertyOfType(given, name)) continue;
    yield { kind: 'break', node, what: `${name} is required`, hint: `send ${name}`, difference };
  }
}

/** Requests that are said to be whole, `{ … } as PlaceOrderRequest`, and lack what must be sent now. */
function* asserted(context: Context, node: ts.Node): Generator<Found> {
  const claims =
    ts.isAsExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    (ts.isParenthesizedExpression(node) && ts.getJSDocTypeTag(node));
  if (!claims) return;
  const given = context.now.checker.getTypeAtLocation(node.expression);
  if (given.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return;
  for (const difference of context.types.at(node)) {
    const { is, depth, key, name } = difference;
    if (is !== 'required' || depth > 0 || key === undefined || name === undefined) continue;
    if (context.now.checker.getPropertyOfType(given, name)) continue;
    yield {
      kind: 'break',
      node: node.expression,
      what: `${name} is required, and the assertion hides that it is missing`,
      hint: `send ${name}`,
      difference,
    };
  }
}
