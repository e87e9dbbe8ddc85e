import ts from 'typescript';
import { identifiersOf } from './find.js';
import { fits, type Loss, type Member, partsOf } from './members.js';
import { outermost } from './syntax.js';
import { isSame, isTarget, keysOf, memberOf, type Quoted, quotedIn, type Sources } from './uses.js';

/** Where a member may be read, or become another, by a key or of a type that does not tell. */
export const lossesOf = (member: Member, sources: Sources): Loss[] => [
  ...openReads(member, sources).map((node) => ({
    node,
    why: `a member is read here by a key that may be \`${member.name}\``,
  })),
  ...assignments(member, sources),
];

/** Members of that name in the classes that extend the one of this. */
export function overridesOf({ name, symbol, owner, isStatic }: Member, { checker, files }: Sources): Loss[] {
  return files.flatMap((file) =>
    identifiersOf(file, name).flatMap(({ parent }): Loss[] => {
      if (!ts.isClassElement(parent) || !ts.isClassLike(parent.parent) || parent.parent === owner) return [];
      if (isAbstract(parent)) return [];
      const base = parent.parent.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
      const of = base && checker.getTypeAtLocation(isStatic ? base.expression : base);
      return isSame(of?.getProperty(name), symbol) || (of && extendsOwner(of, owner))
        ? [{ node: parent, why: `\`${name}\` is another here, in a class that extends the one of this` }]
        : [];
    }),
  );
}

const isAbstract = (node: ts.ClassElement): boolean =>
  ts.canHaveModifiers(node) &&
  ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) === true;

const extendsOwner = (type: ts.Type, owner: ts.Node): boolean =>
  type.symbol?.declarations?.some((one) => one === owner) === true ||
  (type.getBaseTypes() ?? []).some((one) => extendsOwner(one, owner));

/** Reads by a key that may be the name, of a value that may be the object. */
export const openReads = (member: Member, { checker, files }: Sources): Quoted[] =>
  files.flatMap((file) =>
    quotedIn(file).filter((node) => {
      if (isTarget(node) || !keysOf(node, checker, member.name).includes(member.name)) return false;
      if (isSame(memberOf(node, member.name, checker), member.symbol)) return false;
      const holder = checker.getTypeAtLocation(ts.isElementAccessExpression(node) ? node.expression : node.parent);
      return mayBeCalled(node, checker) && checker.isTypeAssignableTo(member.type, checker.getApparentType(holder));
    }),
  );

/** True of a function, and of what is called though it has the type `any`. */
function mayBeCalled(node: Quoted, checker: ts.TypeChecker): boolean {
  const type = checker.getTypeAtLocation(node);
  if (isCallable(type, checker)) return true;
  if (!(type.flags & ts.TypeFlags.Any)) return false;
  if (ts.isBindingElement(node)) return true;
  const outer = outermost(node);
  return ts.isCallExpression(outer.parent) && outer.parent.expression === outer;
}

const isCallable = (type: ts.Type, checker: ts.TypeChecker): boolean =>
  partsOf(type, checker).some((one) => checker.getApparentType(one).getCallSignatures().length > 0);

/** `jobs.cancel = …`, also under a key, where what is assigned may be a function. */
function assignments(member: Member, { checker, files }: Sources): Loss[] {
  const { name } = member;
  const why = `\`${name}\` may become another here`;
  const isReplaced = (node: ts.PropertyAccessExpression | ts.ElementAccessExpression, isNamed: boolean): boolean => {
    if (!isTarget(node)) return false;
    const type = checker.getTypeAtLocation(node.parent.right);
    const isOpen = (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never)) !== 0;
    if (!isCallable(type, checker) && !(isNamed && isOpen)) return false;
    const own = checker.getTypeAtLocation(node.expression).getProperty(name);
    return isSame(own, member.symbol) || fits(member, node, checker);
  };
  return files.flatMap((file) => [
    ...identifiersOf(file, name).flatMap(({ parent }): Loss[] =>
      ts.isPropertyAccessExpression(parent) && parent.name.text === name && isReplaced(parent, true)
        ? [{ node: parent, why }]
        : [],
    ),
    ...quotedIn(file).flatMap((node): Loss[] =>
      ts.isElementAccessExpression(node) &&
      keysOf(node, checker, name).includes(name) &&
      isReplaced(node, keysOf(node, checker).includes(name))
        ? [{ node, why }]
        : [],
    ),
  ]);
}
