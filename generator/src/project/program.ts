import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';
import { UsageError } from '../options.js';

/** A consumer's program, understood by the type checker. */
export interface Project {
  /** Folder of the project. */
  dir: string;
  program: ts.Program;
  checker: ts.TypeChecker;
  /** What the project's author wrote, without declarations and packages. */
  files: readonly ts.SourceFile[];
  /** What it was loaded with, to load it again. */
  rootNames: readonly string[];
  options: ts.CompilerOptions;
}

/**
 * Loads the project of a folder, or of a `tsconfig.json` that is named. Without a configuration all JavaScript and TypeScript
 * below the folder is the project.
 * @throws UsageError where there is none, or where it only names others
 */
export function loadProject(path: string): Project {
  const place = resolve(path);
  if (!existsSync(place)) throw new UsageError(`${path} does not exist: name the folder of a project`);
  const config = statSync(place).isFile()
    ? place
    : ['tsconfig.json', 'jsconfig.json'].map((name) => join(place, name)).find((name) => existsSync(name));
  const dir = config ? dirname(config) : place;
  const parsed = config ? readConfig(config) : ts.parseJsonConfigFileContent(UNCONFIGURED, ts.sys, dir);
  if (!parsed.fileNames.length && parsed.projectReferences?.length)
    throw new UsageError(
      `${config} only names other projects: run it for each, ${parsed.projectReferences.map(({ path }) => `--project ${path}`).join(', ')}`,
    );
  if (!parsed.fileNames.length)
    throw new UsageError(`${path} holds no TypeScript or JavaScript: name the folder of a project`);
  const options: ts.CompilerOptions = {
    ...parsed.options,
    noEmit: true,
    composite: false,
    incremental: false,
    declaration: false,
    declarationMap: false,
    skipLibCheck: true,
  };
  delete options.tsBuildInfoFile;
  return projectOf(dir, parsed.fileNames, options);
}

const UNCONFIGURED = {
  compilerOptions: { allowJs: true, module: 'nodenext', target: 'es2023', strict: false },
  exclude: ['**/node_modules', '**/dist', '**/build', '**/coverage'],
};

function readConfig(file: string): ts.ParsedCommandLine {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new UsageError(`${file} cannot be read: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
    },
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(file, {}, host);
  if (!parsed) throw new UsageError(`${file} cannot be read`);
  return parsed;
}

/** A project with other text in some of its files; what is known of the rest is kept. */
export function withTexts(
  project: Project,
  texts: ReadonlyMap<string, string>,
  more: ts.CompilerOptions = {},
): Project {
  const { dir, rootNames, options, program } = project;
  return projectOf(dir, rootNames, { ...options, ...more }, texts, program);
}

function projectOf(
  dir: string,
  rootNames: readonly string[],
  options: ts.CompilerOptions,
  texts: ReadonlyMap<string, string> = new Map(),
  before?: ts.Program,
): Project {
  const host = ts.createCompilerHost(options, true);
  const { getSourceFile } = host;
  host.getSourceFile = (name, target, ...rest) => {
    const text = texts.get(name);
    if (text !== undefined) return ts.createSourceFile(name, text, target, true);
    const known = before?.getSourceFile(name);
    return known ?? getSourceFile(name, target, ...rest);
  };
  const program = ts.createProgram({ rootNames, options, host });
  const files = program
    .getSourceFiles()
    .filter(
      (file) =>
        !file.isDeclarationFile &&
        !program.isSourceFileFromExternalLibrary(file) &&
        !file.fileName.includes('/node_modules/') &&
        !file.fileName.endsWith('.json'),
    );
  return { dir, program, checker: program.getTypeChecker(), files, rootNames, options };
}
