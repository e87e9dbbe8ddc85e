import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import ts from 'typescript';
import { ownFile } from '../../own-files.js';
import type { PackagePair } from '../packages/sides.js';
import type { TypedPackage } from '../packages/typed-package.js';

export type Which = 'old' | 'new';
/** A side, or the new one with old names besides. */
export type Version = Which | 'bridged';

/** The package of a version. */
export const packageIn = (pair: PackagePair, version: Version): TypedPackage =>
  version === 'bridged' ? (pair.bridged ?? pair.new) : pair[version];

export const VERSIONS: readonly Version[] = ['old', 'new', 'bridged'];

/** Resolves imports as the project does, but for the packages that are looked into: these lead to one of the sides. */
export class Resolution {
  private readonly cache: ts.ModuleResolutionCache;
  /** What does not depend on the side, by file, name and mode. */
  private readonly known = new Map<string, ts.ResolvedModuleFull | undefined>();
  private readonly packages = new Map<string, { name: string; root: string } | undefined>();
  private readonly all: readonly TypedPackage[];
  /** Who imports a file, by its path: the files whose types may depend on it. */
  readonly importers = new Map<string, Set<string>>();

  constructor(
    private readonly folder: string,
    private readonly options: ts.CompilerOptions,
    private readonly pairs: readonly PackagePair[],
    private readonly host: ts.ModuleResolutionHost,
  ) {
    this.all = pairs.flatMap((pair) => VERSIONS.map((version) => packageIn(pair, version)));
    this.cache = ts.createModuleResolutionCache(folder, (name) => name, options);
  }

  resolve(side: Version, name: string, from: string, mode: ts.ResolutionMode): ts.ResolvedModuleFull | undefined {
    const found = this.lookUp(side, name, from, mode);
    if (found) {
      const importers = this.importers.get(found.resolvedFileName) ?? new Set();
      this.importers.set(found.resolvedFileName, importers.add(from));
    }
    return found;
  }

  private lookUp(
    side: Version,
    name: string,
    from: string,
    mode: ts.ResolutionMode,
  ): ts.ResolvedModuleFull | undefined {
    const inside = this.all.find(({ root }) => isBelow(from, root));
    if (inside) return this.fromWithin(name, from, inside, mode);
    for (const pair of this.pairs) {
      if (name !== pair.name && !name.startsWith(`${pair.name}/`)) continue;
      const entry = packageIn(pair, side).entry(name === pair.name ? '.' : name.slice(pair.name.length + 1));
      if (entry !== undefined) return moduleOf(entry);
    }
    const found = this.usual(name, from, mode);
    return found && this.substitute(side, found);
  }

  /** What a generated file imports is what the project has installed, or else what this generator was made with. */
  private fromWithin(
    name: string,
    from: string,
    { root, name: own }: TypedPackage,
    mode: ts.ResolutionMode,
  ): ts.ResolvedModuleFull | undefined {
    const found = this.usual(name, from, mode);
    if (found || name.startsWith('.')) return found;
    const installed = join(this.folder, 'node_modules', own);
    const froms = [
      ...(existsSync(installed) ? [join(realpathSync(installed), 'index.ts')] : []),
      join(this.folder, 'index.ts'),
      ownFile('package.json'),
    ];
    for (const other of froms) {
      const module = isBelow(other, root) ? undefined : this.usual(name, other, mode);
      if (module) return module;
    }
    return undefined;
  }

  private usual(name: string, from: string, mode: ts.ResolutionMode): ts.ResolvedModuleFull | undefined {
    const key = `${name.startsWith('.') ? from : dirname(from)}\0${name}\0${mode}`;
    if (!this.known.has(key)) {
      const { resolvedModule } = ts.resolveModuleName(name, from, this.options, this.host, this.cache, undefined, mode);
      this.known.set(key, resolvedModule);
    }
    return this.known.get(key);
  }

  /** A file of one of the packages, whatever way leads there: a path, an alias, a link of a workspace. */
  private substitute(side: Version, found: ts.ResolvedModuleFull): ts.ResolvedModuleFull | undefined {
    const home = this.packageOf(dirname(found.resolvedFileName));
    const pair = home && this.pairs.find(({ name }) => name === home.name);
    if (!home || !pair) return found;
    const path = found.resolvedFileName.slice(home.root.length + 1);
    const subpath = /^(?:dist|src)\/([\w-]+)(?:\.d)?\.[cm]?[jt]s$/.exec(path)?.[1];
    const entry = subpath === undefined ? undefined : packageIn(pair, side).entry(subpath === 'index' ? '.' : subpath);
    return entry === undefined ? found : moduleOf(entry);
  }

  private packageOf(folder: string): { name: string; root: string } | undefined {
    const known = this.packages.get(folder);
    if (known || this.packages.has(folder)) return known;
    const file = join(folder, 'package.json');
    const parent = dirname(folder);
    const found = existsSync(file)
      ? { name: String(JSON.parse(readFileSync(file, 'utf8')).name), root: folder }
      : parent === folder || folder.endsWith(`${sep}node_modules`)
        ? undefined
        : this.packageOf(parent);
    this.packages.set(folder, found);
    return found;
  }
}

export const isBelow = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);

const moduleOf = (path: string): ts.ResolvedModuleFull => ({
  resolvedFileName: path,
  extension: path.endsWith('.d.ts') ? ts.Extension.Dts : ts.Extension.Ts,
  isExternalLibraryImport: false,
});
