import ts from 'typescript';
import type { Project } from '../project/program.js';
import type { Attempt } from './attempt.js';
import { identifiersOf, isExported, symbolAt } from './find.js';
import type { Routes } from './routes.js';

/** The statement that declares a variable, and nothing else. */
export function statementOf({ parent }: ts.VariableDeclaration): ts.VariableStatement | undefined {
  return ts.isVariableDeclarationList(parent) &&
    parent.declarations.length === 1 &&
    ts.isVariableStatement(parent.parent)
    ? parent.parent
    : undefined;
}

/** Where a file reads what it imports or declares under a name. */
export function referencesTo(file: ts.SourceFile, local: ts.Identifier, checker: ts.TypeChecker): ts.Identifier[] {
  const target = symbolAt(local, checker);
  return identifiersOf(file, local.text).filter(
    (node) => symbolAt(node, checker) === target && !ts.isImportSpecifier(node.parent),
  );
}

/** Takes away the constants that held a part of the old client, where only rewritten calls went through them. */
export function aliasesRemoved(
  attempt: Attempt,
  attempts: readonly Attempt[],
  { checker }: Project,
  { edits }: Routes,
): boolean {
  return attempt.found.through.every((constant) => {
    const users = attempts.filter(({ found }) => found.through.includes(constant));
    const file = constant.getSourceFile();
    const uses = ts.isIdentifier(constant.name) ? referencesTo(file, constant.name, checker).length - 1 : -1;
    const statement = statementOf(constant);
    if (uses !== users.length || isExported(constant) || !statement) return false;
    const end = statement.getEnd();
    const lineEnd = /^[ \t]*\r?\n[ \t]*/.exec(file.text.slice(end))?.[0].length ?? 0;
    edits.push({ file: file.fileName, start: statement.getStart(), end: end + lineEnd, text: '' });
    return true;
  });
}

/** The spaces before the line of a node. */
export function indentOf(node: ts.Node): string {
  const { text } = node.getSourceFile();
  const start = text.lastIndexOf('\n', node.getStart() - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}
