import ts from 'typescript';
import type { TextEdit } from '../project/edits.js';
import type { MoveData, PositionData } from './data.js';
import { isConst, referencesIn, symbolAt } from './find.js';
import { Refusal } from './refusal.js';
import { insert, isExported, replace } from './request.js';

/** What an expression holds: a position of a response, inside promises and lists of the program's own. */
interface Held {
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

/**
 * Follows what a call returns through the program, and renames what is read of it.
 * @throws Refusal where something is read that has no counterpart, or where it goes out of sight
 */
export function followResponse(
  call: ts.CallExpression,
  work: ResponseWork,
): { edits: TextEdit[]; followed: ts.Node[] } {
  const follower = new Follower(work);
  follower.catches(call);
  follower.follow(call, { layers: ['promise'], envelope: work.envelope, moved: work.same, path: '' });
  return { edits: follower.edits, followed: [...follower.seen] };
}

const ELEMENT_METHODS = new Set(['find', 'findLast', 'at', 'pop', 'shift']);
const SAME_LIST_METHODS = new Set(['filter', 'slice', 'reverse', 'sort', 'toSorted', 'toReversed']);
const VISITING_METHODS = new Set([
  'map',
  'filter',
  'find',
  'findLast',
  'findIndex',
  'forEach',
  'some',
  'every',
  'flatMap',
  'sort',
  'toSorted',
  'reduce',
]);

class Follower {
  readonly edits: TextEdit[] = [];
  readonly seen = new Set<ts.Node>();

  constructor(private readonly work: ResponseWork) {}

  follow(node: ts.Expression, held: Held): undefined {
    if (this.seen.has(node) || (this.work.same && !held.envelope)) return;
    this.seen.add(node);
    const { parent } = node;
    if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) return this.follow(parent, held);
    if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent)) return;
    if (ts.isVariableDeclaration(parent) && parent.initializer === node) return this.declared(parent, held);
    if (ts.isReturnStatement(parent)) return this.returned(parent, node, held);
    if (ts.isArrowFunction(parent) && parent.body === node) return this.returned(parent, node, held);
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
        this.caught(callback);
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
    if (this.isReshaped(held)) throw new Refusal('the list is in an object now: await it on its own', element);
    if (held.path === '' && this.at('').empty && !held.envelope)
      throw new Refusal('the list may be null in v3: await it on its own', element);
    this.bound(element.name, held, element);
  }

  /** The value of an awaited call: where a list of its own stands in an object now, it is taken out. */
  private unwrapped(node: ts.Expression, held: Held): undefined {
    if (!this.isReshaped(held)) return this.follow(node, held);
    const outer = outermost(node);
    if (isUnused(outer)) return;
    this.descend(outer, '');
    return this.follow(outer, { ...held, moved: true });
  }

  /** True where the whole response stands in something else now, from where it is taken. */
  private isReshaped({ layers, envelope, moved, path }: Held): boolean {
    const { to, empty } = this.at('');
    return !layers.length && !envelope && !moved && path === '' && (to !== '' || empty === true);
  }

  private list(node: ts.Expression, held: Held, inner: Held['layers']): undefined {
    const { parent } = node;
    if (ts.isCallExpression(parent) && parent.expression.getText() === 'Promise.all' && inner[0] === 'promise')
      return this.follow(parent, { ...held, layers: ['promise', 'list', ...inner.slice(1)] });
    if (this.elements(node, { ...held, layers: inner }, held)) return;
    throw new Refusal('the list of its responses is passed on: read them where they are awaited', parent);
  }

  /** What takes single entries out of a list, or visits them; false where it is none of that. */
  private elements(node: ts.Expression, entry: Held, list: Held): boolean {
    const { parent } = node;
    if (ts.isForOfStatement(parent) && parent.expression === node) {
      const [declaration] = ts.isVariableDeclarationList(parent.initializer) ? parent.initializer.declarations : [];
      if (!declaration) return false;
      this.bound(declaration.name, entry, declaration);
      return true;
    }
    if (ts.isElementAccessExpression(parent) && parent.expression === node) {
      this.follow(parent, entry);
      return true;
    }
    if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) return false;
    const method = parent.name.text;
    if (method === 'length') return true;
    const call = parent.parent;
    if (!ts.isCallExpression(call) || call.expression !== parent) return false;
    const [callback] = call.arguments;
    if (callback && VISITING_METHODS.has(method)) this.visited(callback, method, entry);
    else if (!ELEMENT_METHODS.has(method) && !SAME_LIST_METHODS.has(method)) return false;
    if (ELEMENT_METHODS.has(method)) this.follow(call, entry);
    if (SAME_LIST_METHODS.has(method)) this.follow(call, list);
    return true;
  }

  private visited(callback: ts.Expression, method: string, entry: Held): undefined {
    if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback))
      throw new Refusal('its entries go to a function that is written elsewhere: write it here', callback);
    const parameters =
      method === 'sort' || method === 'toSorted'
        ? callback.parameters.slice(0, 2)
        : callback.parameters.slice(method === 'reduce' ? 1 : 0).slice(0, 1);
    const whole = callback.parameters[method === 'reduce' ? 3 : 2];
    if (whole && method !== 'sort')
      throw new Refusal('the callback takes the whole list again: read it outside', whole);
    for (const parameter of parameters) this.bound(parameter.name, entry, parameter);
  }

  private value(node: ts.Expression, held: Held): undefined {
    const { parent } = node;
    const isAccess =
      (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) && parent.expression === node;
    if (held.envelope) return this.envelope(node, held);
    if (this.isList(held.path)) {
      if (this.elements(node, { ...held, path: this.entry(node, held.path) }, held)) return;
    } else if (isAccess) {
      const name = ts.isPropertyAccessExpression(parent) ? parent.name : parent.argumentExpression;
      const word = ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
      const row = ts.isNumericLiteral(name) ? this.child(held.path, `[${name.text}]`) : undefined;
      if (row !== undefined) {
        this.step(row, parent);
        return this.follow(parent, { ...held, path: row });
      }
      const scalar = !this.hasChildren(held.path);
      if (scalar) return this.leaf(held.path, node);
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
    if (isTested(node)) return;
    if (
      ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      parent.right === node &&
      ts.isIdentifier(parent.left)
    )
      return this.assigned(parent.left, held);
    this.leaf(held.path, node);
  }

  /** Reads a field of an object: under its new name, wherever that stands. */
  private read(
    access: ts.PropertyAccessExpression | ts.ElementAccessExpression,
    name: ts.Node,
    held: Held,
    word: string,
  ): undefined {
    const path = held.path ? `${held.path}.${word}` : word;
    const position = this.step(path, name);
    const [from, to] = [this.at(held.path).to ?? '', position.to ?? ''];
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
    if (position.empty && !isTested(outer)) this.emptied(access);
    this.follow(access, { ...held, path });
  }

  /** `x.list` of a list that may be null: `(x.list ?? [])`. */
  private emptied(node: ts.Expression): undefined {
    const [before, after] = orEmpty(node, true);
    if (before) this.edits.push(insert(node, before));
    this.edits.push({ ...insert(node, after), start: node.getEnd(), end: node.getEnd() });
  }

  /** Where the whole response is in something else now: its list. */
  private descend(node: ts.Expression, path: string): undefined {
    const { to, empty, why } = this.at(path);
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
    const { to = '', empty } = this.at('');
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

  /** A value that is used as it is. */
  private leaf(path: string, node: ts.Node): undefined {
    const { why } = this.at(path);
    if (why) throw new Refusal(why, node);
    this.care(path, node, true);
    const base = this.at(path).to ?? '';
    const odd = this.below(path).find(
      ([below, { to, why, empty }]) => why || empty || to !== base + this.suffix(path, below),
    );
    if (odd)
      throw new Refusal(
        `the whole of ${path ? `\`${path}\`` : 'the response'} is used, and in it ${odd[1].why ?? `\`${odd[0]}\` is \`${odd[1].to}\` now`}: read the fields that are needed`,
        node,
      );
  }

  /** What a path below another adds, as it stands behind the new path of that other. */
  private suffix(path: string, below: string): string {
    const more = below.slice(path.length);
    const to = this.at(path).to ?? '';
    if (path === '') return to === '' ? more : more.startsWith('[') ? more : `.${more}`;
    return to === '' ? more.replace(/^\./, '') : more;
  }

  private declared(declaration: ts.VariableDeclaration, held: Held): undefined {
    this.bound(declaration.name, held, declaration);
  }

  /** A variable, a parameter or a pattern that holds it from here on. */
  private bound(
    name: ts.BindingName,
    held: Held,
    declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
  ): undefined {
    if (!ts.isBindingElement(declaration) && declaration.type && !(this.work.same && !held.envelope)) {
      const renamed = this.work.renameType(declaration.type);
      if (renamed) this.edits.push(...renamed);
      else if (held.layers.length || held.envelope)
        throw new Refusal('it has a type of its own: leave the type out', declaration.type);
      else this.leaf(held.path, declaration.type);
    }
    if (this.work.same && !held.envelope) return;
    if (ts.isIdentifier(name)) return this.variable(name, held, declaration);
    if (held.layers.length) throw new Refusal('it is taken apart before it is awaited', name);
    if (ts.isObjectBindingPattern(name))
      return held.envelope ? this.envelopePattern(name, held) : this.pattern(name, held);
    if (!this.isList(held.path) && !this.hasChildren(held.path)) return this.leaf(held.path, name);
    for (const [index, element] of name.elements.entries()) {
      if (ts.isOmittedExpression(element)) continue;
      const path = this.child(held.path, '[]') ?? this.child(held.path, `[${index}]`);
      if (path === undefined || (element.dotDotDotToken && this.child(held.path, '[]') === undefined))
        return this.leaf(held.path, element);
      if (element.dotDotDotToken) return this.bound(element.name, held, element);
      this.step(path, element);
      this.bound(element.name, { ...held, path }, element);
    }
  }

  private pattern(name: ts.ObjectBindingPattern, held: Held): undefined {
    if (!this.hasChildren(held.path)) return this.leaf(held.path, name);
    for (const element of name.elements) {
      const key = element.propertyName ?? element.name;
      if (element.dotDotDotToken) {
        this.leaf(held.path, element);
        continue;
      }
      if (!ts.isIdentifier(key) && !ts.isStringLiteralLike(key))
        throw new Refusal('which field is read shows only when it runs: name it', element);
      const path = held.path ? `${held.path}.${key.text}` : key.text;
      const position = this.step(path, element);
      const more = (position.to ?? '').slice((this.at(held.path).to ?? '').length).replace(/^\./, '');
      if (position.empty)
        throw new Refusal(`\`${key.text}\` may be null in v3: read it as \`response.${key.text}\``, element);
      if (more.includes('.') || more === '')
        throw new Refusal(
          `\`${key.text}\` is \`${more || 'the response itself'}\` in v3: read it as \`response.${key.text}\``,
          element,
        );
      if (more !== key.text)
        this.edits.push(element.propertyName ? replace(key, more) : insert(element.name, `${more}: `));
      this.bound(element.name, { ...held, path }, element);
    }
  }

  /** `const { data } = await …`: the data alone. */
  private envelopePattern(name: ts.ObjectBindingPattern, held: Held): undefined {
    const [element, ...others] = name.elements;
    const key = element?.propertyName ?? element?.name;
    if (!element || !key || others.length || key.getText() !== 'data' || element.initializer)
      throw new Refusal(
        'more than `data` of the envelope is read: v3 returns the data alone, and throws where the code is not 00000',
        name,
      );
    const { to = '', empty } = this.at('');
    const declaration = name.parent;
    this.edits.push(
      { ...replace(name, ''), end: element.name.getStart() },
      { ...replace(name, ''), start: element.name.getEnd() },
    );
    if ((to !== '' || empty) && ts.isVariableDeclaration(declaration) && declaration.initializer)
      this.descend(declaration.initializer, '');
    else if (to !== '' || empty)
      throw new Refusal('the list is in an object now: take it apart in the next line', name);
    this.bound(element.name, { ...held, envelope: false, moved: true }, element);
  }

  private variable(name: ts.Identifier, held: Held, declaration: ts.Node): undefined {
    const { checker } = this.work;
    const symbol = checker.getSymbolAtLocation(name);
    if (!symbol) return;
    if (ts.isVariableDeclaration(declaration) && isExported(declaration))
      throw new Refusal(`\`${name.text}\` is exported: it cannot be told who reads it`, name);
    for (const reference of referencesIn(name.getSourceFile(), symbol, checker, new Set([name.text]))) {
      if (reference === name) continue;
      if (isWritten(reference)) throw new Refusal(`\`${name.text}\` is assigned more than once`, reference);
      this.follow(reference, held);
    }
  }

  /** `x = await …`, where `x` is declared without a value and assigned once. */
  private assigned(left: ts.Identifier, held: Held): undefined {
    const { checker } = this.work;
    const symbol = checker.getSymbolAtLocation(left);
    const declaration = symbol?.valueDeclaration;
    if (
      !symbol ||
      !declaration ||
      !ts.isVariableDeclaration(declaration) ||
      declaration.initializer ||
      isConst(declaration)
    )
      throw new Refusal(`\`${left.text}\` holds other values too`, left);
    if (declaration.type) {
      const renamed = this.work.renameType(declaration.type);
      if (!renamed) return this.leaf(held.path, declaration.type);
      this.edits.push(...renamed);
    }
    for (const reference of referencesIn(left.getSourceFile(), symbol, checker, new Set([left.text]))) {
      if (reference === left || reference === declaration.name) continue;
      if (isWritten(reference)) throw new Refusal(`\`${left.text}\` is assigned more than once`, reference);
      this.follow(reference, held);
    }
  }

  /** What a function returns goes to its callers. */
  private returned(statement: ts.ReturnStatement | ts.ArrowFunction, node: ts.Expression, held: Held): undefined {
    const own = ts.isArrowFunction(statement) ? statement : enclosingFunction(statement);
    if (!own) throw new Refusal('it is returned from nowhere that is known', node);
    if (!held.layers.length && !held.envelope && !this.hasChildren(held.path) && !this.isList(held.path))
      return this.leaf(held.path, node);
    this.onlyReturn(own, statement, held);
    const isAsync = ts.getModifiers(own)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
    const outside: Held =
      isAsync && held.layers[0] !== 'promise' ? { ...held, layers: ['promise', ...held.layers] } : held;
    if (
      (ts.isArrowFunction(own) || ts.isFunctionExpression(own)) &&
      ts.isCallExpression(own.parent) &&
      own.parent.arguments.includes(own)
    ) {
      const { expression } = own.parent;
      const method = ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
      if (method === 'then')
        return this.follow(
          own.parent,
          outside.layers[0] === 'promise' ? outside : { ...outside, layers: ['promise', ...outside.layers] },
        );
      if (method === 'map') return this.follow(own.parent, { ...outside, layers: ['list', ...outside.layers] });
      if (method === 'forEach') return;
      return this.wholeHeld(outside, node, 'it is returned from a callback');
    }
    const name = nameOfFunction(own);
    if (!name) return this.wholeHeld(outside, node, 'it is returned from a function without a name');
    if (own.type) {
      const renamed = this.work.renameType(own.type);
      if (renamed) this.edits.push(...renamed);
      else return this.wholeHeld(outside, own.type, 'the function has a return type of its own');
    }
    this.callers(name, own, outside, node);
  }

  /** A function that returns other values too gives them out under one type. */
  private onlyReturn(own: ts.SignatureDeclaration, statement: ts.Node, held: Held): undefined {
    if (ts.isArrowFunction(statement)) return;
    const visit = (here: ts.Node): undefined => {
      if (ts.isFunctionLike(here) && here !== own) return;
      if (ts.isReturnStatement(here) && here !== statement && here.expression && !isNothing(here.expression))
        return this.wholeHeld(held, here, 'the function returns other values too');
      ts.forEachChild(here, visit);
    };
    visit(own);
  }

  private wholeHeld(held: Held, node: ts.Node, why: string): undefined {
    if (held.envelope) throw new Refusal(`${why}, in the envelope: return its \`data\``, node);
    if (this.work.same) return;
    try {
      this.leaf(held.path, node);
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(`${why}; ${error.why}`, node) : error;
    }
    if (this.isReshaped({ ...held, layers: [] })) throw new Refusal(`${why}, and its form changes`, node);
  }

  private callers(name: ts.Identifier, own: ts.Node, held: Held, node: ts.Node): undefined {
    const { checker, files, isLibrary } = this.work;
    const symbol = checker.getSymbolAtLocation(name);
    if (!symbol) throw new Refusal('the function that returns it is not known', node);
    if (isLibrary && isExportedFunction(own))
      this.wholeHeld(held, name, `\`${name.text}\` is exported, and others may use it`);
    for (const file of files) {
      for (const reference of referencesOf(file, symbol, checker, name.text)) {
        if (reference === name || isImportOrExport(reference)) continue;
        const callee =
          ts.isPropertyAccessExpression(reference.parent) && reference.parent.name === reference
            ? reference.parent
            : reference;
        const call = callee.parent;
        if (ts.isCallExpression(call) && call.expression === callee) this.follow(call, held);
        else this.wholeHeld(held, reference, `\`${name.text}\` is passed on as a function`);
      }
    }
  }

  /** The function that a promise is given to. */
  private callback(callback: ts.Expression, held: Held): undefined {
    if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback))
      throw new Refusal('its response goes to a function that is written elsewhere: await it here', callback);
    const [parameter] = callback.parameters;
    if (!parameter) return;
    if (this.isReshaped(held))
      throw new Refusal('the form of the response changes: await it instead of `then`', parameter);
    this.bound(parameter.name, held, parameter);
  }

  /** Errors that the call may throw, where they are caught around it. */
  catches(call: ts.Node): undefined {
    let here: ts.Node = call;
    while (here.parent && !ts.isFunctionLike(here)) {
      const { parent } = here;
      if (ts.isTryStatement(parent) && parent.tryBlock === here && parent.catchClause?.variableDeclaration)
        this.errorRead(parent.catchClause.variableDeclaration.name, parent.catchClause.block);
      here = parent;
    }
  }

  private caught(callback: ts.Expression): undefined {
    if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return;
    const [parameter] = callback.parameters;
    if (parameter) this.errorRead(parameter.name, callback.body);
    const body = callback.body;
    if (!ts.isBlock(body) && !isNothing(body) && !ts.isCallExpression(body))
      throw new Refusal('where it fails, another value takes the place of its response', body);
  }

  private errorRead(name: ts.BindingName, block: ts.Node): undefined {
    if (!ts.isIdentifier(name))
      throw new Refusal('the error is taken apart where it is caught: its codes are others in v3', name);
    const visit = (node: ts.Node): void => {
      if (
        ts.isPropertyAccessExpression(node) &&
        ts.isIdentifier(node.expression) &&
        node.expression.text === name.text
      ) {
        if (this.work.foreignErrors)
          throw new Refusal(
            `\`${node.name.text}\` of an error of bitget-api is read: the client of v3 throws a BitgetError`,
            node,
          );
        if (node.name.text === 'code')
          throw new Refusal(
            'the code of the error is read where it is caught, and v3 may refuse with another: see the codes of the new call',
            node,
          );
      }
      if (ts.isStringLiteralLike(node) && /^v2:\w/.test(node.text))
        throw new Refusal(`\`${node.text}\` is asked for where the error is caught`, node);
      ts.forEachChild(node, visit);
    };
    visit(block);
  }

  /** Goes on to a position below. @throws Refusal where there is no way to it */
  private step(path: string, node: ts.Node): PositionData {
    const position = this.work.move.response?.[path];
    if (!position) throw new Refusal(`\`${path}\` is not described, so it is not known where it is in v3`, node);
    this.care(path, node, false);
    if (position.to === undefined) throw new Refusal(position.why ?? `\`${path}\` has no counterpart`, node);
    return position;
  }

  /** @throws Refusal where a known difference concerns what is read; `whole` where all below it is. */
  private care(path: string, node: ts.Node, whole: boolean): undefined {
    for (const { why, reads = [] } of this.work.move.care ?? []) {
      const read = reads.find((one) => isWithin(path, one) || (whole && isWithin(one, path)));
      if (read !== undefined) throw new Refusal(`\`${read}\`: ${why}`, node);
    }
  }

  private at(path: string): PositionData {
    return this.work.move.response?.[path] ?? (path === '' ? { to: '' } : {});
  }

  private child(path: string, more: string): string | undefined {
    const child = path === '' && more.startsWith('.') ? more.slice(1) : path + more;
    return this.work.move.response?.[child] ? child : undefined;
  }

  private entry(node: ts.Node, path: string): string {
    const entry = this.child(path, '[]');
    if (entry === undefined) throw new Refusal(`the entries of \`${path}\` are not described`, node);
    return entry;
  }

  private isList(path: string): boolean {
    return this.child(path, '[]') !== undefined;
  }

  private hasChildren(path: string): boolean {
    return this.below(path).length > 0;
  }

  private below(path: string): [string, PositionData][] {
    const all = Object.entries(this.work.move.response ?? {});
    return path === ''
      ? all.filter(([name]) => name !== '')
      : all.filter(([name]) => name.startsWith(`${path}.`) || name.startsWith(`${path}[`));
  }
}

/** What goes around a list that may be null, so that it is empty instead. */
function orEmpty(node: ts.Expression, empty: boolean | undefined): [string, string] {
  if (!empty) return ['', ''];
  const { parent } = node;
  const stands =
    ts.isVariableDeclaration(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isForOfStatement(parent) ||
    ts.isParenthesizedExpression(parent);
  return stands ? ['', ' ?? []'] : ['(', ' ?? [])'];
}

/** True of a path and of what is below it. */
const isWithin = (path: string, outer: string): boolean =>
  path === outer || outer === '' || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);

function outermost(node: ts.Expression): ts.Expression {
  let here = node;
  while (ts.isParenthesizedExpression(here.parent) || ts.isNonNullExpression(here.parent)) here = here.parent;
  return here;
}

const isUnused = ({ parent }: ts.Node): boolean => ts.isExpressionStatement(parent) || ts.isVoidExpression(parent);

/** True where only it counts whether a value is there. */
function isTested(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return parent.left === node;
  const other = parent.left === node ? parent.right : parent.left;
  const compares = [
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
    ts.SyntaxKind.EqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsToken,
  ];
  return compares.includes(kind) && isNothing(other);
}

const isNothing = (node: ts.Expression): boolean =>
  node.kind === ts.SyntaxKind.NullKeyword ||
  (ts.isIdentifier(node) && node.text === 'undefined') ||
  ts.isVoidExpression(node);

function isWritten(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}

type FunctionNode = ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;

function enclosingFunction(node: ts.Node): FunctionNode | undefined {
  for (let here = node.parent; here; here = here.parent) {
    if (
      ts.isFunctionDeclaration(here) ||
      ts.isFunctionExpression(here) ||
      ts.isArrowFunction(here) ||
      ts.isMethodDeclaration(here)
    )
      return here;
    if (ts.isFunctionLike(here)) return undefined;
  }
  return undefined;
}

function nameOfFunction(node: FunctionNode): ts.Identifier | undefined {
  if (node.name && ts.isIdentifier(node.name) && !ts.isFunctionExpression(node)) return node.name;
  const { parent } = node;
  const holder =
    ts.isVariableDeclaration(parent) && isConst(parent)
      ? parent.name
      : ts.isPropertyDeclaration(parent)
        ? parent.name
        : undefined;
  return holder && ts.isIdentifier(holder) ? holder : undefined;
}

function isExportedFunction(node: ts.Node): boolean {
  const holder = ts.isVariableDeclaration(node.parent)
    ? node.parent.parent.parent
    : ts.isMethodDeclaration(node)
      ? node.parent
      : node;
  return (
    ts.canHaveModifiers(holder) && !!ts.getModifiers(holder)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
  );
}

const isImportOrExport = ({ parent }: ts.Identifier): boolean =>
  ts.isImportSpecifier(parent) ||
  ts.isExportSpecifier(parent) ||
  ts.isImportClause(parent) ||
  ts.isExportAssignment(parent);

/** References by the name of the symbol, and by the names under which a file imports it. */
function referencesOf(file: ts.SourceFile, symbol: ts.Symbol, checker: ts.TypeChecker, name: string): ts.Identifier[] {
  const names = new Set([name]);
  const visit = (node: ts.Node): void => {
    if ((ts.isImportSpecifier(node) || ts.isExportSpecifier(node)) && node.propertyName?.text === name)
      names.add(node.name.text);
    if (ts.isImportClause(node) && node.name && symbolAt(node.name, checker) === symbol) names.add(node.name.text);
    if (
      ts.isImportDeclaration(node) ||
      ts.isExportDeclaration(node) ||
      ts.isSourceFile(node) ||
      ts.isImportClause(node) ||
      ts.isNamedImports(node) ||
      ts.isNamedExports(node)
    )
      ts.forEachChild(node, visit);
  };
  visit(file);
  return referencesIn(file, symbol, checker, names);
}
