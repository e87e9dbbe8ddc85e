import ts from 'typescript';
import { bare, type Context } from '../context.js';

const STEPS = 6;

export const isWord = (node: ts.Node): node is ts.StringLiteralLike | ts.NumericLiteral =>
  ts.isStringLiteralLike(node) || ts.isNumericLiteral(node);

/** The word that an expression always is: a literal, a constant, a member of an enum or of an object of constants. */
export const wordOf = (context: Context, node: ts.Expression): string | undefined => constantOf(context, node)?.word;

/** The same, and where it is written. */
export function constantOf(
  context: Context,
  node: ts.Expression,
  steps = 0,
): { word: string; at: ts.Expression } | undefined {
  const inner = bare(node);
  if (isWord(inner)) return { word: inner.text, at: inner };
  if (steps > STEPS || !isReference(inner)) return undefined;
  const { checker } = context.old;
  const declaration = declarationAt(context, inner);
  if (!declaration || context.declarations.keyOf(declaration) !== undefined) return undefined;
  if (ts.isEnumMember(declaration)) {
    const value = checker.getConstantValue(declaration);
    return value === undefined ? undefined : { word: String(value), at: declaration.initializer ?? inner };
  }
  const initializer = initializerOf(declaration);
  if (initializer) return constantOf(context, initializer, steps + 1);
  const isDeclared = ts.isVariableDeclaration(declaration) || ts.isPropertySignature(declaration);
  const type = isDeclared && declaration.type ? checker.getTypeFromTypeNode(declaration.type) : undefined;
  return type?.isStringLiteral() ? { word: type.value, at: inner } : undefined;
}

type Reference = ts.Identifier | ts.PropertyAccessExpression | ts.ElementAccessExpression;

export const isReference = (node: ts.Node): node is Reference =>
  ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);

/** Where what a name stands for is declared, wherever it was imported from. */
export function declarationAt({ old: { checker } }: Context, node: Reference): ts.Declaration | undefined {
  const named = ts.isPropertyAccessExpression(node) ? node.name : node;
  const symbol =
    ts.isElementAccessExpression(node) && isWord(node.argumentExpression)
      ? checker.getPropertyOfType(checker.getTypeAtLocation(node.expression), node.argumentExpression.text)
      : checker.getSymbolAtLocation(named);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  // What is frozen has no declaration of its own values.
  return target?.valueDeclaration ?? target?.declarations?.[0];
}

/** What a constant, or a member of an object of constants, is made of; undefined of what may become something else. */
export function initializerOf(declaration: ts.Declaration): ts.Expression | undefined {
  if (ts.isVariableDeclaration(declaration))
    return ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const ? declaration.initializer : undefined;
  if (ts.isPropertyAssignment(declaration)) return declaration.initializer;
  return ts.isPropertyDeclaration(declaration) &&
    ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Readonly | ts.ModifierFlags.Static)
    ? declaration.initializer
    : undefined;
}
