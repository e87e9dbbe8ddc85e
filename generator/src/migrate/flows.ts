import ts from 'typescript';
import { type Loss, type Member, partsOf } from './members.js';
import { isLogger } from './thrown.js';
import { isSame, keysOf, type Sources } from './uses.js';

/** Where its object goes to a place whose type does not tell of the member, or where another object takes its place. */
export const goesOut = (member: Member, sources: Sources): Loss[] =>
  sources.files.flatMap((file) =>
    [...flowsIn(file, sources.checker)].flatMap(([type, flows]) =>
      partsOf(type, sources.checker).some((one) => one.getProperty(member.name))
        ? flows.flatMap((flow) => lossOf(flow, member, sources))
        : [],
    ),
  );

/** An object, and the type of the place that takes it. */
interface Flow {
  node: ts.Expression;
  type: ts.Type;
  context: ts.Type | undefined;
}

/** By the type of the object: of most of them no member has the name that is asked for. */
type Flows = ReadonlyMap<ts.Type, readonly Flow[]>;

const known = new WeakMap<ts.TypeChecker, WeakMap<ts.SourceFile, Flows>>();

/** Every object of a file that goes to where a type or a function waits for it. */
function flowsIn(file: ts.SourceFile, checker: ts.TypeChecker): Flows {
  const files = known.get(checker) ?? new WeakMap<ts.SourceFile, Flows>();
  known.set(checker, files);
  const before = files.get(file);
  if (before) return before;
  const flows = new Map<ts.Type, Flow[]>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isExpression(node) && isValue(node)) {
      const type = checker.getTypeAtLocation(node);
      const isObject = (type.flags & SIMPLE) === 0;
      const context = isObject ? contextOf(node, checker) : undefined;
      if (isObject && (callOf(node) || isTakenApart(node) || (context && context !== type))) {
        const before = flows.get(type);
        if (before) before.push({ node, type, context });
        else flows.set(type, [{ node, type, context }]);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  files.set(file, flows);
  return flows;
}

const SIMPLE =
  ts.TypeFlags.Any |
  ts.TypeFlags.Unknown |
  ts.TypeFlags.Never |
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.ESSymbolLike |
  ts.TypeFlags.VoidLike |
  ts.TypeFlags.Null;

/** False of a name that is declared, or that a member is read by. */
function isValue(node: ts.Expression): boolean {
  const { parent } = node;
  if (!ts.isIdentifier(node) || ts.isShorthandPropertyAssignment(parent)) return true;
  return !('name' in parent && parent.name === node);
}

/** The type that a place has; that of the list or the object that a value is put into, where that says nothing of it. */
function contextOf(node: ts.Expression, checker: ts.TypeChecker): ts.Type | undefined {
  const own = checker.getContextualType(node);
  if (own) return own;
  const { parent } = node;
  const isEntry = ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent);
  const outer = isEntry || ts.isSpreadAssignment(parent) || ts.isSpreadElement(parent) ? parent.parent : parent;
  return ts.isObjectLiteralExpression(outer) || ts.isArrayLiteralExpression(outer)
    ? contextOf(outer, checker)
    : undefined;
}

/** `({ cancel } = jobs)` */
const isTakenApart = ({ parent }: ts.Node): boolean =>
  ts.isBinaryExpression(parent) &&
  parent.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
  ts.isObjectLiteralExpression(parent.left);

/** What becomes of a member where an object goes. */
function lossOf({ node, type, context }: Flow, member: Member, sources: Sources): Loss[] {
  const { checker, files } = sources;
  const { name, symbol } = member;
  const own = partsOf(type, checker).flatMap((one) => one.getProperty(name) ?? []);
  if (!own.length) return [];
  const isIt = own.some((one) => isSame(one, symbol));
  const taken = context ? partsOf(context, checker).flatMap((one) => one.getProperty(name) ?? []) : [];
  if (!isIt && taken.some((one) => isSame(one, symbol)))
    return [{ node, why: `what is given here for the object of \`${name}\` has another` }];
  if (!isIt && !checker.isTypeAssignableTo(member.type, checker.getNonNullableType(type))) return [];
  const lost = { node, why: `the object of \`${name}\` goes to where it cannot be told who calls that` };
  if (isTakenApart(node)) return [lost];
  const call = callOf(node);
  if (call && isHarmless(call, sources)) return [];
  if (call && (OPENING.test(call.expression.getText()) || isNamedIn(call, name, checker))) return [lost];
  if (call && isOpenedBy(call, node, checker)) return [lost];
  if (!context || isOnlyCompared(node)) return [];
  if (taken.length) {
    const isForeign = taken.every(
      (one) => one.declarations?.every((it) => !files.includes(it.getSourceFile())) && one.declarations.length > 0,
    );
    return isForeign ? [lost] : [];
  }
  return partsOf(context, checker).some(isOpen) ? [lost] : [];
}

const isOpen = (type: ts.Type): boolean =>
  (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0 || type.getStringIndexType() !== undefined;

/** `{ … } satisfies T` keeps its own type. */
function isOnlyCompared(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isSatisfiesExpression(parent)) return true;
  const isInside =
    ts.isParenthesizedExpression(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isArrayLiteralExpression(parent);
  return isInside && isOnlyCompared(parent);
}

type Call = ts.CallExpression | ts.NewExpression;

/** The call that takes it as an argument. */
const callOf = (node: ts.Expression): Call | undefined =>
  (ts.isCallExpression(node.parent) || ts.isNewExpression(node.parent)) && node.parent.expression !== node
    ? node.parent
    : undefined;

/** They read or replace members, whatever the type that they take. */
const OPENING =
  /^(Object\.(values|entries|assign|defineProperty|defineProperties|getOwnPropertyDescriptors?)|Reflect\.(get|set|defineProperty)|Proxy)$/;
const HARMLESS = /^(Object\.(keys|is|hasOwn|freeze)|JSON\.stringify|String|(util\.)?(inspect|format))$/;

const isHarmless = ({ expression }: Call, { checker, files }: Sources): boolean =>
  HARMLESS.test(expression.getText()) || isLogger(expression, { checker, files, foreignErrors: false });

/** `spyOn(jobs, 'cancel')` */
const isNamedIn = (call: Call, name: string, checker: ts.TypeChecker): boolean =>
  call.arguments?.some((one) =>
    partsOf(checker.getTypeAtLocation(one), checker).some((type) => type.isStringLiteral() && type.value === name),
  ) === true;

/** True where it is given for a type parameter to a function that reads members of that by a key, or all of them. */
function isOpenedBy(call: Call, node: ts.Expression, checker: ts.TypeChecker): boolean {
  const declaration = checker.getResolvedSignature(call)?.declaration;
  const parameter = declaration?.parameters[call.arguments?.indexOf(node) ?? -1];
  if (!declaration || !parameter) return false;
  const isIt = (one: ts.Expression): boolean =>
    checker.getTypeAtLocation(one) === checker.getTypeAtLocation(parameter) &&
    (checker.getTypeAtLocation(one).flags & ts.TypeFlags.TypeParameter) !== 0;
  const opens = (here: ts.Node): boolean =>
    (ts.isElementAccessExpression(here) && isIt(here.expression) && keysOf(here, checker, '').includes('')) ||
    (ts.isCallExpression(here) && OPENING.test(here.expression.getText()) && here.arguments.some(isIt)) ||
    (ts.forEachChild(here, (child) => opens(child) || undefined) ?? false);
  return opens(declaration);
}
