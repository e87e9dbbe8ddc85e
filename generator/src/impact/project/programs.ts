import { dirname } from 'node:path';
import ts from 'typescript';
import type { Config } from '../../project/config.js';
import type { PackagePair } from '../packages/sides.js';
import { isBelow, packageIn, Resolution, VERSIONS, type Version } from './resolution.js';

/**
 * The programs of one configuration, over one side or the other. All share the files that they have in common, so that a
 * node is the same in each of them and only its type is not.
 */
export class Programs {
  private readonly host: ts.CompilerHost;
  private readonly resolution: Resolution;
  private readonly texts = new Map<string, string>();
  /** Where the packages lie. */
  private readonly roots: readonly { root: string; pair: PackagePair; side: Version }[];
  private readonly parsed = new Map<string, ts.SourceFile | undefined>();

  constructor(
    private readonly config: Config,
    pairs: readonly PackagePair[],
    /** The folder that what is only in memory seems to lie in. */
    private readonly home: string,
  ) {
    this.roots = pairs.flatMap((pair) =>
      VERSIONS.map((side) => ({ root: `${packageIn(pair, side).root}/`, pair, side })),
    );
    const host = ts.createCompilerHost(config.options);
    this.host = this.withPackages(host);
    this.resolution = new Resolution(config.folder, config.options, pairs, this.host);
  }

  /** @param more - options beside those of the project */
  program(side: Version, more: ts.CompilerOptions = {}): ts.Program {
    const { options, files, references } = this.config;
    const host = {
      ...this.host,
      // The sources of other projects of a workspace, not what was last built of them.
      useSourceOfProjectReferenceRedirect: () => true,
      resolveModuleNameLiterals: (
        literals: readonly ts.StringLiteralLike[],
        from: string,
        redirected: ts.ResolvedProjectReference | undefined,
        _: ts.CompilerOptions,
        file: ts.SourceFile,
      ) =>
        literals.map((literal) => {
          const mode = ts.getModeForUsageLocation(file, literal, redirected?.commandLine.options ?? options);
          return { resolvedModule: this.resolution.resolve(side, literal.text, from, mode) };
        }),
    };
    return ts.createProgram({
      rootNames: files,
      options: { ...options, ...more },
      host,
      projectReferences: references,
    });
  }

  /** The new side with other texts in the place of files: what they would be after a fix. */
  programWith(texts: ReadonlyMap<string, string>): ts.Program {
    const kept = new Map([...texts.keys()].map((path) => [path, this.parsed.get(path)]));
    for (const [path, text] of texts) {
      this.texts.set(path, text);
      this.parsed.delete(path);
    }
    const program = this.program('new');
    this.texts.clear();
    for (const [path, file] of kept) this.parsed.set(path, file);
    return program;
  }

  /** The project's own files whose types may depend on one of the packages. */
  dependents(program: ts.Program): ts.SourceFile[] {
    const own = program.getSourceFiles().filter((file) => this.isOwn(program, file));
    const packages = program.getSourceFiles().filter(({ fileName }) => this.packageOf(fileName));
    const reached = this.importersOf(...packages.map(({ fileName }) => fileName));
    const found = own.filter(({ fileName }) => reached.has(fileName));
    // What one of them declares for all, all may use.
    return found.some(declaresGlobals) ? own : found;
  }

  /** The files that import one of some, through others, too. */
  importersOf(...paths: readonly string[]): Set<string> {
    const reached = new Set<string>();
    const reach = (path: string): void => {
      for (const importer of this.resolution.importers.get(path) ?? []) {
        if (reached.has(importer)) continue;
        reached.add(importer);
        reach(importer);
      }
    };
    for (const path of paths) reach(path);
    return reached;
  }

  /** The package and the side that a file belongs to. */
  packageOf(fileName: string): { pair: PackagePair; side: Version } | undefined {
    return this.roots.find(({ root }) => fileName.startsWith(root));
  }

  private isOwn(program: ts.Program, file: ts.SourceFile): boolean {
    if (file.isDeclarationFile || file.fileName.endsWith('.json') || file.fileName.includes('/node_modules/'))
      return false;
    return !program.isSourceFileFromExternalLibrary(file) && !this.packageOf(file.fileName);
  }

  private withPackages(host: ts.CompilerHost): ts.CompilerHost {
    const inMemory = (path: string): { text: string | undefined } | undefined => {
      const changed = this.texts.get(path);
      if (changed !== undefined) return { text: changed };
      const found = this.packageOf(path);
      const made = found && packageIn(found.pair, found.side);
      return made?.read && { text: made.read(path.slice(made.root.length + 1)) };
    };
    const readFile = (path: string): string | undefined => {
      const made = inMemory(path);
      return made ? made.text : host.readFile(path);
    };
    return {
      ...host,
      readFile,
      fileExists: (path) => {
        const made = inMemory(path);
        return made ? made.text !== undefined : host.fileExists(path);
      },
      directoryExists: (path) => this.isVirtual(path) || (host.directoryExists?.(path) ?? true),
      realpath: (path) => (inMemory(path) || this.isVirtual(path) ? path : (host.realpath?.(path) ?? path)),
      getSourceFile: (path, version) => {
        if (!this.parsed.has(path)) this.parsed.set(path, parsedFile(path, readFile, version));
        return this.parsed.get(path);
      },
    };
  }

  private isVirtual(folder: string): boolean {
    return folder === this.home || (isBelow(folder, this.home) && !folder.includes('/node_modules', this.home.length));
  }
}

/** True of a file that declares something for all. */
export const declaresGlobals = (file: ts.SourceFile): boolean =>
  !ts.isExternalModule(file) || file.statements.some(({ flags }) => (flags & ts.NodeFlags.GlobalAugmentation) !== 0);

/** The files of the compiler's own library, which are the same in each program of a kind. */
const LIBRARY = new Map<string, ts.SourceFile>();
const LIBRARY_FOLDER = dirname(ts.getDefaultLibFilePath({}));

function parsedFile(
  path: string,
  readFile: (path: string) => string | undefined,
  version: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile | undefined {
  const options = typeof version === 'object' ? version : { languageVersion: version };
  const id = `${path} ${options.languageVersion} ${options.impliedNodeFormat}`;
  const known = LIBRARY.get(id);
  if (known) return known;
  const text = readFile(path);
  if (text === undefined) return undefined;
  // Comments of TypeScript say nothing to the compiler; those of JavaScript are parsed all the same.
  const { ParseForTypeErrors: jsDocParsingMode } = ts.JSDocParsingMode;
  const file = ts.createSourceFile(path, text, { ...options, jsDocParsingMode });
  if (isBelow(path, LIBRARY_FOLDER)) LIBRARY.set(id, file);
  return file;
}
