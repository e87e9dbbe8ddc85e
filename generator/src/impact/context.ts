import ts from 'typescript';
import type { Declarations } from './changes/declarations.js';
import type { TypeComparison, View } from './changes/differences.js';
import type { Locations } from './changes/locations.js';
import type { Renames } from './changes/renames.js';
import type { Scope } from './changes/scope.js';

/** What the rules look at: the project's files over both sides, and what differs between them. */
export interface Context {
  old: View;
  /** The new side, where what has another name has the old one, too. */
  now: View;
  /** The new side as it is. */
  plain: View;
  declarations: Declarations;
  renames: Renames;
  locations: Locations;
  scope: Scope;
  types: TypeComparison;
  /** The same under `strictNullChecks`, where the project leaves them out. */
  strict: TypeComparison;
}

/** A member that the old side has and the new one has not. */
export interface Gone {
  key: string;
  name: string;
  /** What it is called now, where that surely is the same value. */
  renamed?: string | undefined;
}

/** What a member of a type is called now: undefined where either name is, or may be, that of a field of the project's own. */
export function newNameIn(
  { old, now, declarations, renames }: Context,
  was: ts.Type,
  is: ts.Type,
  { key, name }: Gone,
) {
  const renamed = renames.ofMember(key);
  if (renamed === undefined) return undefined;
  const keyOf = (node: ts.Node) => declarations.keyOf(node) ?? '';
  // Of a type such as `Pick<Order, 'cTime'>` that has neither, the compiler says afterwards whether the new one is there.
  const isSure =
    (is.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) === 0 &&
    declared(was, name, old).every((one) => renames.ofMember(keyOf(one)) === renamed) &&
    declared(is, renamed, now).every((one) => declarations.isNew(keyOf(one)));
  return isSure ? renamed : undefined;
}

/** Where the members of that name were declared, of all that a type may be. */
const declared = (type: ts.Type, name: string, { checker }: View): ts.Declaration[] =>
  (type.isUnion() ? type.types : [type]).flatMap(
    (part) => checker.getPropertyOfType(checker.getBaseConstraintOfType(part) ?? part, name)?.declarations ?? [],
  );

/** The member of a type by its name, where it was generated and is gone. */
export function goneMember({ old, declarations }: Context, type: ts.Type, name: string): Gone | undefined {
  for (const part of type.isUnion() ? type.types : [type]) {
    const key = declarations.keyOfSymbol(old.checker.getPropertyOfType(part, name));
    if (key !== undefined && declarations.isLost(key)) return { key, name };
  }
  return undefined;
}

const known = new WeakMap<ts.Type, Gone[]>();

/** All of a type's members that were generated and are gone. */
export function goneMembers(context: Context, type: ts.Type): Gone[] {
  const before = known.get(type);
  if (before) return before;
  const parts = type.isUnion() ? type.types : [type];
  const objects = parts.filter(
    ({ flags }) => flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection | ts.TypeFlags.TypeParameter),
  );
  const { checker } = context.old;
  const found = objects.flatMap((part) =>
    checker.getPropertiesOfType(checker.getBaseConstraintOfType(part) ?? part).flatMap((member) => {
      if (!context.declarations.goneNames.has(member.name)) return [];
      const key = context.declarations.keyOfSymbol(member);
      return key !== undefined && context.declarations.isLost(key) ? [{ key, name: member.name }] : [];
    }),
  );
  known.set(type, found);
  return found;
}

/** What a list holds; any other type itself. */
export const elementOf = (type: ts.Type, checker: ts.TypeChecker): ts.Type =>
  checker.isArrayType(type) || checker.isTupleType(type)
    ? (checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? type)
    : type;

/** An expression without what only speaks to the compiler. */
export function bare(node: ts.Expression): ts.Expression {
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isAwaitExpression(node)
  )
    return bare(node.expression);
  return node;
}

/** True of what a library of the platform declares by that name, and of nothing else that is called so. */
export function isPlatform(node: ts.Expression, { checker, program }: View): boolean {
  const symbol = checker.getSymbolAtLocation(node);
  return symbol?.declarations?.some((one) => program.isSourceFileDefaultLibrary(one.getSourceFile())) === true;
}
