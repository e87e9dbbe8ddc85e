import ts from 'typescript';
import type { Edit } from '../../project/edits.js';
import { parentOf } from '../changes/declarations.js';
import { type Context, elementOf, type Gone, goneMember, goneMembers } from '../context.js';
import type { Found } from '../found.js';

/** Names of members, types and calls that are gone or have another name: read, written, taken apart, looked for. */
export function* members(context: Context, node: ts.Node): Generator<Found> {
  if (!(ts.isIdentifier(node) || ts.isStringLiteralLike(node)) || !context.declarations.goneNames.has(node.text))
    return;
  const gone = ts.isIdentifier(node) ? namedBy(context, node) : spelledBy(context, node);
  if (!gone) return;
  const found = foundAt(context, node, gone);
  const now = context.renames.ofMember(gone.key);
  yield now === undefined ? found : { ...found, edits: renamed(node, now) };
}

export function foundAt(context: Context, node: ts.Node, { key, name }: Gone, what = `${name} is gone`): Found {
  const difference = { is: 'gone', key, name, words: [], depth: 0 } as const;
  const now = context.renames.ofMember(key);
  if (now === undefined) {
    const isCall = /\/(client|paths|socket)#/.test(key);
    const kind = isCall || !key.split('#')[1]?.includes('.') ? 'break' : 'field';
    const moved = context.renames.ofCall(key);
    const hint = moved === undefined ? `stop using ${name}` : `call ${moved}`;
    return { kind, node, what, hint, difference };
  }
  const renaming = what === `${name} is gone` ? `${name} is called ${now}` : `${what}: it is called ${now}`;
  return { kind: 'rename', node, what: renaming, hint: `write ${now} in place of ${name}`, difference };
}

/** What an identifier names, where that is gone and nothing else has taken its place. */
function namedBy(context: Context, node: ts.Identifier): Gone | undefined {
  const { parent, text: name } = node;
  const { old, now, declarations } = context;
  if (ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent)) {
    const isName = parent.propertyName ? parent.propertyName === node : parent.name === node && !parent.dotDotDotToken;
    return isName ? lost(context, parent.parent, name) : undefined;
  }
  if ((ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) && parent.name === node)
    return written(context, parent.parent, name);
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent))
    return (parent.propertyName ?? parent.name) === node ? typeGone(context, node) : undefined;
  if (!(ts.isPropertyAccessExpression(parent) && parent.name === node) && !ts.isQualifiedName(parent)) return undefined;
  const key = declarations.keyOfSymbol(old.checker.getSymbolAtLocation(node));
  if (key === undefined || !declarations.isLost(key)) return undefined;
  return declarations.isKnown(now.checker.getSymbolAtLocation(node)) ? undefined : { key, name };
}

/** A type by its name where it is imported; elsewhere it is only mentioned. */
function typeGone(context: Context, node: ts.Identifier): Gone | undefined {
  const { old, declarations, renames } = context;
  const symbol = old.checker.getSymbolAtLocation(node);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? old.checker.getAliasedSymbol(symbol) : symbol;
  const key = declarations.keyOfSymbol(target);
  if (key === undefined || parentOf(key) !== undefined) return undefined;
  return declarations.isGone(key) || renames.ofMember(key) !== undefined ? { key, name: node.text } : undefined;
}

/** What a text names: `order['side']`, `'side' in order`, `Pick<Order, 'side'>`, `pluck(orders, 'side')`. */
export function spelledBy(context: Context, node: ts.StringLiteralLike): Gone | undefined {
  const { parent, text } = node;
  const { old } = context;
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === node)
    return lost(context, parent.expression, text);
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword && parent.left === node)
    return lost(context, parent.right, text);
  if (ts.isBindingElement(parent) && parent.propertyName === node && ts.isObjectBindingPattern(parent.parent))
    return lost(context, parent.parent, text);
  if (ts.isPropertyAssignment(parent) && parent.name === node) return written(context, parent.parent, text);
  if (ts.isLiteralTypeNode(parent)) return inType(context, parent, text);
  const call = callAround(node);
  if (call) {
    const around = [
      ...call.arguments,
      ...(ts.isPropertyAccessExpression(call.expression) ? [call.expression.expression] : []),
    ];
    for (const argument of around) {
      if (argument.pos <= node.pos && node.end <= argument.end) continue;
      const type = elementOf(old.checker.getTypeAtLocation(argument), old.checker);
      if (type.flags & ts.TypeFlags.Object && goneMember(context, type, text))
        return lost(context, argument, text, true);
    }
  }
  return keyWord(context, node);
}

/** The call that a text is an argument of, by itself or in a list. */
function callAround(node: ts.Node): ts.CallExpression | undefined {
  const { parent } = node;
  if (ts.isCallExpression(parent) && parent.expression !== node) return parent;
  return ts.isArrayLiteralExpression(parent) ? callAround(parent) : undefined;
}

function inType(context: Context, node: ts.LiteralTypeNode, text: string): Gone | undefined {
  const { parent } = node;
  if (ts.isIndexedAccessTypeNode(parent) && parent.indexType === node) return lost(context, parent.objectType, text);
  const outer = ts.isUnionTypeNode(parent) ? parent.parent : parent;
  if (!ts.isTypeReferenceNode(outer)) return undefined;
  for (const argument of outer.typeArguments ?? []) {
    if (argument.pos <= node.pos && node.end <= argument.end) continue;
    const found = lost(context, argument, text);
    if (found) return found;
  }
  return undefined;
}

/** A text that is one of `keyof Order`. */
function keyWord(context: Context, node: ts.StringLiteralLike): Gone | undefined {
  const words = (checker: ts.TypeChecker): ts.Type[] => {
    const type = checker.getContextualType(node);
    return type ? (type.isUnion() ? type.types : [type]) : [];
  };
  const has = (types: ts.Type[], text: string) => types.some((type) => type.isStringLiteral() && type.value === text);
  const [was, now] = [words(context.old.checker), words(context.now.checker)];
  if (!has(was, node.text) || has(now, node.text)) return undefined;
  for (const key of context.declarations.goneKeys(node.text)) {
    const parent = key.slice(0, key.lastIndexOf('.'));
    const others = was.flatMap((type) => (type.isStringLiteral() ? [type.value] : []));
    if (others.every((other) => context.declarations.has('old', `${parent}.${other}`))) return { key, name: node.text };
  }
  return undefined;
}

/** A member of what stands at a node, or of the entries of a list there, which it had and has no longer. */
function lost(context: Context, whole: ts.Node, name: string, entries = false): Gone | undefined {
  const type = ({ checker }: Context['old']): ts.Type => {
    const own = checker.getTypeAtLocation(whole);
    return checker.getApparentType(checker.getNonNullableType(entries ? elementOf(own, checker) : own));
  };
  const found = goneMember(context, type(context.old), name);
  if (!found) return undefined;
  return context.declarations.isKnown(context.now.checker.getPropertyOfType(type(context.now), name))
    ? undefined
    : found;
}

/** A member of what an object literal is given to. */
function written(
  context: Context,
  literal: ts.ObjectLiteralExpression | ts.JsxAttributes,
  name: string,
): Gone | undefined {
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  const was = context.old.checker.getContextualType(literal);
  const now = context.now.checker.getContextualType(literal);
  if (!was) return undefined;
  const found = goneMembers(context, was).find((gone) => gone.name === name);
  return found && !(now && context.declarations.isKnown(context.now.checker.getPropertyOfType(now, name)))
    ? found
    : undefined;
}

/** The new name, put so that all around it stays as it is. */
function renamed(node: ts.Identifier | ts.StringLiteralLike, now: string): Edit[] {
  const { parent } = node;
  const [start, end] = [node.getStart(), node.getEnd()];
  if (ts.isStringLiteralLike(node)) return [{ start: start + 1, end: end - 1, text: now }];
  const name = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(now) ? now : undefined;
  if (ts.isBindingElement(parent) && !parent.propertyName)
    return [{ start, end: start, text: `${name ?? `'${now}'`}: ` }];
  if (ts.isShorthandPropertyAssignment(parent)) return [{ start, end: start, text: `${name ?? `'${now}'`}: ` }];
  if (ts.isImportSpecifier(parent) && !parent.propertyName) return [{ start, end: start, text: `${now} as ` }];
  if (ts.isExportSpecifier(parent) && !parent.propertyName) return [{ start, end: start, text: `${now} as ` }];
  if (name !== undefined) return [{ start, end, text: name }];
  if (ts.isPropertyAccessExpression(parent)) {
    const dot = parent.questionDotToken ? '?.' : '';
    return [{ start: parent.expression.getEnd(), end, text: `${dot}['${now}']` }];
  }
  return [{ start, end, text: `'${now}'` }];
}
