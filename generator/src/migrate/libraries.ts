import { dirname, join } from 'node:path';
import ts from 'typescript';
import type { Project } from '../project/program.js';
import { pathsOfClass } from './bitget-api.js';

/** A library whose calls are moved. */
export type LibraryName = '@bitget-spec/v2' | 'RestClientV2' | 'RestClientV3';

/** A method of a client, and the operation behind it. */
export interface Method {
  library: LibraryName;
  /** How code writes it after the client, `spot.trade.placeOrder`. */
  name: string;
  /** Key of its operation, `v2:spot.trade.placeOrder`; undefined where it is none. */
  key?: string;
  /** `POST /api/…`, of bitget-api. A `*` is the first argument. */
  url?: string;
}

/** The clients of the libraries, as the type checker knows them. */
export interface Libraries {
  /** By declaration: of a method, or of a property that can be called. */
  methods: ReadonlyMap<ts.Node, Method>;
  /** Last words of their names: what else is called cannot be one. */
  words: ReadonlySet<string>;
  /** What makes a client: functions, or classes. */
  makers: ReadonlyMap<ts.Node, LibraryName>;
  /** Types of a client: interfaces, or classes. */
  clients: ReadonlyMap<ts.Node, LibraryName>;
  /** Interfaces of what a client consists of, `SpotTradeCalls`. */
  parts: ReadonlySet<ts.Node>;
  /** True where `@bitget-spec/v3` can be imported. */
  hasSuccessor: boolean;
}

const V2 = ['@bitget-spec/v2', '@bitget-spec/v2/core'];

/** Looks the libraries up from every folder of a project. */
export function librariesOf(project: Project): Libraries {
  const { checker } = project;
  const found = {
    methods: new Map<ts.Node, Method>(),
    makers: new Map<ts.Node, LibraryName>(),
    clients: new Map<ts.Node, LibraryName>(),
    parts: new Set<ts.Node>(),
  };
  for (const module of V2.flatMap((name) => modulesOf(project, name))) {
    const exported = new Map(
      checker.getExportsOfModule(module).map((symbol) => [symbol.name, resolvedAlias(symbol, checker)]),
    );
    for (const node of exported.get('createClient')?.declarations ?? []) found.makers.set(node, '@bitget-spec/v2');
    const client = exported.get('Client');
    if (!client) continue;
    for (const node of client.declarations ?? []) found.clients.set(node, '@bitget-spec/v2');
    addCalls(checker.getDeclaredTypeOfSymbol(client), [], checker, found);
  }
  for (const module of modulesOf(project, 'bitget-api')) {
    for (const symbol of checker.getExportsOfModule(module)) {
      const name = symbol.name;
      if (name === 'RestClientV2' || name === 'RestClientV3')
        addClass(resolvedAlias(symbol, checker), name, checker, found);
    }
  }
  const words = new Set([...found.methods.values()].map(({ name }) => name.slice(name.lastIndexOf('.') + 1)));
  return { ...found, words, hasSuccessor: filesOf(project, '@bitget-spec/v3').length > 0 };
}

type Found = {
  methods: Map<ts.Node, Method>;
  makers: Map<ts.Node, LibraryName>;
  clients: Map<ts.Node, LibraryName>;
  parts: Set<ts.Node>;
};

const NO_CALLS = new Set(['http', 'resume', 'close']);

function addCalls(type: ts.Type, path: string[], checker: ts.TypeChecker, found: Found): void {
  for (const node of type.symbol?.declarations ?? []) found.parts.add(node);
  for (const property of checker.getPropertiesOfType(type)) {
    const declaration = property.valueDeclaration;
    if (!declaration || (!path.length && NO_CALLS.has(property.name))) continue;
    const inner = checker.getTypeOfSymbolAtLocation(property, declaration);
    const below = [...path, property.name];
    const name = below.join('.');
    if (inner.getCallSignatures().length)
      found.methods.set(declaration, { library: '@bitget-spec/v2', name, key: `v2:${name}` });
    else addCalls(inner, below, checker, found);
  }
}

function addClass(
  symbol: ts.Symbol,
  library: 'RestClientV2' | 'RestClientV3',
  checker: ts.TypeChecker,
  found: Found,
): void {
  const [declaration] = symbol.declarations ?? [];
  if (!declaration || !ts.isClassDeclaration(declaration)) return;
  found.clients.set(declaration, library);
  found.makers.set(declaration, library);
  const urls = pathsOfClass(declaration.getSourceFile().fileName, library);
  for (const property of checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))) {
    for (const node of property.declarations ?? []) {
      const url = urls.get(property.name);
      if (ts.isMethodDeclaration(node)) found.methods.set(node, { library, name: property.name, ...(url && { url }) });
    }
  }
}

export const resolvedAlias = (symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

function modulesOf(project: Project, name: string): ts.Symbol[] {
  const { program, checker } = project;
  return filesOf(project, name).flatMap((fileName) => {
    const file = program.getSourceFile(fileName);
    return (file && checker.getSymbolAtLocation(file)) ?? [];
  });
}

/** The files that a name means, from any folder of a project. */
function filesOf({ dir, files, options }: Project, name: string): string[] {
  const folders = new Set([dir, ...files.map(({ fileName }) => dirname(fileName))]);
  const cache = ts.createModuleResolutionCache(dir, (file) => file, options);
  const resolved = [...folders].flatMap((folder) => {
    const from = join(folder, 'x.mts');
    const { resolvedModule } = ts.resolveModuleName(
      name,
      from,
      options,
      ts.sys,
      cache,
      undefined,
      ts.ModuleKind.ESNext,
    );
    return resolvedModule?.resolvedFileName ?? [];
  });
  return [...new Set(resolved)];
}
