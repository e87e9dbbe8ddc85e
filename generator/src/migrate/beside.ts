import ts from 'typescript';
import type { TextEdit } from '../project/edits.js';
import type { Attempt } from './attempt.js';
import { assignedBy, assignmentOf, type Root } from './clients.js';
import { closing, nameIn } from './closed.js';
import { indentOf, statementOf } from './declared.js';
import { successorNames } from './imports.js';
import type { Routes } from './routes.js';
import { insert } from './text.js';

/** True where a client of v3 by that name stands beside the old one, with the same options: an earlier run has made it. */
export function isMadeBefore({ declaration }: Root, name: string, options: string): boolean {
  const siblings = ts.isPropertyDeclaration(declaration)
    ? declaration.parent.members.filter(ts.isPropertyDeclaration)
    : (statementOf(declaration)?.parent.getChildren() ?? [])
        .flatMap((child) => (child.kind === ts.SyntaxKind.SyntaxList ? child.getChildren() : []))
        .flatMap((child) => (ts.isVariableStatement(child) ? [...child.declarationList.declarations] : []));
  const sibling = siblings.find((one) => one.name.getText() === name);
  const made = sibling && (sibling.initializer ?? assignedBy(assignmentOf(sibling)));
  if (!made || !ts.isCallExpression(made)) return false;
  const makers = [...successorNames(declaration.getSourceFile())].filter(([imported]) =>
    imported.endsWith(' createClient'),
  );
  const isSuccessor = makers.some(([, local]) => local === made.expression.getText());
  return isSuccessor && made.arguments.map((one) => one.getText()).join(', ') === options;
}

/** An expression of a client, with the name of the new one. */
export function renamedClient(client: ts.Expression | undefined, root: Root, name: string): string {
  const text = client?.getText() ?? root.name.text;
  const own = client && nameIn(client);
  const local = own?.getText() ?? root.name.text;
  const to = local === root.name.text ? name : `${local}V3`;
  return `${text.slice(0, text.lastIndexOf(local))}${to}${text.slice(text.lastIndexOf(local) + local.length)}`;
}

/** What stands before the name of a client where it is declared. */
export function declaring({ declaration }: Root): string {
  const statement = ts.isVariableDeclaration(declaration) ? statementOf(declaration) : declaration;
  const modifiers = (statement && ts.getModifiers(statement)) ?? [];
  const keyword = ts.isVariableDeclaration(declaration) ? 'const ' : '';
  return modifiers.map((one) => `${one.getText()} `).join('') + keyword;
}

/** A client of v3 in the line after the old one, with the same options. */
export function beside(statement: ts.Node, before: string, text: string): TextEdit {
  const file = statement.getSourceFile();
  const indent = indentOf(statement);
  const end = statement.getText().endsWith(';') ? ';' : '';
  return {
    file: file.fileName,
    start: statement.getEnd(),
    end: statement.getEnd(),
    text: `\n${indent}${before}${text}${end}`,
  };
}

/** The new client goes wherever the old one goes: imports, exports, and its end. */
export function exposed(root: Root, own: Attempt[], name: string, routes: Routes): undefined {
  const files = new Set(own.map(({ found }) => found.file));
  for (const node of root.references) {
    const { parent } = node;
    const isImport = ts.isImportSpecifier(parent) && files.has(node.getSourceFile());
    if ((isImport || ts.isExportSpecifier(parent)) && parent.name === node) {
      const original = parent.propertyName?.getText() ?? parent.name.text;
      const from = original === root.name.text ? name : `${original}V3`;
      const local = parent.name.text === root.name.text ? name : `${parent.name.text}V3`;
      if (parent.parent.elements.some((one) => one.name.text === local)) continue;
      const text = from === local ? `, ${from}` : `, ${from} as ${local}`;
      routes.edits.push({ ...insert(parent, text), start: parent.getEnd(), end: parent.getEnd() });
    }
    const statement = closing(node);
    if (statement) {
      const text = statement.getText().replace(root.name.text, name);
      if (statement.parent.getText().includes(text)) continue;
      routes.edits.push({
        ...insert(statement, `\n${indentOf(statement)}${text}`),
        start: statement.getEnd(),
        end: statement.getEnd(),
      });
    }
  }
}
