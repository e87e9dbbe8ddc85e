import ts from 'typescript';
import { type Declarations, nameOf } from './declarations.js';

/** What differs between what an expression, or a type, is on the old side and on the new one. */
export interface Difference {
  is:
    | 'gone' // a member that is no longer there
    | 'required' // a member that must be there now
    | 'null' // null, or undefined, is possible now
    | 'words-gained'
    | 'words-lost'
    | 'type';
  /** The member, or the nearest one above; undefined where none has a name. */
  name?: string | undefined;
  /** Where that was generated; undefined where it was not. */
  key?: string | undefined;
  /** Which literals were gained or lost; which of `null` and `undefined` is possible. */
  words: readonly string[];
  /** Members on the way there. */
  depth: number;
}

export interface View {
  program: ts.Program;
  checker: ts.TypeChecker;
}

const DEPTH = 6;

/** Compares types of the two sides by what they are made of, however they came to be: by name, mapped, picked, spread. */
export class TypeComparison {
  private readonly known = new Map<string, readonly Difference[]>();

  constructor(
    readonly old: View,
    readonly now: View,
    readonly declarations: Declarations,
  ) {}

  /** @param key - where the value of that type was generated, `…#Order.side` */
  between(was: ts.Type, is: ts.Type, key?: string, level = 0): Difference[] {
    const name = key === undefined ? undefined : nameOf(key);
    return this.compare(was, is, level).map((difference) =>
      difference.key === undefined && difference.name === undefined ? { ...difference, key, name } : difference,
    );
  }

  /** The types of one node, the same in both programs. */
  at(node: ts.Node): Difference[] {
    return this.between(this.old.checker.getTypeAtLocation(node), this.now.checker.getTypeAtLocation(node));
  }

  private compare(was: ts.Type, now: ts.Type, level: number): readonly Difference[] {
    if (level > DEPTH || ((was.flags | now.flags) & ts.TypeFlags.Any) !== 0) return [];
    if (this.isUntouched(was)) return [];
    const memo = `${idOf(was)}:${idOf(now)}`;
    const known = this.known.get(memo);
    if (known) return known;
    // What leads back to itself adds nothing.
    this.known.set(memo, []);
    const found = [...this.ofValues(was, now), ...this.ofMembers(was, now, level)];
    this.known.set(memo, found);
    return found;
  }

  private isUntouched(type: ts.Type): boolean {
    const symbol = type.aliasSymbol ?? type.symbol;
    if (!symbol || type.aliasTypeArguments?.length) return false;
    return this.declarations.keyOfSymbol(symbol) !== undefined && !this.declarations.mayDiffer(symbol);
  }

  private ofValues(was: ts.Type, now: ts.Type): Difference[] {
    const found: Difference[] = [];
    const gained = absences(now).filter((word) => !absences(was).includes(word));
    if (gained.length) found.push({ is: 'null', words: gained, depth: 0 });
    const [before, after] = [wordsOf(was, this.old.checker), wordsOf(now, this.now.checker)];
    if (before.size && after.size) {
      const [fresh, lost] = [
        [...after].filter((word) => !before.has(word)),
        [...before].filter((word) => !after.has(word)),
      ];
      if (fresh.length) found.push({ is: 'words-gained', words: fresh, depth: 0 });
      if (lost.length) found.push({ is: 'words-lost', words: lost, depth: 0 });
    }
    const [kinds, later] = [kindsOf(was), kindsOf(now)];
    if (later.some((kind) => !kinds.includes(kind)) || (kinds.length && !later.length))
      found.push({ is: 'type', words: [kinds.join(' | '), later.join(' | ')], depth: 0 });
    return found;
  }

  private ofMembers(was: ts.Type, now: ts.Type, level: number): Difference[] {
    const [before, after] = [objectsOf(was), objectsOf(now)];
    return before.flatMap((one, index) => {
      const other =
        before.length === after.length ? after[index] : (after.find((type) => sameName(type, one)) ?? after[0]);
      return other ? this.ofObjects(one, other, level) : [];
    });
  }

  private ofObjects(was: ts.Type, now: ts.Type, level: number): Difference[] {
    const { checker: old } = this.old;
    const { checker } = this.now;
    const inner = [...argumentsOf(was, old)].map((type, index) => [type, argumentsOf(now, checker)[index]] as const);
    if (inner.length)
      return inner.flatMap(([one, other]) => (other ? deeper(this.compare(one, other, level + 1)) : []));
    if (isForeign(was) && this.declarations.keyOfSymbol(was.symbol) === undefined) return [];
    const found: Difference[] = [];
    for (const member of was.getProperties()) {
      const other = checker.getPropertyOfType(now, member.name);
      const key = this.declarations.keyOfSymbol(member);
      if (!other) found.push({ is: 'gone', name: member.name, key, words: [], depth: 0 });
      else {
        const [one, type] = [typeOf(member, old), typeOf(other, checker)];
        if (isOptional(member) && !isOptional(other))
          found.push({
            is: 'required',
            name: member.name,
            key: this.declarations.keyOfSymbol(other),
            words: [],
            depth: 0,
          });
        const below = deeper(this.between(one, type, key, level + 1));
        found.push(...below.map((difference) => ({ ...difference, name: difference.name ?? member.name })));
      }
    }
    for (const member of now.getProperties())
      if (!isOptional(member) && !old.getPropertyOfType(was, member.name))
        found.push({
          is: 'required',
          name: member.name,
          key: this.declarations.keyOfSymbol(member),
          words: [],
          depth: 0,
        });
    return [...found, ...this.ofSignatures(was, now, level)];
  }

  private ofSignatures(was: ts.Type, now: ts.Type, level: number): Difference[] {
    const [one, other] = [was.getCallSignatures()[0], now.getCallSignatures()[0]];
    if (!one || !other) return [];
    const parameters = one.getParameters().flatMap((parameter, index) => {
      const twin = other.getParameters()[index];
      return twin ? this.compare(typeOf(parameter, this.old.checker), typeOf(twin, this.now.checker), level + 1) : [];
    });
    return deeper([...parameters, ...this.compare(one.getReturnType(), other.getReturnType(), level + 1)]);
  }
}

const deeper = (found: readonly Difference[]): Difference[] => found.map((one) => ({ ...one, depth: one.depth + 1 }));

/** What a symbol is, question mark included. */
const typeOf = (symbol: ts.Symbol, checker: ts.TypeChecker): ts.Type => checker.getTypeOfSymbol(symbol);

const isOptional = (symbol: ts.Symbol): boolean => (symbol.flags & ts.SymbolFlags.Optional) !== 0;

const partsOf = (type: ts.Type): ts.Type[] => (type.isUnion() ? type.types : [type]);

/** `null` and `undefined`, as far as a type has them. */
export const absences = (type: ts.Type): string[] => [
  ...(partsOf(type).some(({ flags }) => flags & ts.TypeFlags.Null) ? ['null'] : []),
  ...(partsOf(type).some(({ flags }) => flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) ? ['undefined'] : []),
];

/** The literals that a type lists, whether or not it is open to others; of a type parameter, those of what it extends. */
export function wordsOf(type: ts.Type, checker: ts.TypeChecker): Set<string> {
  const base = checker.getBaseConstraintOfType(type) ?? type;
  const words = partsOf(base).flatMap((part) =>
    part.isStringLiteral() || part.isNumberLiteral() ? [String(part.value)] : [],
  );
  return new Set(words);
}

const KINDS: readonly (readonly [ts.TypeFlags, string])[] = [
  [ts.TypeFlags.StringLike, 'string'],
  [ts.TypeFlags.NumberLike, 'number'],
  [ts.TypeFlags.BooleanLike, 'boolean'],
  [ts.TypeFlags.BigIntLike, 'bigint'],
  [ts.TypeFlags.Object, 'object'],
];

/** What values of a type are, but for null: `string`, `number`, `object`. */
export function kindsOf(type: ts.Type): string[] {
  const found = partsOf(type).flatMap((part) => {
    // `string & {}` is text.
    const flags = part.isIntersection() ? part.types.map((one) => one.flags) : [part.flags];
    const kind = KINDS.find(([flag]) => flags.some((one) => one & flag));
    return kind ? [kind[1]] : [];
  });
  return [...new Set(found)].sort();
}

const objectsOf = (type: ts.Type): ts.Type[] =>
  partsOf(type).filter(
    (part) =>
      part.flags & ts.TypeFlags.Object ||
      (part.isIntersection() && part.types.some(({ flags }) => flags & ts.TypeFlags.Object && !isEmpty(part))),
  );

/** `string & {}` has no members of its own. */
const isEmpty = (type: ts.Type): boolean =>
  type.isIntersection() && type.types.some(({ flags }) => flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike));

const sameName = (one: ts.Type, other: ts.Type): boolean =>
  (one.aliasSymbol ?? one.symbol)?.name === (other.aliasSymbol ?? other.symbol)?.name;

/** What a list, a promise or another type of a library is made of. */
function argumentsOf(type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] {
  if (!isReference(type) || !(checker.isArrayType(type) || checker.isTupleType(type) || isForeign(type))) return [];
  return checker.getTypeArguments(type);
}

const isReference = (type: ts.Type): type is ts.TypeReference =>
  'objectFlags' in type && (Number(type.objectFlags) & ts.ObjectFlags.Reference) !== 0;

/** Declared in a library, whose members are its own business. */
const isForeign = (type: ts.Type): boolean =>
  (isReference(type) || type.isClassOrInterface()) &&
  type.symbol?.declarations?.every((declaration) =>
    /\/node_modules\/|\/lib\.[\w.]*\.d\.ts$/.test(declaration.getSourceFile().fileName),
  ) === true;

const idOf = (type: ts.Type): number => ('id' in type && typeof type.id === 'number' ? type.id : 0);
