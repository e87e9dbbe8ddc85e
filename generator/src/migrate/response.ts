import ts from 'typescript';
import type { TextEdit } from '../project/edits.js';
import { assigned, bind } from './bindings.js';
import { refuseErrors, refuseFallback } from './caught.js';
import { followReturn } from './functions.js';
import { type Binding, type Held, Positions, type ResponseWork, type Way } from './held.js';
import { followEntries } from './lists.js';
import { Refusal } from './refusal.js';
import { isOrEmpty, isTested, isUnused, orEmpty, outermost } from './syntax.js';
import { insert, replace } from './text.js';

/**
 * Follows what a call returns through the program, and renames what is read of it.
 * @throws Refusal where something is read that has no counterpart, or where it goes out of sight
 */
export function followResponse(
  call: ts.CallExpression,
  work: ResponseWork,
): { edits: TextEdit[]; followed: ts.Node[] } {
  const follower = new Follower(work);
  refuseErrors(call, work);
  follower.follow(call, { layers: ['promise'], envelope: work.envelope, moved: work.same, path: '' });
  return { edits: follower.edits, followed: [...follower.seen] };
}

class Follower implements Way {
  readonly edits: TextEdit[] = [];
  readonly seen = new Set<ts.Node>();

  readonly positions: Positions;

  constructor(readonly work: ResponseWork) {
    this.positions = new Positions(work.move);
  }

  bind(name: ts.BindingName, held: Held, declaration: Binding): undefined {
    return bind(this, name, held, declaration);
  }

  follow(node: ts.Expression, held: Held): undefined {
    if (this.seen.has(node) || (this.work.same && !held.envelope)) return;
    this.seen.add(node);
    const { parent } = node;
    if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) return this.follow(parent, held);
    if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) return;
    if (ts.isVariableDeclaration(parent) && parent.initializer === node) return this.bind(parent.name, held, parent);
    if (ts.isReturnStatement(parent)) return followReturn(this, parent, node, held);
    if (ts.isArrowFunction(parent) && parent.body === node) return followReturn(this, parent, node, held);
    const [layer, ...inner] = held.layers;
    if (layer === 'promise') return this.promise(node, held, inner);
    if (layer === 'list') return this.list(node, held, inner);
    return this.value(node, held);
  }

  private promise(node: ts.Expression, held: Held, inner: Held['layers']): undefined {
    const { parent } = node;
    if (ts.isAwaitExpression(parent)) return this.unwrapped(parent, { ...held, layers: inner });
    if (
      ts.isPropertyAccessExpression(parent) &&
      ts.isCallExpression(parent.parent) &&
      parent.parent.expression === parent
    ) {
      const { parent: chain } = parent;
      const [callback] = chain.arguments;
      if (parent.name.text === 'then' && callback && chain.arguments.length === 1)
        return this.callback(callback, { ...held, layers: inner });
      if (parent.name.text === 'finally') return this.follow(chain, held);
      if (parent.name.text === 'catch' && callback) {
        refuseFallback(callback);
        return this.follow(chain, held);
      }
    }
    if (
      ts.isArrayLiteralExpression(parent) &&
      ts.isCallExpression(parent.parent) &&
      parent.parent.expression.getText() === 'Promise.all'
    )
      return this.together(parent.parent, parent.elements.indexOf(node), { ...held, layers: inner });
    throw new Refusal('the promise of its response is passed on: await it where it is called', parent);
  }

  /** An entry of `Promise.all([…])`, which is taken apart at once. */
  private together(all: ts.CallExpression, index: number, held: Held): undefined {
    const awaited = all.parent;
    const declaration = ts.isAwaitExpression(awaited) ? awaited.parent : undefined;
    if (ts.isAwaitExpression(awaited) && ts.isExpressionStatement(awaited.parent)) return;
    if (!declaration || !ts.isVariableDeclaration(declaration) || !ts.isArrayBindingPattern(declaration.name))
      throw new Refusal(
        'the responses of `Promise.all` are not taken apart: write `const [a, b] = await Promise.all(…)`',
        all,
      );
    const element = declaration.name.elements[index];
    if (!element || ts.isOmittedExpression(element)) return;
    if (this.positions.isReshaped(held))
      throw new Refusal('the list is in an object now: await it on its own', element);
    if (held.path === '' && this.positions.at('').empty && !held.envelope)
      throw new Refusal('the list may be null in v3: await it on its own', element);
    this.bind(element.name, held, element);
  }

  /** The value of an awaited call: where a list of its own stands in an object now, it is taken out. */
  private unwrapped(node: ts.Expression, held: Held): undefined {
    if (!this.positions.isReshaped(held)) return this.follow(node, held);
    const outer = outermost(node);
    if (isUnused(outer)) return;
    this.descend(outer);
    return this.follow(outer, { ...held, moved: true });
  }

  private list(node: ts.Expression, held: Held, inner: Held['layers']): undefined {
    const { parent } = node;
    if (ts.isCallExpression(parent) && parent.expression.getText() === 'Promise.all' && inner[0] === 'promise')
      return this.follow(parent, { ...held, layers: ['promise', 'list', ...inner.slice(1)] });
    if (followEntries(this, node, { ...held, layers: inner }, held)) return;
    throw new Refusal('the list of its responses is passed on: read them where they are awaited', parent);
  }

  private value(node: ts.Expression, held: Held): undefined {
    const { parent } = node;
    const isAccess =
      (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === node;
    if (held.envelope) return this.envelope(node, held);
    if (this.positions.isList(held.path)) {
      if (isOrEmpty(parent, node)) return this.follow(parent, held);
      if (followEntries(this, node, { ...held, path: this.positions.entry(node, held.path) }, held)) return;
    } else if (isAccess) {
      const name = ts.isPropertyAccessExpression(parent) ? parent.name : parent.argumentExpression;
      const word = ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
      const row = ts.isNumericLiteral(name) ? this.positions.child(held.path, `[${name.text}]`) : undefined;
      if (row !== undefined) {
        this.positions.step(row, parent);
        return this.follow(parent, { ...held, path: row });
      }
      const scalar = !this.positions.hasChildren(held.path);
      if (scalar) return this.positions.leaf(held.path, node);
      if (word === undefined || (ts.isElementAccessExpression(parent) && !ts.isStringLiteralLike(name)))
        throw new Refusal('which field is read shows only when it runs: name it', parent);
      return this.read(parent, name, held, word);
    }
    if (ts.isAsExpression(parent) || ts.isSatisfiesExpression(parent)) {
      const renamed = this.work.renameType(parent.type);
      if (renamed) {
        this.edits.push(...renamed);
        return this.follow(parent, held);
      }
    }
    const isScalar = !this.positions.hasChildren(held.path) && !this.positions.isList(held.path);
    if (!isScalar && isTested(node)) return;
    if (
      ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      parent.right === node &&
      ts.isIdentifier(parent.left)
    )
      return assigned(this, parent.left, held);
    this.positions.leaf(held.path, node);
  }

  /** Reads a field of an object: under its new name, wherever that stands. */
  private read(
    access: ts.PropertyAccessExpression | ts.ElementAccessExpression,
    name: ts.Node,
    held: Held,
    word: string,
  ): undefined {
    const path = held.path ? `${held.path}.${word}` : word;
    const position = this.positions.step(path, name);
    const [from, to] = [this.positions.at(held.path).to ?? '', position.to ?? ''];
    const more = to.slice(from.length).replace(/^\./, '');
    if (more !== word) {
      if (ts.isElementAccessExpression(access)) {
        if (more.includes('.') || more === '')
          throw new Refusal(`\`${word}\` is \`${more}\` in v3: read it by its name`, name);
        this.edits.push(replace(name, `${name.getText()[0]}${more}${name.getText()[0]}`));
      } else if (more === '') this.edits.push({ ...replace(access, ''), start: access.expression.getEnd() });
      else this.edits.push(replace(name, more));
    }
    const outer = outermost(access);
    if (position.empty && !isTested(outer) && !isOrEmpty(outer.parent, outer)) this.emptied(access);
    this.follow(access, { ...held, path });
  }

  /** `x.list` of a list that may be null: `(x.list ?? [])`. */
  private emptied(node: ts.Expression): undefined {
    const [before, after] = orEmpty(node, true);
    if (before) this.edits.push(insert(node, before));
    this.edits.push({ ...insert(node, after), start: node.getEnd(), end: node.getEnd() });
  }

  /** Where the whole response is in something else now: its list. */
  descend(node: ts.Expression): undefined {
    const { to, empty, why } = this.positions.at('');
    if (to === undefined) throw new Refusal(why ?? 'the response has no counterpart', node);
    if (to === '' && !empty) return;
    const text = to === '' ? '' : `.${to}`;
    const [open, close] = ts.isAwaitExpression(node) && text ? ['(', ')'] : ['', ''];
    const [before, after] = orEmpty(node, empty);
    this.edits.push(insert(node, `${before}${open}`));
    this.edits.push({ ...insert(node, `${close}${text}${after}`), start: node.getEnd(), end: node.getEnd() });
  }

  private envelope(node: ts.Expression, held: Held): undefined {
    const { parent } = node;
    if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node || parent.name.text !== 'data')
      throw new Refusal(
        ts.isPropertyAccessExpression(parent) && parent.expression === node
          ? `\`${parent.name.text}\` of the envelope is read: v3 returns the data alone, and throws where the code is not 00000`
          : 'the envelope of the response is passed on: pass its `data`',
        parent,
      );
    this.edits.push({ ...replace(parent, ''), start: node.getEnd() });
    const { to = '', empty } = this.positions.at('');
    const outer = outermost(parent);
    const inner = { ...held, envelope: false, moved: true };
    if (isUnused(outer)) return;
    if (to !== '' || empty) this.descendData(outer, to, empty === true);
    this.follow(outer, inner);
  }

  private descendData(node: ts.Expression, to: string, empty: boolean): undefined {
    const [before, after] = orEmpty(node, empty);
    if (before) this.edits.push(insert(node, before));
    this.edits.push({
      ...insert(node, `${to === '' ? '' : `.${to}`}${after}`),
      start: node.getEnd(),
      end: node.getEnd(),
    });
  }

  /** The function that a promise is given to. */
  private callback(callback: ts.Expression, held: Held): undefined {
    if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback))
      throw new Refusal('its response goes to a function that is written elsewhere: await it here', callback);
    const [parameter] = callback.parameters;
    if (!parameter) return;
    if (this.positions.isReshaped(held))
      throw new Refusal('the form of the response changes: await it instead of `then`', parameter);
    this.bind(parameter.name, held, parameter);
  }
}
