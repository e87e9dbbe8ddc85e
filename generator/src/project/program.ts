import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';
import { type Config, configsOf } from './config.js';

/** A consumer's program, understood by the type checker. */
export interface Project {
  /** Folder of the project. */
  dir: string;
  program: ts.Program;
  checker: ts.TypeChecker;
  /** What the project's author wrote, without declarations and packages. */
  files: readonly ts.SourceFile[];
  /** What it was loaded with, to load it again. */
  configs: readonly [Config, ...Config[]];
  options: ts.CompilerOptions;
}

/**
 * Loads the project of a folder, or of a `tsconfig.json` that is named. One that only refers to others is all of them as one
 * program: what one of them exports may be used in another. Imports are resolved as the configuration of each file says.
 * @throws UsageError as {@link configsOf}
 */
export function loadProject(path: string): Project {
  const configs = configsOf(path);
  const place = resolve(path);
  const dir = statSync(place).isFile() ? dirname(place) : place;
  return projectOf(dir, configs);
}

/** A project with other text in some of its files; what is known of the rest is kept. */
export function withTexts(
  project: Project,
  texts: ReadonlyMap<string, string>,
  more: ts.CompilerOptions = {},
): Project {
  const { dir, configs, program } = project;
  return projectOf(dir, configs, more, texts, program);
}

function projectOf(
  dir: string,
  configs: readonly [Config, ...Config[]],
  more: ts.CompilerOptions = {},
  texts: ReadonlyMap<string, string> = new Map(),
  before?: ts.Program,
): Project {
  const options = { ...configs[0].options, ...more };
  const rootNames = [...new Set(configs.flatMap((config) => config.files))];
  const isSeveral = configs.length > 1;
  // What one of them imports of another as it was built is its source.
  const projectReferences = isSeveral ? configs.flatMap(({ path }) => (path ? { path } : [])) : [];
  const host = { ...ts.createCompilerHost(options, true), useSourceOfProjectReferenceRedirect: () => isSeveral };
  if (isSeveral) host.resolveModuleNameLiterals = resolverOf(configs, host);
  const { getSourceFile } = host;
  host.getSourceFile = (name, target, ...rest) => {
    const text = texts.get(name);
    if (text !== undefined) return ts.createSourceFile(name, text, target, true);
    const known = before?.getSourceFile(name);
    return known ?? getSourceFile(name, target, ...rest);
  };
  const program = ts.createProgram({ rootNames, options, host, projectReferences });
  const files = program
    .getSourceFiles()
    .filter(
      (file) =>
        !file.isDeclarationFile &&
        !program.isSourceFileFromExternalLibrary(file) &&
        !file.fileName.includes('/node_modules/') &&
        !file.fileName.endsWith('.json'),
    );
  return { dir, program, checker: program.getTypeChecker(), files, configs, options };
}

/** Resolves what a file imports by the options of the configuration that it belongs to. */
function resolverOf(
  configs: readonly [Config, ...Config[]],
  host: ts.CompilerHost,
): NonNullable<ts.CompilerHost['resolveModuleNameLiterals']> {
  const resolverFor = ({ files, folder, options }: Config) => ({
    own: new Set(files),
    options,
    cache: ts.createModuleResolutionCache(folder, (name) => name, options),
  });
  const first = resolverFor(configs[0]);
  const others = configs.slice(1).map(resolverFor);
  return (literals, from, _redirected, _options, file) => {
    const { options, cache } = [first, ...others].find(({ own }) => own.has(from)) ?? first;
    return literals.map((literal) => {
      const mode = ts.getModeForUsageLocation(file, literal, options);
      return ts.resolveModuleName(literal.text, from, options, host, cache, undefined, mode);
    });
  };
}
