import ts from 'typescript';
import { isConst, symbolAt } from './find.js';

export interface Strictness {
  checker: ts.TypeChecker;
  /** True where types say of a value that it may be undefined. */
  isStrict: boolean;
}

/** Without parentheses, `as const` and `satisfies`. */
export function bare(node: ts.Expression): ts.Expression {
  let here = node;
  while (ts.isParenthesizedExpression(here) || (ts.isAsExpression(here) && ts.isConstTypeReference(here.type)))
    here = here.expression;
  return here;
}

/** Every text that an expression can be, by its type; undefined where that is open. */
export function literalsOf(value: ts.Expression, checker: ts.TypeChecker): string[] | undefined {
  const inner = bare(value);
  if (ts.isStringLiteralLike(inner) || ts.isNumericLiteral(inner)) return [inner.text];
  const type = checker.getTypeAtLocation(inner);
  const parts = (type.isUnion() ? type.types : [type]).filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
  const texts = parts.map((part) =>
    part.isStringLiteral() || part.isNumberLiteral() ? String(part.value) : undefined,
  );
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

export function mayBeUndefined(value: ts.Expression, { checker, isStrict }: Strictness): boolean {
  const inner = bare(value);
  if (ts.isNonNullExpression(inner)) return true;
  if (!isStrict) {
    const declared = ts.isIdentifier(inner) ? symbolAt(inner, checker)?.valueDeclaration : undefined;
    return declared && ts.isVariableDeclaration(declared) && isConst(declared) && declared.initializer
      ? mayBeUndefined(declared.initializer, { checker, isStrict })
      : !isSpelt(inner);
  }
  const type = checker.getTypeAtLocation(value);
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(({ flags }) => (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0);
}

/** Text, a number, `true` or `false`, a list or an object, as it is written. */
const isSpelt = (node: ts.Expression): boolean =>
  ts.isLiteralExpression(node) ||
  ts.isTemplateExpression(node) ||
  ts.isPrefixUnaryExpression(node) ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword ||
  ts.isObjectLiteralExpression(node) ||
  ts.isArrayLiteralExpression(node);

/** No call, no assignment: leaving it out changes nothing else. */
export function isPure(node: ts.Expression): boolean {
  const inner = bare(node);
  if (ts.isIdentifier(inner) || ts.isLiteralExpression(inner) || inner.kind === ts.SyntaxKind.ThisKeyword) return true;
  return ts.isPropertyAccessExpression(inner) && isPure(inner.expression);
}
