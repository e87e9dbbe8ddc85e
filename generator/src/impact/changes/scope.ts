import ts from 'typescript';
import { type Declarations, parentOf } from './declarations.js';
import type { Difference, TypeComparison } from './differences.js';

/** What the changes can do at all, so that most of a project need not be looked at closely. */
export interface Scope {
  /** Which differences there are somewhere. */
  is: ReadonlySet<Difference['is']>;
  /** All words of the lists that have a new one. */
  grown: ReadonlySet<string>;
  /** Words that are gone from a list. */
  lost: ReadonlySet<string>;
  /** Names of members that must be there now. */
  required: ReadonlySet<string>;
  /** True of a type that may have lost a member, by what it is on the new side. */
  mayLack(type: ts.Type, checker: ts.TypeChecker): boolean;
}

export function scopeOf(declarations: Declarations, types: TypeComparison): Scope {
  const is = new Set<Difference['is']>();
  const [grown, lost, required] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const [was, now] of declarations.changed()) {
    for (const difference of types.between(...typesAt(types, was, now))) {
      is.add(difference.is);
      if (difference.is === 'required' && difference.name !== undefined) required.add(difference.name);
      if (difference.is === 'words-lost') for (const word of difference.words) lost.add(word);
    }
    if (is.has('words-gained')) for (const word of literalsIn(was)) grown.add(word);
  }
  const lossy = new Set(declarations.gone().flatMap((key) => parentOf(key) ?? []));
  if (declarations.goneNames.size) is.add('gone');
  const known = new WeakMap<ts.Type, boolean>();
  const mayLack = (type: ts.Type, checker: ts.TypeChecker): boolean => {
    const before = known.get(type);
    if (before !== undefined) return before;
    const parts = type.isUnion() ? type.types : [type];
    const found = parts.some((part) => {
      const own = declarations.keyOfSymbol(part.aliasSymbol ?? part.symbol);
      if (own !== undefined && lossy.has(own)) return true;
      return checker.getPropertiesOfType(checker.getBaseConstraintOfType(part) ?? part).some((member) => {
        const key = declarations.keyOfSymbol(member);
        return key !== undefined && lossy.has(parentOf(key) ?? '');
      });
    });
    known.set(type, found);
    return found;
  };
  return { is, grown, lost, required, mayLack };
}

const typesAt = ({ old, now }: TypeComparison, was: ts.Node, is: ts.Node): [ts.Type, ts.Type] => [
  old.checker.getTypeAtLocation(was),
  now.checker.getTypeAtLocation(is),
];

function literalsIn(node: ts.Node): string[] {
  const found: string[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isStringLiteral(inner) || ts.isNumericLiteral(inner)) found.push(inner.text);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}
