import ts from 'typescript';
import type { Edit } from '../../project/edits.js';
import { parentOf } from '../changes/declarations.js';
import { type View, wordsOf } from '../changes/differences.js';
import { type Context, elementOf, type Gone, goneMember, goneMembers, isPlatform, newNameIn } from '../context.js';
import type { Found } from '../found.js';
import type { Which } from '../project/resolution.js';

/** Names of members, types and calls that are gone or have another name: read, written, taken apart, looked for. */
export function* members(context: Context, node: ts.Node): Generator<Found> {
  if (!(ts.isIdentifier(node) || ts.isStringLiteralLike(node)) || !context.declarations.goneNames.has(node.text))
    return;
  const gone = ts.isIdentifier(node) ? namedBy(context, node) : spelledBy(context, node);
  if (!gone) return;
  const { name, renamed: now } = gone;
  const hidden = now === undefined ? context.renames.ofMember(gone.key) : undefined;
  if (now !== undefined) yield { ...foundAt(context, node, gone), edits: renamed(node, now) };
  else if (hidden === undefined) yield foundAt(context, node, gone);
  else
    yield {
      ...foundAt(context, node, gone),
      kind: 'field',
      what: `${name} is gone; it is called ${hidden}, which is not certain to be the same here`,
      hint: `look for ${hidden} where the value comes from`,
    };
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
  const whole = ts.isPropertyAccessExpression(parent) && parent.name === node ? parent.expression : undefined;
  if (!whole && !ts.isQualifiedName(parent)) return undefined;
  const key = declarations.keyOfSymbol(old.checker.getSymbolAtLocation(node));
  if (key === undefined || !declarations.isLost(key)) return undefined;
  if (declarations.isKnown(now.checker.getSymbolAtLocation(node))) return undefined;
  const gone = { key, name };
  const renamed = whole
    ? newNameIn(context, typeOf(old, whole), typeOf(now, whole), gone)
    : context.renames.ofMember(key);
  return { ...gone, renamed };
}

/** A type by its name where it is imported; elsewhere it is only mentioned. */
function typeGone(context: Context, node: ts.Identifier): Gone | undefined {
  const { old, declarations, renames } = context;
  const symbol = old.checker.getSymbolAtLocation(node);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? old.checker.getAliasedSymbol(symbol) : symbol;
  const key = declarations.keyOfSymbol(target);
  if (key === undefined || parentOf(key) !== undefined) return undefined;
  const renamed = renames.ofMember(key);
  return declarations.isGone(key) || renamed !== undefined ? { key, name: node.text, renamed } : undefined;
}

/** What a text names: `order['side']`, `'side' in order`, `Pick<Order, 'side'>`, `pluck(orders, 'side')`. */
export function spelledBy(context: Context, node: ts.StringLiteralLike): Gone | undefined {
  const { parent, text } = node;
  if (ts.isElementAccessExpression(parent) && parent.argumentExpression === node)
    return lost(context, parent.expression, text);
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword && parent.left === node)
    return lost(context, parent.right, text);
  if (ts.isBindingElement(parent) && parent.propertyName === node && ts.isObjectBindingPattern(parent.parent))
    return lost(context, parent.parent, text);
  if (ts.isPropertyAssignment(parent) && parent.name === node) return written(context, parent.parent, text);
  if (ts.isLiteralTypeNode(parent)) return inType(context, parent, text);
  return inPlatformCall(context, node) ?? keyWord(context, node);
}

/** Functions of the platform that take the name of a property as any text. */
const BY_NAME = new Set([
  ...['hasOwn', 'hasOwnProperty', 'propertyIsEnumerable', 'getOwnPropertyDescriptor'],
  ...['get', 'set', 'has', 'deleteProperty'],
]);

/** `Object.hasOwn(order, 'side')`, `order.hasOwnProperty('side')`, `Reflect.get(order, 'side')` */
function inPlatformCall(context: Context, node: ts.StringLiteralLike): Gone | undefined {
  const { parent: call } = node;
  if (!ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return undefined;
  const { expression: receiver, name } = call.expression;
  if (!BY_NAME.has(name.text) || !isPlatform(name, context.old)) return undefined;
  const whole = call.arguments[0] === node ? receiver : call.arguments[1] === node ? call.arguments[0] : undefined;
  return whole && lost(context, whole, node.text);
}

function inType(context: Context, node: ts.LiteralTypeNode, text: string): Gone | undefined {
  const { parent } = node;
  if (ts.isIndexedAccessTypeNode(parent) && parent.indexType === node) return lost(context, parent.objectType, text);
  const word = ts.isUnionTypeNode(parent) ? parent : node;
  const outer = word.parent;
  if (!(ts.isTypeReferenceNode(outer) || ts.isExpressionWithTypeArguments(outer))) return undefined;
  if (!namesMember(context, outer, word)) return undefined;
  for (const argument of outer.typeArguments ?? []) {
    if (argument === word) continue;
    const found = lost(context, argument, text);
    if (found) return found;
  }
  return undefined;
}

/** True of the argument of a type that takes `keyof` another; `Omit` takes any text and means the same. */
function namesMember(
  { old }: Context,
  outer: ts.TypeReferenceNode | ts.ExpressionWithTypeArguments,
  word: ts.TypeNode,
): boolean {
  const { typeArguments } = outer;
  const symbol = old.checker.getSymbolAtLocation(ts.isTypeReferenceNode(outer) ? outer.typeName : outer.expression);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? old.checker.getAliasedSymbol(symbol) : symbol;
  const index = typeArguments?.indexOf(word) ?? -1;
  return (
    target?.declarations?.some((one) => {
      if (!(ts.isTypeAliasDeclaration(one) || ts.isInterfaceDeclaration(one) || ts.isClassDeclaration(one)))
        return false;
      const isOmit = target.name === 'Omit' && old.program.isSourceFileDefaultLibrary(one.getSourceFile());
      const constraint = one.typeParameters?.[index]?.constraint;
      return (
        isOmit ||
        (constraint && ts.isTypeOperatorNode(constraint) && constraint.operator === ts.SyntaxKind.KeyOfKeyword) === true
      );
    }) === true
  );
}

/** A text that is one of `keyof Order`: what may stand there has lost it. */
function keyWord(context: Context, node: ts.StringLiteralLike): Gone | undefined {
  const { old, now, declarations } = context;
  const words = ({ checker }: View): ReadonlySet<string> => {
    const type = checker.getContextualType(node);
    return type ? wordsOf(type, checker) : new Set();
  };
  const [was, is] = [words(old), words(now)];
  if (!was.has(node.text) || is.has(node.text)) return undefined;
  const whole = wholeBeside(context, node);
  const keys = whole === undefined ? declarations.goneKeys(node.text) : [whole.key];
  for (const key of keys) {
    const parent = parentOf(key);
    const isOf = (side: Which, all: ReadonlySet<string>) =>
      [...all].every((other) => declarations.has(side, `${parent}.${other}`));
    if (!isOf('old', was) || !isOf('new', is)) continue;
    const renamed = context.renames.ofMember(key);
    return { key, name: node.text, renamed: renamed !== undefined && is.has(renamed) ? renamed : undefined };
  }
  return undefined;
}

/** What is given to a function beside the name of one of its members, or a list of them: `pluck(orders, 'side')`. */
function wholeBeside(context: Context, node: ts.Expression): Gone | undefined {
  const { parent } = node;
  if (ts.isArrayLiteralExpression(parent)) return wholeBeside(context, parent);
  if (!ts.isCallExpression(parent) || !ts.isStringLiteralLike(node)) return undefined;
  const others = parent.arguments.filter((argument) => argument !== node);
  return others.map((other) => lost(context, other, node.text, true)).find(Boolean);
}

/** A member of what stands at a node, or of the entries of a list there, which it had and has no longer. */
function lost(context: Context, whole: ts.Node, name: string, entries = false): Gone | undefined {
  const type = (view: View): ts.Type => {
    const own = typeOf(view, whole);
    return view.checker.getApparentType(view.checker.getNonNullableType(entries ? elementOf(own, view.checker) : own));
  };
  const [was, is] = [type(context.old), type(context.now)];
  const found = goneMember(context, was, name);
  if (!found || context.declarations.isKnown(context.now.checker.getPropertyOfType(is, name))) return undefined;
  return { ...found, renamed: newNameIn(context, was, is, found) };
}

const typeOf = ({ checker }: View, node: ts.Node): ts.Type => checker.getTypeAtLocation(node);

/** A member of what an object literal is given to. */
function written(
  context: Context,
  literal: ts.ObjectLiteralExpression | ts.JsxAttributes,
  name: string,
): Gone | undefined {
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  const { old, now, declarations } = context;
  const [was, is] = [old.checker.getContextualType(literal), now.checker.getContextualType(literal)];
  const found = was && goneMembers(context, was).find((gone) => gone.name === name);
  if (!found || (is && declarations.isKnown(now.checker.getPropertyOfType(is, name)))) return undefined;
  const renamed = is && newNameIn(context, was, is, found);
  // It may have a value of that name, too.
  const isTaken = renamed !== undefined && now.checker.getPropertyOfType(typeOf(now, literal), renamed) !== undefined;
  return { ...found, renamed: isTaken ? undefined : renamed };
}

/** The new name, put so that all around it stays as it is. */
export function renamed(node: ts.Identifier | ts.StringLiteralLike, now: string): Edit[] {
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
