import ts from 'typescript';
import { Refusal } from './refusal.js';
import {
  accessesOf,
  type FunctionNode,
  isFunction,
  isNothing,
  nameOfFunction,
  outermost,
  referencesOf,
  wordOf,
} from './syntax.js';
import { LOGS, refuseUses, type Throwing } from './thrown.js';

/**
 * Follows an error of a call outwards: to where it is caught, to the callers of the functions around it, and into the
 * functions that are given one of these to call.
 * @throws Refusal where anything is done with it but throwing it again and logging it, or where it goes out of sight
 */
export function refuseErrors(call: ts.Node, throwing: Throwing): undefined {
  new ErrorWay(throwing).outward(call);
}

class ErrorWay {
  private readonly seen = new Set<ts.Node>();

  constructor(private readonly throwing: Throwing) {}

  /** `until` is the function whose callers are looked at by who asked. */
  outward(thrower: ts.Node, until?: ts.Node): undefined {
    let here = thrower;
    while (here.parent && !ts.isFunctionLike(here)) {
      const { parent } = here;
      if (ts.isTryStatement(parent) && parent.tryBlock === here && parent.catchClause?.variableDeclaration) {
        const { variableDeclaration, block } = parent.catchClause;
        refuseUses(variableDeclaration.name, block, this.throwing);
      }
      const handler = handlerOf(parent, here);
      if (handler) this.handled(handler);
      here = parent;
    }
    if (here === until || !isFunction(here) || this.seen.has(here)) return;
    this.seen.add(here);
    const outer = ts.isExpression(here) ? outermost(here) : here;
    if (ts.isCallExpression(outer.parent) && outer.parent.expression === outer)
      return this.outward(outer.parent, until);
    const name = nameOfFunction(here);
    if (name && (ts.isFunctionDeclaration(here) || ts.isVariableDeclaration(name.parent)))
      return this.callers(name, until);
    const member = name ?? (ts.isPropertyAssignment(outer.parent) ? outer.parent.name : undefined);
    if (member && ts.isIdentifier(member)) return this.members(member.text, until);
    if (ts.isExpression(here)) this.passed(outer, until);
  }

  /** Every place that names a function: it is called there, or given to another to call. */
  private callers(name: ts.Identifier, until: ts.Node | undefined): undefined {
    const { checker, files } = this.throwing;
    const symbol = checker.getSymbolAtLocation(name);
    if (!symbol) return;
    for (const reference of files.flatMap((file) => referencesOf(file, symbol, checker, name.text))) {
      if (reference === name || ts.isImportSpecifier(reference.parent) || ts.isExportSpecifier(reference.parent))
        continue;
      const { parent } = reference;
      const value = ts.isPropertyAccessExpression(parent) && parent.name === reference ? parent : reference;
      const outer = outermost(value);
      if (ts.isCallExpression(outer.parent) && outer.parent.expression === outer) this.outward(outer.parent, until);
      else if (isExpression(outer)) this.passed(outer, until);
    }
  }

  /** Every place that calls a member by that name, on whatever of the project or on what is not known: it may stand behind an interface. */
  private members(name: string, until: ts.Node | undefined): undefined {
    const { checker, files } = this.throwing;
    for (const access of files.flatMap((file) => accessesOf(file, name))) {
      const declarations = checker.getSymbolAtLocation(access.name)?.declarations ?? [];
      if (declarations.length && !declarations.some((one) => files.includes(one.getSourceFile()))) continue;
      const outer = outermost(access);
      if (ts.isCallExpression(outer.parent) && outer.parent.expression === outer) this.outward(outer.parent, until);
      else if (!isTarget(outer)) this.passed(outer, until);
    }
  }

  /** A function that throws it is a value here. */
  private passed(value: ts.Node, until: ts.Node | undefined): undefined {
    const { parent } = value;
    if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && isArgument(value, parent)) {
      this.into(parent, value);
      return this.outward(parent, until);
    }
    if (ts.isExportAssignment(parent) || isExported(parent)) return;
    throw new Refusal(
      'the function that it is called in is kept as a value, so it cannot be told what is done with an error of it',
      value,
    );
  }

  /** Into the function that is given one to call. */
  private into(call: ts.CallExpression | ts.NewExpression, value: ts.Expression): undefined {
    const { checker, files } = this.throwing;
    const declaration = checker.getResolvedSignature(call)?.declaration;
    const source = declaration?.getSourceFile();
    if (!declaration || !source || ts.isJSDocSignature(declaration))
      throw new Refusal('it is called by a function that is not known, which may read an error of it', value);
    if (!files.includes(source)) {
      if (/[\\/]lib\.[\w.]+\.d\.ts$/.test(source.fileName) && !CALLS_BACK.has(wordOf(call.expression)))
        throw new Refusal(`the function that it is called in is kept by \`${call.expression.getText()}\``, value);
      for (const other of call.arguments ?? []) if (other !== value) this.handlersIn(other);
      return;
    }
    const index = call.arguments?.indexOf(value) ?? -1;
    const parameter = declaration.parameters.find(
      (one, position) => position === index || (one.dotDotDotToken && position < index),
    );
    if (!isFunction(declaration) || !declaration.body || this.seen.has(declaration)) return;
    this.seen.add(declaration);
    if (!parameter || !ts.isIdentifier(parameter.name) || parameter.dotDotDotToken)
      throw new Refusal(
        'it is called by a function that takes its arguments apart, which may read an error of it',
        value,
      );
    this.called(parameter.name, declaration);
  }

  /** Where a function calls what it was given. */
  private called(parameter: ts.Identifier, own: FunctionNode): undefined {
    const { checker } = this.throwing;
    const symbol = checker.getSymbolAtLocation(parameter);
    if (!symbol) return;
    for (const reference of referencesOf(own.getSourceFile(), symbol, checker, parameter.text)) {
      if (reference === parameter) continue;
      const outer = outermost(reference);
      if (ts.isCallExpression(outer.parent) && outer.parent.expression === outer) this.outward(outer.parent, own);
      else this.passed(outer, own);
    }
  }

  /** Functions among the arguments of a library's function may be given the error: `{ shouldRetry: (error) => … }`. */
  private handlersIn(argument: ts.Expression): undefined {
    if (isFunction(argument)) return this.handled(argument);
    if (ts.isObjectLiteralExpression(argument))
      for (const property of argument.properties) {
        if (ts.isPropertyAssignment(property)) this.handlersIn(property.initializer);
        else if (isFunction(property)) this.handled(property);
      }
  }

  /** What is given an error to handle. */
  private handled(handler: ts.Expression | FunctionNode): undefined {
    const { checker, files } = this.throwing;
    if (isFunction(handler)) {
      const [parameter] = handler.parameters;
      if (parameter && handler.body) refuseUses(parameter.name, handler.body, this.throwing);
      return;
    }
    if (isNothing(handler)) return;
    const [signature] = checker.getTypeAtLocation(handler).getCallSignatures();
    const declaration = signature?.declaration;
    if (!declaration || ts.isJSDocSignature(declaration))
      throw new Refusal(`an error of it goes to \`${handler.getText()}\`, which is not known`, handler);
    if (files.includes(declaration.getSourceFile()) && isFunction(declaration)) return this.handled(declaration);
    if (!LOGS.has(wordOf(handler)))
      throw new Refusal(
        `an error of it goes to \`${handler.getText()}\`: v3 has other codes for the same refusals`,
        handler,
      );
  }
}

/** Functions of the language that call what they are given and do nothing with what it throws. */
const CALLS_BACK = new Set([
  ...['then', 'catch', 'finally', 'Promise', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'from'],
  ...['map', 'flatMap', 'forEach', 'filter', 'find', 'findIndex', 'findLast', 'some', 'every', 'reduce', 'sort'],
  ...['addEventListener', 'requestAnimationFrame'],
]);

const isArgument = (node: ts.Node, { arguments: all }: ts.CallExpression | ts.NewExpression): node is ts.Expression =>
  all?.some((one) => one === node) ?? false;

/** True of what is assigned to. */
const isTarget = (node: ts.Node): boolean => ts.isBinaryExpression(node.parent) && node.parent.left === node;

/** `module.exports = …` */
const isExported = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) && /^(module\.)?exports\b/.test(node.left.getText());

/** True of a value, not of a name that is declared or a type. */
const isExpression = (node: ts.Node): boolean => ts.isExpression(node) && !ts.isPartOfTypeNode(node);

/** The handler of `….catch(handler)` or `….then(done, handler)`, of what stands before it. */
function handlerOf(node: ts.Node, before: ts.Node): ts.Expression | undefined {
  if (!ts.isCallExpression(node) || node.expression !== before) return undefined;
  const word = ts.isPropertyAccessExpression(before) ? before.name.text : '';
  return word === 'catch' ? node.arguments[0] : word === 'then' ? node.arguments[1] : undefined;
}

/** @throws Refusal where a function that is given to `catch` returns something in place of the response */
export function refuseFallback(callback: ts.Expression): undefined {
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback)) return;
  const body = callback.body;
  if (!ts.isBlock(body) && !isNothing(body) && !ts.isCallExpression(body))
    throw new Refusal('where it fails, another value takes the place of its response', body);
}
