import type ts from 'typescript';
import type { TextEdit } from '../project/edits.js';
import type { MoveData, PositionData } from './data.js';
import { Refusal } from './refusal.js';

/** What an expression holds: a position of a response, inside promises and lists of the program's own. */
export interface Held {
  /** The outermost first. */
  layers: ('promise' | 'list')[];
  /** True where it is the envelope of bitget-api, whose `data` is the response. */
  envelope: boolean;
  /** True once the response was taken out of what holds it now. */
  moved: boolean;
  path: string;
}

export interface ResponseWork {
  move: MoveData;
  checker: ts.TypeChecker;
  files: readonly ts.SourceFile[];
  /** True where others may import what the project exports. */
  isLibrary: boolean;
  /** True where the old response comes in the envelope. */
  envelope: boolean;
  /** True where the response itself is the same, so that only its envelope is followed. */
  same: boolean;
  /** True where the errors of the old library have another shape. */
  foreignErrors: boolean;
  /** The edits for a type that is written for what holds the response; undefined where it is another. */
  renameType: (node: ts.TypeNode) => TextEdit[] | undefined;
}

/** The way of a response through a program. */
export interface Way {
  readonly work: ResponseWork;
  readonly positions: Positions;
  readonly edits: TextEdit[];
  /** Goes on from an expression that holds it. */
  follow(node: ts.Expression, held: Held): undefined;
  /** Goes on from a variable, a parameter or a pattern that holds it. */
  bind(name: ts.BindingName, held: Held, declaration: Binding): undefined;
  /** Takes the response out of the object that a value is in v3. */
  descend(node: ts.Expression): undefined;
}

export type Binding = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;

/** Where the positions of an old response are in the new one. */
export class Positions {
  constructor(private readonly move: MoveData) {}

  /** Goes on to a position below. @throws Refusal where there is no way to it */
  step(path: string, node: ts.Node): PositionData {
    const position = this.move.response?.[path];
    if (!position) throw new Refusal(`\`${path}\` is not described, so it is not known where it is in v3`, node);
    this.care(path, node, false);
    if (position.to === undefined) throw new Refusal(position.why ?? `\`${path}\` has no counterpart`, node);
    return position;
  }

  /** A value that is used as it is. */
  leaf(path: string, node: ts.Node): undefined {
    const { why } = this.at(path);
    if (why) throw new Refusal(why, node);
    const base = this.at(path).to ?? '';
    const odd = this.below(path).find(
      ([below, { to, why, empty }]) => why || empty || to !== base + this.suffix(path, below),
    );
    if (odd)
      throw new Refusal(
        `the whole of ${path ? `\`${path}\`` : 'the response'} is used, and in it ${odd[1].why ?? `\`${odd[0]}\` is \`${odd[1].to}\` now`}: read the fields that are needed`,
        node,
      );
    this.care(path, node, true);
  }

  /** What a path below another adds, as it stands behind the new path of that other. */
  private suffix(path: string, below: string): string {
    const more = below.slice(path.length);
    const to = this.at(path).to ?? '';
    if (path === '') return to === '' ? more : more.startsWith('[') ? more : `.${more}`;
    return to === '' ? more.replace(/^\./, '') : more;
  }

  /** True where the whole response stands in something else now, from where it is taken. */
  isReshaped({ layers, envelope, moved, path }: Held): boolean {
    const { to, empty } = this.at('');
    return !layers.length && !envelope && !moved && path === '' && (to !== '' || empty === true);
  }

  at(path: string): PositionData {
    return this.move.response?.[path] ?? (path === '' ? { to: '' } : {});
  }

  child(path: string, more: string): string | undefined {
    const child = path === '' && more.startsWith('.') ? more.slice(1) : path + more;
    return this.move.response?.[child] ? child : undefined;
  }

  entry(node: ts.Node, path: string): string {
    const entry = this.child(path, '[]');
    if (entry === undefined) throw new Refusal(`the entries of \`${path}\` are not described`, node);
    return entry;
  }

  isList(path: string): boolean {
    return this.child(path, '[]') !== undefined;
  }

  hasChildren(path: string): boolean {
    return this.below(path).length > 0;
  }

  private below(path: string): [string, PositionData][] {
    const all = Object.entries(this.move.response ?? {});
    return path === ''
      ? all.filter(([name]) => name !== '')
      : all.filter(([name]) => name.startsWith(`${path}.`) || name.startsWith(`${path}[`));
  }

  /** @throws Refusal where the list may be in another order in v3, and an entry is read by its position */
  ordered(path: string, node: ts.Node): undefined {
    const care = this.move.care?.find(({ order }) => order?.includes(path));
    if (care)
      throw new Refusal(
        `an entry of ${path ? `\`${path}\`` : 'the response'} is read by its position: ${care.why}`,
        node,
      );
  }

  /** @throws Refusal where a known difference concerns what is read; `whole` where all below it is. */
  private care(path: string, node: ts.Node, whole: boolean): undefined {
    for (const { why, reads = [] } of this.move.care ?? []) {
      const read = reads.find((one) => isWithin(path, one) || (whole && isWithin(one, path)));
      if (read !== undefined) throw new Refusal(`\`${read}\`: ${why}`, node);
    }
  }
}

/** True of a path and of what is below it. */
const isWithin = (path: string, outer: string): boolean =>
  path === outer || outer === '' || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
