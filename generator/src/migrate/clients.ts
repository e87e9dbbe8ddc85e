import ts from 'typescript';
import type { Project } from '../project/program.js';
import type { Found } from './find.js';
import { symbolAt } from './find.js';
import type { Libraries, LibraryName } from './libraries.js';
import { accessesOf, referencesOf } from './syntax.js';

/** A client that the program makes and keeps under a name. */
export interface Root {
  library: LibraryName;
  declaration: ts.VariableDeclaration | ts.PropertyDeclaration;
  name: ts.Identifier;
  symbol: ts.Symbol;
  maker: ts.CallExpression | ts.NewExpression;
  /** Where a constructor makes it, for a property that is declared without a value. */
  assignment?: ts.ExpressionStatement;
  /** Where it is named, in the whole project, its declaration aside. */
  references: ts.Identifier[];
}

/** The client that an expression stands for, where it is made by a declaration of the project. */
export function declarationOf(client: ts.Expression, checker: ts.TypeChecker): Root['declaration'] | undefined {
  let here = client;
  while (ts.isParenthesizedExpression(here) || ts.isNonNullExpression(here)) here = here.expression;
  const name = ts.isIdentifier(here)
    ? here
    : ts.isPropertyAccessExpression(here) && ts.isIdentifier(here.name)
      ? here.name
      : undefined;
  const declaration = name && symbolAt(name, checker)?.valueDeclaration;
  if (!declaration) return undefined;
  return ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration) ? declaration : undefined;
}

/** The roots of a project, by declaration. */
export function rootsOf(
  found: readonly Found[],
  { files, checker }: Project,
  libraries: Libraries,
): Map<ts.Node, Root> {
  const roots = new Map<ts.Node, Root>();
  for (const { client } of found) {
    const declaration = client && declarationOf(client, checker);
    if (
      !declaration ||
      roots.has(declaration) ||
      !ts.isIdentifier(declaration.name) ||
      !files.includes(declaration.getSourceFile())
    )
      continue;
    const assignment = declaration.initializer ? undefined : assignmentOf(declaration);
    const maker = makerOf(declaration.initializer ?? assignedBy(assignment), checker, libraries);
    const symbol = checker.getSymbolAtLocation(declaration.name);
    if (!maker || !symbol) continue;
    const { name } = declaration;
    roots.set(declaration, {
      ...maker,
      ...(assignment && { assignment }),
      declaration,
      name,
      symbol,
      references: files.flatMap((file) => referencesTo(file, symbol, checker, name)),
    });
  }
  return roots;
}

/** `this.client = …`, where a constructor says it once and nothing else assigns it. */
export function assignmentOf(declaration: Root['declaration']): ts.ExpressionStatement | undefined {
  if (!ts.isPropertyDeclaration(declaration)) return undefined;
  const name = declaration.name.getText();
  const own = declaration.parent.members.find(ts.isConstructorDeclaration);
  const [first, ...others] = accessesOf(declaration.getSourceFile(), name).filter(
    (access) => access.expression.kind === ts.SyntaxKind.ThisKeyword && isAssignedTo(access),
  );
  const statement = first?.parent.parent;
  return statement && !others.length && ts.isExpressionStatement(statement) && statement.parent === own?.body
    ? statement
    : undefined;
}

const isAssignedTo = (access: ts.Expression): boolean =>
  ts.isBinaryExpression(access.parent) &&
  access.parent.left === access &&
  access.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;

/** What an assignment assigns. */
export const assignedBy = (assignment: ts.ExpressionStatement | undefined): ts.Expression | undefined =>
  assignment && ts.isBinaryExpression(assignment.expression) ? assignment.expression.right : undefined;

/** What makes a client of a library. */
export function makerOf(
  node: ts.Expression | undefined,
  checker: ts.TypeChecker,
  { makers }: Libraries,
): Pick<Root, 'maker' | 'library'> | undefined {
  if (!node || !(ts.isCallExpression(node) || ts.isNewExpression(node))) return undefined;
  const symbol = ts.isIdentifier(node.expression)
    ? symbolAt(node.expression, checker)
    : ts.isPropertyAccessExpression(node.expression) && ts.isIdentifier(node.expression.name)
      ? symbolAt(node.expression.name, checker)
      : undefined;
  const library = [...(symbol?.declarations ?? []), checker.getResolvedSignature(node)?.declaration]
    .map((declaration) => declaration && makers.get(declaration))
    .find((one) => one !== undefined);
  return library && { maker: node, library };
}

function referencesTo(
  file: ts.SourceFile,
  symbol: ts.Symbol,
  checker: ts.TypeChecker,
  name: ts.Identifier,
): ts.Identifier[] {
  return referencesOf(file, symbol, checker, name.text).filter((reference) => reference !== name);
}
