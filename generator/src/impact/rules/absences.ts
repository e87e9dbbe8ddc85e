import ts from 'typescript';
import { absences, kindsOf } from '../changes/differences.js';
import { originOf } from '../changes/origin.js';
import { bare, type Context, isPlatform } from '../context.js';
import type { Found } from '../found.js';

/** Values that may be null now, or are of another type, where the compiler takes anything: in texts, sums, assertions. */
export function* absent(context: Context, node: ts.Node): Generator<Found> {
  const { is } = context.scope;
  if (!is.has('null') && !is.has('type')) return;
  for (const { value, what } of readings(context, node)) {
    const now = context.strict.now.checker.getTypeAtLocation(value);
    if (!is.has('type') && !absences(now).length) continue;
    const was = context.strict.old.checker.getTypeAtLocation(value);
    if (was === now || (was.flags | now.flags) & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) continue;
    const key = originOf(context, value);
    const name = key?.replace(/^.*[.#]/, '') ?? bare(value).getText();
    const gained = absences(now).filter((word) => !absences(was).includes(word));
    if (gained.length) {
      const difference = { is: 'null', key, name, words: gained, depth: 0 } as const;
      yield {
        kind: 'null',
        node: value,
        what: `${name} may be ${gained.join(' or ')}${what}`,
        hint: `handle ${gained.join(' and ')}`,
        difference,
      };
      continue;
    }
    const [kinds, later] = [kindsOf(was), kindsOf(now)];
    if (!kinds.length || !later.some((kind) => !kinds.includes(kind))) continue;
    const words = [kinds.join(' or '), later.join(' or ')];
    const difference = { is: 'type', key, name, words, depth: 0 } as const;
    yield {
      kind: 'break',
      node: value,
      what: `${name} is ${words[1]}, was ${words[0]}${what}`,
      hint: 'convert it',
      difference,
    };
  }
}

interface Reading {
  value: ts.Expression;
  /** What becomes of it. */
  what: string;
}

function* readings(context: Context, node: ts.Node): Generator<Reading> {
  if (ts.isTemplateSpan(node)) yield { value: node.expression, what: ', and the text says so' };
  else if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    if (kind !== ts.SyntaxKind.PlusToken && kind !== ts.SyntaxKind.PlusEqualsToken) return;
    for (const value of [node.left, node.right])
      if (!isLiteral(value)) yield { value, what: ', and what it is added to says so' };
  } else if (ts.isNonNullExpression(node)) yield { value: node.expression, what: ', and ! says that it is not' };
  else if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) yield* asserted(context, node);
  else if (ts.isParenthesizedExpression(node) && ts.getJSDocTypeTag(node)) yield* asserted(context, node);
  else if (ts.isCallExpression(node)) yield* taken(context, node);
}

const isLiteral = (node: ts.Node): boolean =>
  ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || ts.isTemplateExpression(node);

/** `order.price as string`: the compiler believes it. */
function* asserted(
  { strict }: Context,
  node: ts.AsExpression | ts.TypeAssertion | ts.ParenthesizedExpression,
): Generator<Reading> {
  const claim = strict.now.checker.getTypeAtLocation(node);
  if (!absences(claim).length && !(claim.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)))
    yield { value: node.expression, what: ', and the assertion says that it is not' };
}

/** Arguments of functions that take anything, as `Number` does. Logs may show what they are given. */
function* taken({ now }: Context, node: ts.CallExpression): Generator<Reading> {
  const { expression } = node;
  const receiver = ts.isPropertyAccessExpression(expression) ? expression.expression : expression;
  if (
    ts.isIdentifier(receiver) &&
    (receiver.text === 'console' || receiver.text === 'JSON') &&
    isPlatform(receiver, now)
  )
    return;
  const signature = now.checker.getResolvedSignature(node);
  for (const [index, value] of node.arguments.entries()) {
    if (isLiteral(value)) continue;
    const parameter = signature?.parameters[index];
    const type = parameter && now.checker.getTypeOfSymbol(parameter);
    if (type && type.flags & ts.TypeFlags.Any) yield { value, what: `, and ${expression.getText()} takes it` };
  }
}
