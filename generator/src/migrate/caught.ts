import ts from 'typescript';
import { refuseDecorated } from './decorators.js';
import { goesOut } from './flows.js';
import { openReads } from './losses.js';
import { memberFor } from './members.js';
import { isPending, keeperOf } from './pending.js';
import { Refusal } from './refusal.js';
import { type FunctionNode, isFunction, isNothing, nameOfFunction, outermost, wordOf } from './syntax.js';
import { isLogger, refuseUses, type Throwing } from './thrown.js';
import { exportedAs, usesOf, usesOfDefault, usesOfMember, usesOfModule, usesOfPrivate } from './uses.js';

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
    for (let isAwaited = false; here.parent && !ts.isFunctionLike(here); here = here.parent) {
      const { parent } = here;
      if (ts.isTryStatement(parent) && parent.tryBlock === here && parent.catchClause?.variableDeclaration) {
        const { variableDeclaration, block } = parent.catchClause;
        refuseUses(variableDeclaration.name, block, this.throwing);
      }
      const handler = handlerOf(parent, here);
      if (handler) this.handled(handler);
      isAwaited ||= ts.isAwaitExpression(here);
      if (!isAwaited && ts.isExpression(here)) this.pending(here, until);
    }
    if (here === until || this.seen.has(here)) return;
    this.seen.add(here);
    if (isFunction(here)) return this.thrownBy(here, until);
    if (!ts.isGetAccessor(here)) return;
    refuseDecorated(here, this.throwing);
    for (const access of this.usesOfMember(here.name)) this.outward(access, until);
  }

  /** A promise that is not awaited at once: its error comes out where it is. */
  private pending(node: ts.Expression, until: ts.Node | undefined): undefined {
    if (!isPending(this.throwing.checker.getTypeAtLocation(node))) return;
    const keeper = keeperOf(node);
    if (keeper === false)
      throw new Refusal(
        'its promise is kept or handed on, so it cannot be told what is done with an error of it: await it where it is called',
        node,
      );
    if (keeper === true || this.seen.has(keeper)) return;
    this.seen.add(keeper);
    for (const use of usesOf(keeper, this.throwing)) this.outward(use, until);
  }

  /** To where a function is called that it leaves. */
  private thrownBy(own: FunctionNode, until: ts.Node | undefined): undefined {
    refuseDecorated(own, this.throwing);
    const outer = ts.isExpression(own) ? outermost(own) : own;
    const { parent } = outer;
    if (ts.isCallExpression(parent) && parent.expression === outer) return this.outward(parent, until);
    const name = nameOfFunction(own);
    if (name && (ts.isFunctionDeclaration(own) || ts.isVariableDeclaration(name.parent)))
      return this.used(usesOf(name, this.throwing), until);
    if (ts.isFunctionDeclaration(own)) return this.used(usesOfDefault(own.getSourceFile(), this.throwing), until);
    const member = ts.isMethodDeclaration(own)
      ? own.name
      : ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)
        ? parent.name
        : undefined;
    if (member) this.used([...this.usesOfMember(member), ...this.openReads(own, member)], until);
    else if (ts.isExpression(own)) this.passed(outer, until);
  }

  /** Every place that reads a member. */
  private usesOfMember(name: ts.PropertyName): ts.Expression[] {
    if (ts.isIdentifier(name)) return [...usesOf(name, this.throwing), ...usesOfMember(name.text, this.throwing)];
    if (ts.isStringLiteralLike(name)) return usesOfMember(name.text, this.throwing);
    if (ts.isPrivateIdentifier(name)) return usesOfPrivate(name);
    throw new Refusal('the function that it is called in has a computed name, so it cannot be told who calls it', name);
  }

  /** Calls by a key that may be the name, where the object goes out of sight. */
  private openReads(own: FunctionNode, name: ts.PropertyName): ts.Expression[] {
    const { checker } = this.throwing;
    const symbol = checker.getSymbolAtLocation(name);
    const member = ts.isIdentifier(name) && symbol && memberFor(own, name.text, symbol, checker);
    return member && goesOut(member, this.throwing).length
      ? openReads(member, this.throwing).filter((node) => ts.isElementAccessExpression(node))
      : [];
  }

  /** It is called there, or given to another to call. */
  private used(uses: readonly ts.Expression[], until: ts.Node | undefined): undefined {
    for (const use of uses) {
      const outer = outermost(use);
      if (ts.isCallExpression(outer.parent) && outer.parent.expression === outer) this.outward(outer.parent, until);
      else this.passed(outer, until);
    }
  }

  /** A function that throws it is a value here. */
  private passed(value: ts.Node, until: ts.Node | undefined): undefined {
    const { parent } = value;
    if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && isArgument(value, parent)) {
      this.into(parent, value);
      return this.outward(parent, until);
    }
    if (ts.isExportAssignment(parent) && !parent.isExportEquals)
      return this.used(usesOfDefault(parent.getSourceFile(), this.throwing), until);
    const exported = exportedAs(value);
    if (exported === 'all') return this.used(usesOfModule(parent.getSourceFile(), this.throwing), until);
    if (exported) return this.used(this.usesOfMember(exported), until);
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
    if (!isFunction(declaration) || !declaration.body || (parameter && this.seen.has(parameter))) return;
    if (parameter) this.seen.add(parameter);
    if (!parameter || !ts.isIdentifier(parameter.name) || parameter.dotDotDotToken)
      throw new Refusal(
        'it is called by a function that takes its arguments apart, which may read an error of it',
        value,
      );
    this.called(parameter.name, declaration);
  }

  /** Where a function calls what it was given. */
  private called(parameter: ts.Identifier, own: FunctionNode): undefined {
    this.used(usesOf(parameter, this.throwing), own);
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
    if (!isLogger(handler, this.throwing))
      throw new Refusal(
        `an error of it goes to \`${handler.getText()}\`: v3 has other codes for the same refusals`,
        handler,
      );
  }
}

/** Functions of the language that call what they are given and do nothing with what it throws. */
const CALLS_BACK = new Set([
  ...['then', 'catch', 'finally', 'Promise', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'from'],
  ...['map', 'flatMap', 'forEach', 'filter', 'find', 'findIndex', 'findLast', 'some', 'every', 'sort'],
  ...['addEventListener', 'requestAnimationFrame'],
]);

const isArgument = (node: ts.Node, { arguments: all }: ts.CallExpression | ts.NewExpression): node is ts.Expression =>
  all?.some((one) => one === node) ?? false;

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
