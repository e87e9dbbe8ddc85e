import ts from 'typescript';
import type { Programs } from '../project/programs.js';
import type { Version, Which } from '../project/resolution.js';

/** What the declarations of one side are called. */
interface Index {
  byKey: Map<string, ts.Node[]>;
  /** Text of what stands at the top of a file, by its key. */
  roots: Map<string, { text: string; names: Set<string> }>;
}

/**
 * The declarations that were generated, on both sides, by keys that say where each stands: `@bitget-spec/v3/types#Order.side`.
 * A declaration is the same as another where the keys are.
 */
export class Declarations {
  private readonly keys = new WeakMap<ts.Node, string>();
  private readonly indices: Record<Which, Index>;
  private readonly touched: Set<string>;
  /** The last names of what only the old side has. */
  readonly goneNames: ReadonlySet<string>;

  /** @param renamedRoots - types of the new side that were called otherwise: new key to old */
  constructor(
    private readonly programs: Programs,
    old: ts.Program,
    now: ts.Program,
    bridged: ts.Program,
    private readonly renamedRoots: ReadonlyMap<string, string>,
  ) {
    this.indices = { old: this.index(old, 'old'), new: this.index(now, 'new') };
    if (bridged !== now) this.index(bridged, 'bridged');
    const gone = [...this.indices.old.byKey.keys()].filter((key) => !this.indices.new.byKey.has(key));
    this.goneNames = new Set([...gone, ...[...renamedRoots.values()]].map(nameOf));
    this.touched = this.touchedRoots();
  }

  /** The key of a declaration; undefined of what was not generated. */
  keyOf(declaration: ts.Node): string | undefined {
    return this.keys.get(declaration);
  }

  /** The key of what a symbol was declared as. */
  keyOfSymbol(symbol: ts.Symbol | undefined): string | undefined {
    for (const declaration of symbol?.declarations ?? []) {
      const key = this.keys.get(declaration);
      if (key !== undefined) return key;
    }
    return undefined;
  }

  has(side: Which, key: string): boolean {
    return this.indices[side].byKey.has(key);
  }

  at(side: Which, key: string): readonly ts.Node[] {
    return this.indices[side].byKey.get(key) ?? [];
  }

  isGone(key: string): boolean {
    return this.has('old', key) && !this.has('new', key);
  }

  isNew(key: string): boolean {
    return this.has('new', key) && !this.has('old', key);
  }

  /** True of a symbol that is there, and not by its old name alone. */
  isKnown(symbol: ts.Symbol | undefined): boolean {
    const key = this.keyOfSymbol(symbol);
    return (symbol?.declarations?.length ?? 0) > 0 && (key === undefined || !this.isGone(key));
  }

  /** What is gone of that name. */
  goneKeys(name: string): string[] {
    return [...this.indices.old.byKey.keys()].filter((key) => nameOf(key) === name && this.isGone(key));
  }

  /** What is gone of what is there otherwise. */
  gone(): string[] {
    return [...this.indices.old.byKey.keys()].filter((key) => this.isLost(key));
  }

  /** Gone by itself: what it stands in is there. */
  isLost(key: string): boolean {
    const parent = parentOf(key);
    return this.isGone(key) && (parent === undefined || this.has('new', parent));
  }

  /** What stands at the top of a file on both sides, and is not the same. */
  changed(): [ts.Node, ts.Node][] {
    const { old, new: now } = this.indices;
    return [...old.roots].flatMap(([key, { text }]): [ts.Node, ts.Node][] => {
      const [one, other] = [old.byKey.get(key)?.[0], now.byKey.get(key)?.[0]];
      return one && other && now.roots.get(key)?.text !== text && !ts.isFunctionDeclaration(one) ? [[one, other]] : [];
    });
  }

  /** False where neither a type nor anything that it refers to has changed. */
  mayDiffer(symbol: ts.Symbol | undefined): boolean {
    const key = this.keyOfSymbol(symbol);
    return key === undefined || this.touched.has(rootOf(key));
  }

  get anyDiffer(): boolean {
    return this.touched.size > 0;
  }

  private index(program: ts.Program, side: Version): Index {
    const index: Index = { byKey: new Map(), roots: new Map() };
    for (const file of program.getSourceFiles()) {
      const found = this.programs.packageOf(file.fileName);
      if (!found || found.side !== side) continue;
      const module = file.fileName.replace(/^.*\//, '').replace(/(\.d)?\.ts$/, '');
      for (const statement of file.statements) this.add(index, side, `${found.pair.name}/${module}#`, statement, file);
    }
    return index;
  }

  private add(index: Index, side: Version, prefix: string, statement: ts.Node, file: ts.SourceFile): void {
    const name = declaredName(statement);
    if (name === undefined) return;
    const own = prefix + name;
    const key = (side !== 'old' ? this.renamedRoots.get(own) : undefined) ?? own;
    const names = new Set<string>();
    const visit = (node: ts.Node, above: string): void => {
      const inner = node === statement ? undefined : declaredName(node);
      const here = inner === undefined ? above : `${above}.${inner}`;
      if (inner !== undefined) this.remember(index, here, node);
      if (ts.isIdentifier(node)) names.add(node.text);
      ts.forEachChild(node, (child) => visit(child, here));
    };
    this.remember(index, key, statement);
    visit(statement, key);
    const text = withoutComments(statement, file);
    index.roots.set(key, { text: key === own ? text : text.replaceAll(name, nameOf(key)), names });
  }

  private remember({ byKey }: Index, key: string, node: ts.Node): void {
    this.keys.set(node, key);
    const known = byKey.get(key);
    if (known) known.push(node);
    else byKey.set(key, [node]);
  }

  /** What has another text, and all that leads to it. */
  private touchedRoots(): Set<string> {
    const { old, new: now } = this.indices;
    const users = new Map<string, Set<string>>();
    for (const [key, { names }] of [...old.roots, ...now.roots])
      for (const name of names) users.set(name, (users.get(name) ?? new Set()).add(key));
    const touched = new Set<string>();
    const touch = (key: string): void => {
      if (touched.has(key)) return;
      touched.add(key);
      for (const user of users.get(nameOf(key)) ?? []) touch(user);
    };
    for (const key of new Set([...old.roots.keys(), ...now.roots.keys()]))
      if (old.roots.get(key)?.text !== now.roots.get(key)?.text) touch(key);
    return touched;
  }
}

/** `@bitget-spec/v3/types#Order.side` → `side` */
export const nameOf = (key: string): string => key.slice(Math.max(key.lastIndexOf('.'), key.lastIndexOf('#')) + 1);

/** `@bitget-spec/v3/types#Order.fees.coin` → `@bitget-spec/v3/types#Order.fees`; undefined at the top of a file. */
export function parentOf(key: string): string | undefined {
  const [file, path = ''] = key.split('#');
  const end = path.lastIndexOf('.');
  return end < 0 ? undefined : `${file}#${path.slice(0, end)}`;
}

const rootOf = (key: string): string => key.replace(/(#[^.]*).*$/s, '$1');

function declaredName(node: ts.Node): string | undefined {
  if (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isMethodSignature(node) ||
    ts.isFunctionDeclaration(node)
  )
    return node.name && (ts.isComputedPropertyName(node.name) ? node.name.getText() : node.name.text);
  return undefined;
}

/** The words of a declaration, whatever is said about them. */
function withoutComments(node: ts.Node, file: ts.SourceFile): string {
  const parts: string[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isToken(inner) || ts.isIdentifier(inner)) parts.push(inner.getText(file));
    else if (inner.kind < ts.SyntaxKind.FirstJSDocNode || inner.kind > ts.SyntaxKind.LastJSDocNode)
      for (const child of inner.getChildren(file)) visit(child);
  };
  visit(node);
  return parts.join(' ');
}
