import { relative } from 'node:path';
import ts from 'typescript';
import { UsageError } from '../options.js';
import type { Project } from '../project/program.js';
import { OLD } from './imports.js';

/**
 * Sees to it that the calls of the old packages can be told.
 * @throws UsageError where one is imported that the project's settings do not lead to
 */
export function refuseUnresolved({ files, checker }: Project): void {
  for (const file of files) {
    const names = [...OLD].filter((name) => file.text.includes(name));
    const lost = names.length ? unresolvedIn(file, checker) : undefined;
    if (!lost) continue;
    const line = file.getLineAndCharacterOfPosition(lost.getStart(file)).line + 1;
    throw new UsageError(
      `${relative('', file.fileName)}:${line} imports ${lost.text}, which the settings of the project do not lead to: ` +
        'install it, and set `module` to `nodenext` in the tsconfig.json or jsconfig.json',
    );
  }
}

function unresolvedIn(file: ts.SourceFile, checker: ts.TypeChecker): ts.StringLiteral | undefined {
  const visit = (node: ts.Node): ts.StringLiteral | undefined =>
    ts.isStringLiteral(node) && OLD.has(node.text) && isImported(node, file) && !checker.getSymbolAtLocation(node)
      ? node
      : ts.forEachChild(node, visit);
  return visit(file);
}

/** A module that the compiler looks for: `require` is a function as any other where the language is TypeScript. */
function isImported({ parent }: ts.StringLiteral, { fileName }: ts.SourceFile): boolean {
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent) || ts.isExternalModuleReference(parent))
    return true;
  if (!ts.isCallExpression(parent)) return false;
  const { expression } = parent;
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  return ts.isIdentifier(expression) && expression.text === 'require' && /\.[cm]?jsx?$/.test(fileName);
}
