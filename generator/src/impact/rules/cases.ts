import ts from 'typescript';
import { type View, wordsOf } from '../changes/differences.js';
import { originOf } from '../changes/origin.js';
import { bare, type Context } from '../context.js';
import type { Found } from '../found.js';
import { type Choice, choiceAt } from './choices.js';
import { lookupAt } from './tables.js';

/** Places that tell the values of an enum apart and do not know a new one. */
export function* cases(context: Context, node: ts.Node): Generator<Found> {
  if (!context.scope.grown.size) return;
  const choice = choiceAt(context, node) ?? lookupAt(context, node) ?? assertionAt(context, node);
  if (!choice || ![...choice.words.keys()].some((word) => context.scope.grown.has(word))) return;
  const value = behind(context.old, choice.value);
  const [was, now] = [
    wordsOf(context.old.checker.getTypeAtLocation(value), context.old.checker),
    wordsOf(context.now.checker.getTypeAtLocation(value), context.now.checker),
  ];
  const respelt = new Set([...was].map((word) => (now.has(word) ? undefined : context.renames.ofWord(word, was, now))));
  const fresh = [...now].filter((word) => !was.has(word) && !choice.words.has(word) && !respelt.has(word));
  if (!fresh.length || !isEnough(choice, was)) return;
  const key = originOf(context, value);
  const name = key?.replace(/^.*[.#]/, '') ?? bare(value).getText();
  const difference = { is: 'words-gained', key, name, words: fresh, depth: 0 } as const;
  const what = `${name} may be ${fresh.join(', ')}, which has no case`;
  yield {
    kind: 'case',
    node: choice.value,
    what,
    hint: `add a case for ${fresh.join(', ')}`,
    difference,
    whole: choice.whole,
    exhaustive: [...was].every((word) => choice.words.has(word)),
  };
}

function isEnough({ words, needs }: Choice, was: ReadonlySet<string>): boolean {
  const known = [...words.keys()].filter((word) => was.has(word)).length;
  if (needs === 'switch') return known > 0;
  return was.size > 1 && known >= (needs === 'all' ? was.size : was.size - 1);
}

/** What a variable was made from, where its own type has forgotten the words: `const side: string = order.side`. */
export function behind(view: View, node: ts.Expression, steps = 0): ts.Expression {
  const { checker } = view;
  const inner = bare(node);
  if (steps > 4 || wordsOf(checker.getTypeAtLocation(inner), checker).size) return inner;
  const declaration = checker.getSymbolAtLocation(inner)?.valueDeclaration;
  return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
    ? behind(view, declaration.initializer, steps + 1)
    : inner;
}

/** `order.side as 'buy' | 'sell'` */
function assertionAt({ now }: Context, node: ts.Node): Choice | undefined {
  const isOne =
    ts.isAsExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    (ts.isParenthesizedExpression(node) && ts.getJSDocTypeTag(node));
  if (!isOne) return undefined;
  const claim = now.checker.getTypeAtLocation(node);
  if (now.checker.isTypeAssignableTo(now.checker.getStringType(), claim)) return undefined;
  const words = wordsOf(claim, now.checker);
  if (!words.size) return undefined;
  return { value: node.expression, words: new Map([...words].map((word) => [word, node])), whole: node, needs: 'all' };
}
