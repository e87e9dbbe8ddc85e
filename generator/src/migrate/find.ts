import ts from 'typescript';
import type { Project } from '../project/program.js';
import { type Libraries, type Method, resolvedAlias } from './libraries.js';

/** A place where code names a method of a client. */
export interface Found {
  method: Method;
  file: ts.SourceFile;
  /** What names it: `client.spot.trade.placeOrder`. */
  node: ts.Expression | ts.BindingElement;
  /** The call, where it is called as it stands. */
  call?: ts.CallExpression;
  /** The client that it is called on. */
  client?: ts.Expression;
  /** Constants that hold a part of the client, on the way to it. */
  through: ts.VariableDeclaration[];
  /** Why nothing can be said of it. */
  why?: string;
}

/** Every place of a project that names a method, by the type checker. */
export function findCalls({ files, checker }: Project, libraries: Libraries): Found[] {
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      const method = methodAt(node, libraries, checker);
      if (method) found.push(foundAt(node, method, checker));
      else if (isDynamic(node, libraries, checker)) found.push(dynamicAt(node));
    } else if (ts.isBindingElement(node)) {
      const method = methodOfBinding(node, libraries, checker);
      if (method) found.push(...throughBinding(node, method, checker));
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) visit(file);
  return found;
}

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

const wordOf = (node: Access): string | undefined =>
  ts.isPropertyAccessExpression(node)
    ? node.name.text
    : ts.isStringLiteralLike(node.argumentExpression)
      ? node.argumentExpression.text
      : undefined;

function methodAt(node: Access, libraries: Libraries, checker: ts.TypeChecker): Method | undefined {
  const word = wordOf(node);
  if (word === undefined || !libraries.words.has(word)) return undefined;
  return methodOf(checker.getTypeAtLocation(node.expression).getProperty(word), libraries);
}

function methodOf(symbol: ts.Symbol | undefined, { methods }: Libraries): Method | undefined {
  return symbol?.declarations?.map((node) => methods.get(node)).find((method) => method !== undefined);
}

function foundAt(node: Access, method: Method, checker: ts.TypeChecker): Found {
  const file = node.getSourceFile();
  const outer = outermost(node);
  const call = ts.isCallExpression(outer.parent) && outer.parent.expression === outer ? outer.parent : undefined;
  const { client, through } = clientOf(node, method, checker);
  const base: Found = { method, file, node, through, ...(call && { call }), ...(client && { client }) };
  if (call) {
    if (!client)
      return {
        ...base,
        why: `the client that it is called on cannot be told: call it as \`client.${method.name}(…)\``,
      };
    return call.typeArguments ? { ...base, why: 'it has type arguments: leave them out' } : base;
  }
  if (ts.isPropertyAccessExpression(outer.parent) && outer.parent.name.text === 'pages')
    return { ...base, why: 'its pages are walked: records of the pages are not followed' };
  return { ...base, why: 'it is passed on as a function: call it where it is used' };
}

/** Skips parentheses and `!`. */
function outermost(node: ts.Expression): ts.Expression {
  let here = node;
  while (
    (ts.isParenthesizedExpression(here.parent) || ts.isNonNullExpression(here.parent)) &&
    here.parent.expression === here
  )
    here = here.parent;
  return here;
}

/** The expression of a client that stands before the words of a method. */
function clientOf(node: Access, { name }: Method, checker: ts.TypeChecker): Pick<Found, 'client' | 'through'> {
  const through: ts.VariableDeclaration[] = [];
  const words = name.split('.');
  let here: ts.Expression = node;
  for (const word of words.reverse()) {
    while (ts.isParenthesizedExpression(here) || ts.isNonNullExpression(here)) here = here.expression;
    if (ts.isIdentifier(here)) {
      const constant = constantOf(here, checker);
      if (!constant?.initializer) return { through };
      through.push(constant);
      here = constant.initializer;
    }
    if (!(ts.isPropertyAccessExpression(here) || ts.isElementAccessExpression(here)) || wordOf(here) !== word)
      return { through };
    if (here.questionDotToken) return { through };
    here = here.expression;
  }
  return { client: here, through };
}

/** The `const` that an identifier stands for, in the same file. */
export function constantOf(node: ts.Identifier, checker: ts.TypeChecker): ts.VariableDeclaration | undefined {
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
  return declaration &&
    ts.isVariableDeclaration(declaration) &&
    ts.isIdentifier(declaration.name) &&
    isConst(declaration)
    ? declaration
    : undefined;
}

export const isConst = ({ parent }: ts.VariableDeclaration): boolean =>
  ts.isVariableDeclarationList(parent) && (parent.flags & ts.NodeFlags.Const) !== 0;

export const isExported = (node: ts.VariableDeclaration): boolean =>
  ts.isVariableStatement(node.parent.parent) &&
  !!ts.getModifiers(node.parent.parent)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function methodOfBinding(node: ts.BindingElement, libraries: Libraries, checker: ts.TypeChecker): Method | undefined {
  const name = node.propertyName ?? node.name;
  if (!ts.isIdentifier(name) || !libraries.words.has(name.text) || !ts.isObjectBindingPattern(node.parent))
    return undefined;
  return methodOf(checker.getTypeAtLocation(node.parent).getProperty(name.text), libraries);
}

/** What is taken out of a client by destructuring: each use of the variable. */
function throughBinding(node: ts.BindingElement, method: Method, checker: ts.TypeChecker): Found[] {
  const file = node.getSourceFile();
  const symbol = ts.isIdentifier(node.name) ? checker.getSymbolAtLocation(node.name) : undefined;
  const why = `it is taken out of the client as \`${node.name.getText()}\`: call it as \`client.${method.name}(…)\``;
  const uses = identifiersOf(file, node.name.getText())
    .filter((here) => here !== node.name && symbol && checker.getSymbolAtLocation(here) === symbol)
    .map((here): Found => {
      const call = ts.isCallExpression(here.parent) && here.parent.expression === here ? here.parent : undefined;
      return { method, file, node: here, through: [], why, ...(call && { call }) };
    });
  return uses.length ? uses : [{ method, file, node, through: [], why }];
}

/** `client.spot[name]`, where nobody knows which. */
function isDynamic(node: Access, { parts, clients }: Libraries, checker: ts.TypeChecker): boolean {
  if (!ts.isElementAccessExpression(node) || ts.isStringLiteralLike(node.argumentExpression)) return false;
  const declarations = checker.getTypeAtLocation(node.expression).symbol?.declarations ?? [];
  return declarations.some((one) => parts.has(one) || clients.has(one));
}

function dynamicAt(node: Access): Found {
  return {
    method: { library: '@bitget-spec/v2', name: node.getText() },
    file: node.getSourceFile(),
    node,
    through: [],
    why: 'which call it is shows only when it runs: name it',
  };
}

/** Where a name is used in a file. */
export function referencesIn(
  file: ts.SourceFile,
  symbol: ts.Symbol,
  checker: ts.TypeChecker,
  names: ReadonlySet<string>,
): ts.Identifier[] {
  return [...names].flatMap((name) => identifiersOf(file, name).filter((node) => symbolAt(node, checker) === symbol));
}

const known = new WeakMap<ts.SourceFile, ReadonlyMap<string, ts.Identifier[]>>();

/** Where a file says a name, whatever it means there. */
export function identifiersOf(file: ts.SourceFile, name: string): readonly ts.Identifier[] {
  const names = known.get(file) ?? identifiersIn(file);
  known.set(file, names);
  return names.get(name) ?? [];
}

function identifiersIn(file: ts.SourceFile): ReadonlyMap<string, ts.Identifier[]> {
  const names = new Map<string, ts.Identifier[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const list = names.get(node.text);
      if (list) list.push(node);
      else names.set(node.text, [node]);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

/** The symbol that an identifier means: behind imports, and of `{ symbol }` the variable. */
export function symbolAt(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const own =
    ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : ts.isExportSpecifier(node.parent)
        ? checker.getExportSpecifierLocalTargetSymbol(node.parent)
        : checker.getSymbolAtLocation(node);
  return own && resolvedAlias(own, checker);
}
