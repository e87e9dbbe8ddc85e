import ts from 'typescript';
import { bare, type Context } from '../context.js';

const STEPS = 8;

/** Where the value of an expression was generated, followed through variables and what is taken apart: `…#Order.side`. */
export function originOf(context: Context, node: ts.Expression, steps = 0): string | undefined {
  if (steps > STEPS) return undefined;
  const { checker } = context.old;
  const inner = bare(node);
  // `orders.map((order) => order.price)`
  const work = ts.isCallExpression(inner) ? inner.arguments.find(ts.isArrowFunction) : undefined;
  if (work && !ts.isBlock(work.body)) return originOf(context, work.body, steps + 1);
  const symbol = ts.isElementAccessExpression(inner)
    ? memberAt(inner, checker)
    : checker.getSymbolAtLocation(ts.isPropertyAccessExpression(inner) ? inner.name : inner);
  const key = context.declarations.keyOfSymbol(symbol);
  if (key !== undefined) return key;
  for (const declaration of symbol?.declarations ?? []) {
    const found = originOfDeclaration(context, declaration, steps + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function memberAt({ expression, argumentExpression }: ts.ElementAccessExpression, checker: ts.TypeChecker) {
  const index = checker.getTypeAtLocation(argumentExpression);
  return index.isStringLiteral()
    ? checker.getPropertyOfType(checker.getApparentType(checker.getTypeAtLocation(expression)), index.value)
    : undefined;
}

function originOfDeclaration(context: Context, declaration: ts.Node, steps: number): string | undefined {
  const { checker } = context.old;
  if (ts.isBindingElement(declaration)) {
    const name = declaration.propertyName ?? declaration.name;
    if (!ts.isObjectBindingPattern(declaration.parent) || !(ts.isIdentifier(name) || ts.isStringLiteral(name)))
      return undefined;
    const whole = checker.getTypeAtLocation(declaration.parent);
    return context.declarations.keyOfSymbol(checker.getPropertyOfType(checker.getApparentType(whole), name.text));
  }
  if (
    ts.isVariableDeclaration(declaration) ||
    ts.isParameter(declaration) ||
    ts.isPropertySignature(declaration) ||
    ts.isPropertyDeclaration(declaration)
  ) {
    const named = declaration.type && originOfType(context, declaration.type);
    if (named !== undefined) return named;
  }
  if (ts.isVariableDeclaration(declaration) || ts.isPropertyAssignment(declaration))
    return declaration.initializer && originOf(context, declaration.initializer, steps);
  if (ts.isShorthandPropertyAssignment(declaration)) {
    const symbol = checker.getShorthandAssignmentValueSymbol(declaration);
    return symbol?.declarations?.map((one) => originOfDeclaration(context, one, steps + 1)).find(Boolean);
  }
  return undefined;
}

/** `Order['side']`, `Side`. */
function originOfType(context: Context, node: ts.TypeNode): string | undefined {
  const { checker } = context.old;
  if (
    ts.isIndexedAccessTypeNode(node) &&
    ts.isLiteralTypeNode(node.indexType) &&
    ts.isStringLiteral(node.indexType.literal)
  ) {
    const whole = checker.getTypeAtLocation(node.objectType);
    return context.declarations.keyOfSymbol(checker.getPropertyOfType(whole, node.indexType.literal.text));
  }
  if (!ts.isTypeReferenceNode(node)) return undefined;
  const symbol = checker.getSymbolAtLocation(node.typeName);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return context.declarations.keyOfSymbol(target);
}
