import ts from 'typescript';

/** A function that objects have under a name. */
export interface Member {
  name: string;
  symbol: ts.Symbol;
  /** The object or the class that it is written in. */
  owner: ts.ClassLikeDeclaration | ts.ObjectLiteralExpression;
  /** Type of what has it: objects, or a class. */
  type: ts.Type;
  /** True where that is the class. */
  isStatic: boolean;
}

/** Where what a member returns gets out of sight, or where another takes its place. */
export interface Loss {
  node: ts.Node;
  why: string;
}

/** The member that a function is; undefined where it is none. */
export function memberFor(own: ts.Node, name: string, symbol: ts.Symbol, checker: ts.TypeChecker): Member | undefined {
  const element = ts.isMethodDeclaration(own) ? own : own.parent;
  const owner = element.parent;
  if (!owner || !(ts.isClassLike(owner) || ts.isObjectLiteralExpression(owner))) return undefined;
  const isStatic =
    ts.canHaveModifiers(element) &&
    ts.getModifiers(element)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true;
  const type = checker.getTypeAtLocation(owner);
  if (!ts.isClassLike(owner)) return { name, symbol, owner, type, isStatic: false };
  const whole = isStatic ? checker.getTypeOfSymbol(type.symbol) : checker.getDeclaredTypeOfSymbol(type.symbol);
  return { name, symbol, owner, type: whole, isStatic };
}

/** True where an object with this member may be the one that a member is read of. */
export function fits({ type }: Member, use: ts.Expression, checker: ts.TypeChecker): boolean {
  const variable = ts.isIdentifier(use) ? checker.getSymbolAtLocation(use)?.valueDeclaration : undefined;
  const holder =
    ts.isPropertyAccessExpression(use) || ts.isElementAccessExpression(use)
      ? use.expression
      : variable && ts.isBindingElement(variable)
        ? variable.parent
        : undefined;
  return !holder || checker.isTypeAssignableTo(type, checker.getApparentType(checker.getTypeAtLocation(holder)));
}

/** The types of a union, `null` and `undefined` aside. */
export const partsOf = (type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] => {
  const one = type.flags & ts.TypeFlags.Unknown ? type : checker.getNonNullableType(type);
  return one.isUnion() ? one.types : [one];
};
