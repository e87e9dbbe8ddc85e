import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { UsageError } from '../options.js';

/** One program of a project: a `tsconfig.json`, and what it names. */
export interface Config {
  folder: string;
  /** The `tsconfig.json` itself; undefined in a folder that has none. */
  path?: string;
  options: ts.CompilerOptions;
  files: string[];
  references: readonly ts.ProjectReference[];
}

/** Nothing is written, and what others declare is not ours to check. */
const READING: ts.CompilerOptions = {
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
  declarationMap: false,
  emitDeclarationOnly: false,
  skipLibCheck: true,
};

/** Of a folder that has no configuration: as strict as can be, JavaScript included. */
const USUAL = {
  compilerOptions: {
    target: 'es2022',
    module: 'nodenext',
    strict: true,
    allowJs: true,
    checkJs: true,
  },
  exclude: ['**/node_modules', '**/dist', '**/build', '**/coverage'],
};

/**
 * The programs of a project: of its `tsconfig.json` or `jsconfig.json`, or of those that it refers to where it has no
 * files of its own.
 * @param project - a folder, or a configuration
 * @throws UsageError where there is none, it cannot be read, or it has no files
 */
export function configsOf(project: string): [Config, ...Config[]] {
  const [first, ...others] = allOf(project).filter(({ files }) => files.length);
  if (!first) throw new UsageError(`${project} holds no TypeScript or JavaScript: name the folder of a project`);
  return [first, ...others];
}

function allOf(project: string): Config[] {
  const path = resolve(project);
  if (!existsSync(path))
    throw new UsageError(`${project} does not exist: name the folder of a project, or its tsconfig.json`);
  if (statSync(path).isFile()) return fromFile(path);
  const file = ['tsconfig.json', 'jsconfig.json'].map((name) => join(path, name)).find(existsSync);
  if (file) return fromFile(file);
  return [configOf(ts.parseJsonConfigFileContent(USUAL, ts.sys, path), path)];
}

function fromFile(file: string, seen = new Set<string>()): Config[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (problem: ts.Diagnostic) => refuse([problem]) };
  const parsed = ts.getParsedCommandLineOfConfigFile(file, undefined, host);
  if (!parsed) throw new UsageError(`${relative('', file)} cannot be read: name another configuration with --project`);
  const { projectReferences: references = [] } = parsed;
  if (parsed.fileNames.length || !references.length) return [{ ...configOf(parsed, dirname(file)), path: file }];
  return references.flatMap((reference) => fromFile(ts.resolveProjectReferencePath(reference), seen));
}

function configOf(parsed: ts.ParsedCommandLine, folder: string): Config {
  const errors = parsed.errors.filter(({ code }) => !PASSED_OVER.has(code));
  if (errors.length) refuse(errors);
  const { fileNames: files, projectReferences: references = [] } = parsed;
  // What is only in memory lies outside of `rootDir`.
  const { rootDir: _root, tsBuildInfoFile: _info, ...options } = parsed.options;
  return { folder, options: { ...options, ...READING }, files, references };
}

/** There are no files, which others of the project may have; an option is of a newer compiler. */
const PASSED_OVER: ReadonlySet<number> = new Set([18003, 5023]);

function refuse(problems: readonly ts.Diagnostic[]): never {
  const [first] = problems;
  const where = first?.file ? `${relative('', first.file.fileName)}: ` : '';
  const text = first ? ts.flattenDiagnosticMessageText(first.messageText, ' ') : '';
  throw new UsageError(`the project cannot be read: ${where}${text.replace(/\.$/, '')}; mend its configuration first`);
}
