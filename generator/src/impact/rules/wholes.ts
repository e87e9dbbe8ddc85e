import ts from 'typescript';
import { type Context, elementOf, type Gone, goneMembers, isPlatform } from '../context.js';
import type { Found } from '../found.js';
import { foundAt } from './members.js';

/** Functions of the platform that take an object for all that it has; the deep ones for all that is below it, too. */
const SHALLOW = new Set(['keys', 'values', 'entries', 'assign', 'getOwnPropertyNames']);
const DEEP = new Set(['stringify', 'structuredClone']);

/** Objects that are passed on as a whole, whatever they hold: the compiler says nothing where a field is gone. */
export function* wholes(context: Context, node: ts.Node): Generator<Found> {
  const { old, scope } = context;
  if (!scope.is.has('gone')) return;
  if (ts.isSpreadAssignment(node) || ts.isJsxSpreadAttribute(node)) {
    for (const gone of lostBy(context, node.expression))
      yield foundAt(context, node, gone, `the copy lacks ${gone.name}`);
  } else if (ts.isBindingElement(node) && node.dotDotDotToken && ts.isObjectBindingPattern(node.parent)) {
    const taken = new Set(
      node.parent.elements.map(({ propertyName, name }) =>
        (propertyName ?? name).getText().replace(/^['"]|['"]$/g, ''),
      ),
    );
    for (const gone of lostBy(context, node.parent))
      if (!taken.has(gone.name)) yield foundAt(context, node, gone, `the rest lacks ${gone.name}`);
  } else if (ts.isForInStatement(node)) {
    for (const gone of lostBy(context, node.expression))
      yield foundAt(context, node.expression, gone, `the loop does not come to ${gone.name}`);
  } else if (ts.isCallExpression(node)) {
    const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    if (!ts.isIdentifier(name) || !(SHALLOW.has(name.text) || DEEP.has(name.text)) || !isPlatform(name, old)) return;
    for (const argument of node.arguments) {
      const found = DEEP.has(name.text) ? deeplyLostBy(context, argument) : lostBy(context, argument);
      for (const gone of found)
        yield foundAt(context, argument, gone, `${node.expression.getText()} gets no ${gone.name}`);
    }
  }
  if (ts.isExpression(node)) yield* handedOver(context, node);
}

/** The members of what stands at a node that it has no longer. */
function lostBy(context: Context, node: ts.Node): Gone[] {
  const now = context.now.checker.getNonNullableType(context.now.checker.getTypeAtLocation(node));
  if (!context.scope.mayLack(now, context.now.checker)) return [];
  const was = context.old.checker.getTypeAtLocation(node);
  const gone = goneMembers(context, context.old.checker.getNonNullableType(was));
  return gone.filter(({ name }) => !context.now.checker.getPropertyOfType(now, name));
}

function deeplyLostBy(context: Context, node: ts.Node): Gone[] {
  const found = new Map<string, Gone>();
  for (const { is, key, name } of context.types.at(node))
    if (is === 'gone' && key !== undefined && name !== undefined) found.set(key, { key, name });
  return [...found.values()];
}

/**
 * An object that is given to something of another type: one that has a field of its own for what is gone, and never gets it
 * now; or one that took the field, and does so no longer.
 */
function* handedOver(context: Context, node: ts.Expression): Generator<Found> {
  if (!isGiven(node)) return;
  const { old, now, scope } = context;
  const later = now.checker.getContextualType(node);
  const value = entryOf(now.checker.getTypeAtLocation(node), now);
  if (!later || !(scope.mayLack(value, now.checker) || scope.mayLack(entryOf(later, now), now.checker))) return;
  const target = old.checker.getContextualType(node);
  if (!target || target.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) return;
  const [given, taker] = [entryOf(old.checker.getTypeAtLocation(node), old), entryOf(target, old)];
  for (const gone of goneMembers(context, given)) {
    const own = old.checker.getPropertyOfType(taker, gone.name);
    if (!own || context.declarations.keyOfSymbol(own) !== undefined) continue;
    if (!now.checker.getPropertyOfType(value, gone.name))
      yield foundAt(context, node, gone, `${gone.name} is not passed on`);
  }
  for (const gone of goneMembers(context, taker)) {
    const own = old.checker.getPropertyOfType(given, gone.name);
    if (!own || context.declarations.keyOfSymbol(own) !== undefined) continue;
    if (!now.checker.getPropertyOfType(entryOf(later, now), gone.name))
      yield foundAt(context, node, gone, `${gone.name} is sent and not taken`);
  }
}

/** What is given, or an entry of it where that is a list. */
const entryOf = (type: ts.Type, { checker }: Context['old']): ts.Type =>
  elementOf(settled(checker.getNonNullableType(type)), checker);

/** What an async function returns may be a promise of it as well. */
const settled = (type: ts.Type): ts.Type =>
  (type.isUnion()
    ? type.types.find(({ symbol }) => symbol?.name !== 'PromiseLike' && symbol?.name !== 'Promise')
    : undefined) ?? type;

/** True of what is given to something by name: literals are looked into, member by member. */
function isGiven(node: ts.Expression): boolean {
  if (
    !(
      ts.isIdentifier(node) ||
      ts.isPropertyAccessExpression(node) ||
      ts.isCallExpression(node) ||
      ts.isAwaitExpression(node) ||
      ts.isElementAccessExpression(node)
    )
  )
    return false;
  const { parent } = node;
  return (
    (ts.isVariableDeclaration(parent) &&
      parent.initializer === node &&
      (parent.type ?? ts.getJSDocType(parent)) !== undefined) ||
    (ts.isCallExpression(parent) && parent.expression !== node) ||
    ts.isReturnStatement(parent) ||
    (ts.isArrowFunction(parent) && parent.body === node) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === node) ||
    ts.isArrayLiteralExpression(parent) ||
    (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken && parent.right === node)
  );
}
