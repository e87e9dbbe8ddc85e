import ts from 'typescript';
import { isConst } from './find.js';

const UNKNOWN = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Instantiable;

/** True of what an error may come out of later: a promise, an iterator, a list of these, and what is not known. */
export function isPending(type: ts.Type, depth = 0): boolean {
  if (type.flags & UNKNOWN) return true;
  if (type.isUnion()) return type.types.some((one) => isPending(one, depth));
  if (type.getProperty('then') || type.getProperty('next')) return true;
  const entry = type.getNumberIndexType();
  return entry !== undefined && depth < 3 && isPending(entry, depth + 1);
}

/** Members that hand an error on, or that none comes out of. */
const HANDED_ON = new Set(['then', 'catch', 'finally', 'next']);

/**
 * What becomes of a promise where it stands: the constant that keeps it, `true` where it is awaited or handed on outwards,
 * `false` where it goes out of sight.
 */
export function keeperOf(node: ts.Expression): ts.Identifier | boolean {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent)) return isConst(parent) && ts.isIdentifier(parent.name) && parent.name;
  if (ts.isForOfStatement(parent)) return parent.awaitModifier !== undefined || entryOf(parent);
  if (ts.isCallExpression(parent)) return parent.expression === node || parent.expression.getText() === 'Promise.all';
  if (ts.isPropertyAccessExpression(parent)) {
    const isCalled = ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
    return parent.name.text === 'length' || (isCalled && HANDED_ON.has(parent.name.text));
  }
  if (ts.isBinaryExpression(parent))
    return (
      parent.operatorToken.kind < ts.SyntaxKind.FirstAssignment ||
      parent.operatorToken.kind > ts.SyntaxKind.LastAssignment
    );
  return (
    HANDING_ON.has(parent.kind) ||
    (ts.isStatement(parent) && !ts.isThrowStatement(parent) && !ts.isExportAssignment(parent))
  );
}

const HANDING_ON = new Set([
  ts.SyntaxKind.AwaitExpression,
  ts.SyntaxKind.ParenthesizedExpression,
  ts.SyntaxKind.NonNullExpression,
  ts.SyntaxKind.AsExpression,
  ts.SyntaxKind.SatisfiesExpression,
  ts.SyntaxKind.ConditionalExpression,
  ts.SyntaxKind.ArrayLiteralExpression,
  ts.SyntaxKind.SpreadElement,
  ts.SyntaxKind.ElementAccessExpression,
  ts.SyntaxKind.VoidExpression,
  ts.SyntaxKind.TypeOfExpression,
  ts.SyntaxKind.PrefixUnaryExpression,
  ts.SyntaxKind.ArrowFunction,
]);

/** `job` of `for (const job of jobs)`. */
function entryOf({ initializer }: ts.ForOfStatement): ts.Identifier | false {
  const [declaration] = ts.isVariableDeclarationList(initializer) ? initializer.declarations : [];
  return declaration !== undefined && isConst(declaration) && ts.isIdentifier(declaration.name) && declaration.name;
}
