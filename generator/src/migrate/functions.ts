import ts from 'typescript';
import { goesOut } from './flows.js';
import type { Held, Way } from './held.js';
import { lossesOf, overridesOf } from './losses.js';
import { fits, memberFor } from './members.js';
import { Refusal } from './refusal.js';
import { enclosingFunction, isExportedFunction, isNothing, nameOfFunction, unknownCalls } from './syntax.js';
import { usesOf, usesOfMember } from './uses.js';

/** What a function returns goes to its callers. */
export function followReturn(
  way: Way,
  statement: ts.ReturnStatement | ts.ArrowFunction,
  node: ts.Expression,
  held: Held,
): undefined {
  const own = ts.isArrowFunction(statement) ? statement : enclosingFunction(statement);
  if (!own) throw new Refusal('it is returned from nowhere that is known', node);
  if (
    !held.layers.length &&
    !held.envelope &&
    !way.positions.hasChildren(held.path) &&
    !way.positions.isList(held.path)
  )
    return way.positions.leaf(held.path, node);
  onlyReturn(way, own, statement, held);
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
      return way.follow(
        own.parent,
        outside.layers[0] === 'promise' ? outside : { ...outside, layers: ['promise', ...outside.layers] },
      );
    if (method === 'map') return way.follow(own.parent, { ...outside, layers: ['list', ...outside.layers] });
    if (method === 'forEach') return;
    return wholeHeld(way, outside, node, 'it is returned from a callback');
  }
  const name = nameOfFunction(own);
  if (!name) return wholeHeld(way, outside, node, 'it is returned from a function without a name');
  if (own.type) {
    const renamed = way.work.renameType(own.type);
    if (renamed) way.edits.push(...renamed);
    else return wholeHeld(way, outside, own.type, 'the function has a return type of its own');
  }
  callers(way, name, own, outside, node);
}

/** A function that returns other values too gives them out under one type. */
function onlyReturn(way: Way, own: ts.SignatureDeclaration, statement: ts.Node, held: Held): undefined {
  if (ts.isArrowFunction(statement)) return;
  const visit = (here: ts.Node): undefined => {
    if (ts.isFunctionLike(here) && here !== own) return;
    if (ts.isReturnStatement(here) && here !== statement && here.expression && !isNothing(here.expression))
      return wholeHeld(way, held, here, 'the function returns other values too');
    ts.forEachChild(here, visit);
  };
  visit(own);
}

function wholeHeld({ work, positions }: Way, held: Held, node: ts.Node, why: string): undefined {
  if (held.envelope) throw new Refusal(`${why}, in the envelope: return its \`data\``, node);
  if (work.same) return;
  try {
    positions.leaf(held.path, node);
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(`${why}; ${error.why}`, node) : error;
  }
  if (positions.isReshaped({ ...held, layers: [] })) throw new Refusal(`${why}, and its form changes`, node);
}

function callers(way: Way, name: ts.Identifier, own: ts.Node, held: Held, node: ts.Node): undefined {
  const { checker, files, isLibrary } = way.work;
  const symbol = checker.getSymbolAtLocation(name);
  if (!symbol) throw new Refusal('the function that returns it is not known', node);
  if (isLibrary && isExportedFunction(own))
    wholeHeld(way, held, name, `\`${name.text}\` is exported, and others may use it`);
  for (const unknown of files.flatMap((file) => unknownCalls(file, checker, name.text)))
    wholeHeld(way, held, unknown, `\`${name.text}\` is called here on a value of type \`any\`, and may be this one`);
  const uses = usesOf(name, way.work);
  for (const use of uses) {
    const call = use.parent;
    if (ts.isCallExpression(call) && call.expression === use) way.follow(call, held);
    else wholeHeld(way, held, use, `\`${name.text}\` is passed on as a function`);
  }
  const member = memberFor(own, name.text, symbol, checker);
  if (!member) return;
  for (const other of usesOfMember(name.text, way.work))
    if (!uses.includes(other) && fits(member, other, checker))
      wholeHeld(way, held, other, `\`${name.text}\` is read here of a type that this one may stand behind`);
  const isRead = uses.some((use) => !isOfSuper(use));
  const losses = [...lossesOf(member, way.work), ...goesOut(member, way.work)];
  for (const { node, why } of isRead ? [...losses, ...overridesOf(member, way.work)] : losses)
    wholeHeld(way, held, node, why);
}

/** `super.cancel`: no class that extends this one has a say in it. */
const isOfSuper = (use: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(use) && use.expression.kind === ts.SyntaxKind.SuperKeyword;
