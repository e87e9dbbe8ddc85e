import ts from 'typescript';
import { identifiersOf, symbolAt } from './find.js';
import { resolvedAlias } from './libraries.js';
import { Refusal } from './refusal.js';
import { isImportOrExport } from './syntax.js';

/** Where a name may be used. */
export interface Sources {
  checker: ts.TypeChecker;
  files: readonly ts.SourceFile[];
}

/**
 * Every expression that reads what a name stands for: under that name, one that it is imported by, as a member of a module, or
 * a variable that it is taken out into.
 */
export function usesOf(name: ts.Identifier, sources: Sources, seen = new Set<ts.Node>()): ts.Expression[] {
  if (seen.has(name)) return [];
  seen.add(name);
  const symbol = symbolAt(name, sources.checker);
  return symbol ? usesOfSymbol(symbol, name.text, sources, seen).filter((one) => one !== name) : [];
}

/** Every expression that reads the default export of a file. */
export function usesOfDefault(file: ts.SourceFile, sources: Sources): ts.Expression[] {
  const exported = sources.checker.getSymbolAtLocation(file)?.exports?.get(ts.InternalSymbolName.Default);
  return exported ? usesOfSymbol(resolvedAlias(exported, sources.checker), 'default', sources, new Set()) : [];
}

/**
 * Every expression that reads what a CommonJS module exports as a whole.
 * @throws Refusal where it is neither imported nor kept in a constant
 */
export function usesOfModule(file: ts.SourceFile, sources: Sources): ts.Expression[] {
  const module = sources.checker.getSymbolAtLocation(file);
  const isIt = (name: ts.Node | undefined): boolean =>
    !!name && !!module && sources.checker.getSymbolAtLocation(name)?.valueDeclaration === file;
  return sources.files.flatMap((other) => {
    const imported = other.statements.flatMap((statement) =>
      ts.isImportDeclaration(statement) && isIt(statement.moduleSpecifier) ? aliasesIn(statement) : [],
    );
    const required = identifiersOf(other, 'require').flatMap(({ parent }): ts.BindingName[] => {
      if (!ts.isCallExpression(parent) || !isIt(parent.arguments[0])) return [];
      if (!ts.isVariableDeclaration(parent.parent) || !ts.isIdentifier(parent.parent.name))
        throw new Refusal(
          'the function that it is called in is what its module exports, and an error of it is not followed from here',
          parent,
        );
      return [parent.parent.name];
    });
    return [...imported, ...required].flatMap((name) => (ts.isIdentifier(name) ? usesOf(name, sources) : []));
  });
}

/** Every access of a private member, `#name`. */
export function usesOfPrivate(name: ts.PrivateIdentifier): ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && node.name.text === name.text) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(name.getSourceFile());
  return found;
}

function usesOfSymbol(symbol: ts.Symbol, name: string, sources: Sources, seen: Set<ts.Node>): ts.Expression[] {
  const { checker, files } = sources;
  const aliases = files.flatMap((file) => [...(aliasesOf(file, checker).get(symbol) ?? [])]);
  const declared = new Set(symbol.declarations?.map((one) => ts.getNameOfDeclaration(one)));
  return files.flatMap((file) => [
    ...quotedIn(file).flatMap((node) =>
      keysOf(node, checker, name).some((key) => isSame(memberOf(node, key, checker), symbol))
        ? readBy(node, sources, seen)
        : [],
    ),
    ...[...new Set([name, 'default', ...aliases])].flatMap((one) =>
      identifiersOf(file, one).flatMap((node): ts.Expression[] => {
        if (isKey(node) && isSame(keySymbol(node, checker), symbol)) return takenOut(node.parent, sources, seen);
        if (declared.has(node) || isImportOrExport(node) || !isSame(symbolAt(node, checker), symbol)) return [];
        const value = accessOf(node);
        return isTarget(value) || ts.isPartOfTypeNode(value) || ts.isTypeQueryNode(value.parent) ? [] : [value];
      }),
    ),
  ]);
}

/** Every expression that reads a member by that name, of whatever of the project or of what is not known: it may stand behind an interface. */
export function usesOfMember(name: string, sources: Sources): ts.Expression[] {
  const { checker, files } = sources;
  const isOurs = (symbol: ts.Symbol | undefined): boolean =>
    !symbol?.declarations?.length || symbol.declarations.some((one) => files.includes(one.getSourceFile()));
  return files.flatMap((file) => [
    ...quotedIn(file).flatMap((node) =>
      keysOf(node, checker).includes(name) && isOurs(memberOf(node, name, checker))
        ? readBy(node, sources, new Set())
        : [],
    ),
    ...identifiersOf(file, name).flatMap((node): ts.Expression[] => {
      const { parent } = node;
      if (ts.isPropertyAccessExpression(parent) && parent.name === node)
        return isOurs(symbolAt(node, checker)) && !isTarget(parent) ? [parent] : [];
      return isKey(node) && isOurs(keySymbol(node, checker)) ? takenOut(node.parent, sources, new Set()) : [];
    }),
  ]);
}

/** The names under which a file imports or exports things. */
function aliasesOf(file: ts.SourceFile, checker: ts.TypeChecker): ReadonlyMap<ts.Symbol, ReadonlySet<string>> {
  const files = known.get(checker) ?? new WeakMap<ts.SourceFile, Map<ts.Symbol, Set<string>>>();
  known.set(checker, files);
  const old = files.get(file);
  if (old) return old;
  const names = new Map<ts.Symbol, Set<string>>();
  for (const statement of file.statements)
    for (const name of aliasesIn(statement)) {
      const symbol = ts.isIdentifier(name) ? symbolAt(name, checker) : undefined;
      if (symbol) names.set(symbol, (names.get(symbol) ?? new Set()).add(name.text));
    }
  files.set(file, names);
  return names;
}

const known = new WeakMap<ts.TypeChecker, WeakMap<ts.SourceFile, Map<ts.Symbol, Set<string>>>>();

function aliasesIn(statement: ts.Statement): ts.ModuleExportName[] {
  if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause))
    return statement.exportClause.elements.map(({ name }) => name);
  if (!ts.isImportDeclaration(statement) || !statement.importClause) return [];
  const { name, namedBindings } = statement.importClause;
  const named = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : [];
  return [...(name ? [name] : []), ...named.map((one) => one.name)];
}

type Key = ts.Identifier & { parent: ts.BindingElement };

/** True of the name of a member in a pattern: `a` of `{ a }` and of `{ a: b }`. */
const isKey = (node: ts.Identifier): node is Key =>
  ts.isBindingElement(node.parent) &&
  ts.isObjectBindingPattern(node.parent.parent) &&
  (node.parent.propertyName ?? node.parent.name) === node;

const keySymbol = ({ text, parent }: Key, checker: ts.TypeChecker): ts.Symbol | undefined =>
  memberOf(parent, text, checker);

/** A member that is read by a key that is no plain name: `jobs['cancel']`, `jobs[key]`, `{ 'cancel': stop }`. */
export type Quoted = ts.ElementAccessExpression | ts.BindingElement;

const quoted = new WeakMap<ts.SourceFile, Quoted[]>();

export function quotedIn(file: ts.SourceFile): readonly Quoted[] {
  const before = quoted.get(file);
  if (before) return before;
  const found: Quoted[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isElementAccessExpression(node)) found.push(node);
    if (ts.isBindingElement(node) && node.propertyName && !ts.isIdentifier(node.propertyName)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  quoted.set(file, found);
  return found;
}

/** The names that the key has, by its type; `unknown` where that says nothing, since it may be this one. */
export function keysOf(node: Quoted, checker: ts.TypeChecker, unknown?: string): string[] {
  const name = ts.isElementAccessExpression(node) ? node.argumentExpression : node.propertyName;
  const key = name && ts.isComputedPropertyName(name) ? name.expression : name;
  if (!key) return [];
  if (ts.isStringLiteralLike(key)) return [key.text];
  const type = checker.getTypeAtLocation(key);
  return (type.isUnion() ? type.types : [type]).flatMap((one) => {
    if (one.isStringLiteral()) return [one.value];
    return unknown === undefined || one.flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.ESSymbolLike) ? [] : [unknown];
  });
}

export function memberOf(node: Quoted | Key['parent'], name: string, checker: ts.TypeChecker): ts.Symbol | undefined {
  const holder = ts.isElementAccessExpression(node) ? node.expression : node.parent;
  const symbol = checker.getTypeAtLocation(holder).getProperty(name);
  return symbol && resolvedAlias(symbol, checker);
}

const readBy = (node: Quoted, sources: Sources, seen: Set<ts.Node>): ts.Expression[] =>
  ts.isBindingElement(node) ? takenOut(node, sources, seen) : isTarget(node) ? [] : [node];

/** Widened, a member of an object literal has a symbol of its own, and the same declaration. */
export const isSame = (one: ts.Symbol | undefined, other: ts.Symbol): boolean =>
  one === other || (one?.valueDeclaration !== undefined && one.valueDeclaration === other.valueDeclaration);

/** The uses of the variable that a member is taken out into; a pattern in its place is a use of its own. */
const takenOut = ({ name, propertyName }: ts.BindingElement, sources: Sources, seen: Set<ts.Node>): ts.Expression[] =>
  ts.isIdentifier(name)
    ? usesOf(name, sources, seen)
    : propertyName && ts.isIdentifier(propertyName)
      ? [propertyName]
      : [];

const accessOf = (node: ts.Identifier): ts.Expression =>
  ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node;

/** True of what is assigned to. */
export const isTarget = (node: ts.Node): node is ts.Node & { parent: ts.BinaryExpression } =>
  ts.isBinaryExpression(node.parent) &&
  node.parent.left === node &&
  node.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;

/** The name under which a CommonJS module exports a value, `all` where it is all that it exports. */
export function exportedAs(value: ts.Node): ts.Identifier | 'all' | undefined {
  const { parent } = value;
  if (ts.isBinaryExpression(parent) && parent.right === value) {
    const { left } = parent;
    if (left.getText() === 'module.exports') return 'all';
    const isMember = ts.isPropertyAccessExpression(left) && /^(module\.)?exports$/.test(left.expression.getText());
    return isMember && ts.isIdentifier(left.name) ? left.name : undefined;
  }
  const isEntry = ts.isShorthandPropertyAssignment(parent) || ts.isPropertyAssignment(parent);
  return isEntry && exportedAs(parent.parent) === 'all' && ts.isIdentifier(parent.name) ? parent.name : undefined;
}
