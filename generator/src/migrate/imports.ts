import ts from 'typescript';
import type { TextEdit } from '../project/edits.js';
import { referencesIn } from './find.js';
import { resolvedAlias } from './libraries.js';
import { quoteOf, replace } from './text.js';

const SUCCESSOR = '@bitget-spec/v3';
export const OLD: ReadonlySet<string> = new Set(['@bitget-spec/v2', '@bitget-spec/v2/core', 'bitget-api']);

/** A name of the new package that a file needs. */
export interface NameUse {
  imported: string;
  /** @default '@bitget-spec/v3' */
  module?: string;
  isType?: boolean;
  /** What it takes the place of. */
  node?: ts.Identifier;
  /** What is written, once it is known what the name is called in the file. */
  edit: (local: string) => TextEdit;
}

/** A name that a file imports from a package that is left. */
export interface OldName {
  imported: string;
  module: string;
  local: ts.Identifier;
  symbol: ts.Symbol;
  specifier: ts.ImportSpecifier | ts.BindingElement;
  /** The whole import, and its names. */
  statement: ts.Statement;
  list: ts.NamedImports | ts.ObjectBindingPattern;
}

/** What a file imports by name from the packages that are left, `import` and `require` alike. */
export function oldNames(file: ts.SourceFile, checker: ts.TypeChecker): OldName[] {
  return file.statements.flatMap((statement): OldName[] => {
    const { module, list } = importIn(statement) ?? {};
    if (module === undefined || !list || !OLD.has(module)) return [];
    return [...list.elements].flatMap((specifier): OldName[] => {
      const local = specifier.name;
      const symbol = ts.isIdentifier(local) ? checker.getSymbolAtLocation(local) : undefined;
      if (!ts.isIdentifier(local) || !symbol) return [];
      return [
        { imported: (specifier.propertyName ?? local).getText(), module, local, symbol, specifier, statement, list },
      ];
    });
  });
}

function importIn(statement: ts.Statement): { module: string; list?: OldName['list'] } | undefined {
  if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
    const bindings = statement.importClause?.namedBindings;
    return {
      module: statement.moduleSpecifier.text,
      ...(bindings && ts.isNamedImports(bindings) && !statement.importClause?.name && { list: bindings }),
    };
  }
  const [declaration, ...others] = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  const call = declaration?.initializer;
  if (!declaration || others.length || !call || !ts.isCallExpression(call) || call.expression.getText() !== 'require')
    return undefined;
  const [module] = call.arguments;
  if (!module || !ts.isStringLiteral(module)) return undefined;
  return { module: module.text, ...(ts.isObjectBindingPattern(declaration.name) && { list: declaration.name }) };
}

/** The edits of the imports of a file, and of the names that stand for them. */
export function importEdits(
  file: ts.SourceFile,
  uses: readonly NameUse[],
  edits: readonly TextEdit[],
  checker: ts.TypeChecker,
): TextEdit[] {
  const olds = oldNames(file, checker);
  const freed = olds.filter((old) => isFreed(old, file, uses, edits, checker));
  const taken = new Set(namesIn(file));
  for (const { local } of freed) taken.delete(local.text);
  const known = successorNames(file);
  const added = new Map<string, { local: string; use: NameUse }>();
  const written = uses.map((use) => {
    const id = `${use.module ?? SUCCESSOR} ${use.imported}`;
    const before = known.get(id) ?? added.get(id)?.local;
    const local = before ?? (taken.has(use.imported) ? `${use.imported}V3` : use.imported);
    if (before === undefined) added.set(id, { local, use });
    return use.edit(local);
  });
  return [...written, ...statementEdits(file, olds, freed, [...added.values()])];
}

function isFreed(
  old: OldName,
  file: ts.SourceFile,
  uses: readonly NameUse[],
  edits: readonly TextEdit[],
  checker: ts.TypeChecker,
): boolean {
  const target = resolvedAlias(old.symbol, checker);
  const references = [
    ...referencesIn(file, target, checker, new Set([old.local.text])),
    ...referencesIn(file, old.symbol, checker, new Set([old.local.text])),
  ];
  const outside = references.filter((node) => !within(node, old.specifier));
  const changed = outside.filter(
    (node) =>
      uses.some((use) => use.node === node) ||
      edits.some(
        ({ file: name, start, end, text }) =>
          name === file.fileName &&
          start <= node.getStart() &&
          node.getEnd() <= end &&
          start < end &&
          !text.includes(old.local.text),
      ),
  );
  return outside.length > 0 && changed.length === outside.length;
}

const within = (node: ts.Node, outer: ts.Node): boolean =>
  outer.getStart() <= node.getStart() && node.getEnd() <= outer.getEnd();

const namesByFile = new WeakMap<ts.SourceFile, ReadonlySet<string>>();

/** Names that stand for something in a file: not those behind a dot. */
export function namesIn(file: ts.SourceFile): ReadonlySet<string> {
  const before = namesByFile.get(file);
  if (before) return before;
  const names = new Set<string>();
  namesByFile.set(file, names);
  const visit = (node: ts.Node): void => {
    if (
      ts.isIdentifier(node) &&
      !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) &&
      !(ts.isPropertyAssignment(node.parent) && node.parent.name === node) &&
      !(ts.isImportSpecifier(node.parent) && node.parent.propertyName === node)
    )
      names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

/** What a file imports from the new package already: local names by module and name. */
export function successorNames(file: ts.SourceFile): Map<string, string> {
  const known = new Map<string, string>();
  for (const statement of file.statements) {
    const { module, list } = importIn(statement) ?? {};
    if (!module?.startsWith(SUCCESSOR) || !list) continue;
    for (const { name, propertyName } of list.elements)
      known.set(`${module} ${(propertyName ?? name).getText()}`, name.getText());
  }
  return known;
}

type Added = { local: string; use: NameUse };

function statementEdits(file: ts.SourceFile, olds: OldName[], freed: OldName[], added: Added[]): TextEdit[] {
  const text = importText(file, olds, added);
  const edits: TextEdit[] = [];
  let isPlaced = text === '';
  for (const statement of new Set(olds.map(({ statement }) => statement))) {
    const own = olds.filter((old) => old.statement === statement);
    const kept = own.filter((old) => !freed.includes(old));
    const [first] = own;
    if (!first || kept.length === own.length) continue;
    if (kept.length)
      edits.push(replace(first.list, `{ ${kept.map(({ specifier }) => specifier.getText()).join(', ')} }`));
    else if (isPlaced) edits.push(line(statement));
    else {
      edits.push(replace(statement, text));
      isPlaced = true;
    }
  }
  if (isPlaced) return edits;
  const after = olds.at(-1)?.statement ?? file.statements.filter((statement) => importIn(statement)).at(-1);
  const at = after ? after.getEnd() : (file.statements[0]?.getStart() ?? 0);
  return [...edits, { file: file.fileName, start: at, end: at, text: after ? `\n${text}` : `${text}\n` }];
}

function importText(file: ts.SourceFile, olds: OldName[], added: Added[]): string {
  const quote = quoteOf(file);
  const end = (olds[0]?.statement.getText() ?? file.statements[0]?.getText() ?? ';').endsWith(';') ? ';' : '';
  const isModule = file.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) || ts.isExportAssignment(statement),
  );
  const modules = [...new Set(added.map(({ use }) => use.module ?? SUCCESSOR))];
  return modules
    .map((module) => {
      const names = added
        .filter(({ use }) => (use.module ?? SUCCESSOR) === module)
        .sort((a, b) => (a.use.imported.toLowerCase() < b.use.imported.toLowerCase() ? -1 : 1));
      const types = names.every(({ use }) => use.isType);
      const parts = names.map(({ local, use: { imported, isType } }) => {
        const as = local === imported ? '' : isModule ? ` as ${local}` : `: ${local}`;
        return `${isType && !types ? 'type ' : ''}${imported}${as}`;
      });
      const list = `{ ${parts.join(', ')} }`;
      return isModule
        ? `import ${types ? 'type ' : ''}${list} from ${quote}${module}${quote}${end}`
        : `const ${list} = require(${quote}${module}${quote})${end}`;
    })
    .join('\n');
}

/** A statement and the end of its line. */
function line(statement: ts.Statement): TextEdit {
  const { text, fileName } = statement.getSourceFile();
  const end = statement.getEnd();
  return { file: fileName, start: statement.getStart(), end: text[end] === '\n' ? end + 1 : end, text: '' };
}
