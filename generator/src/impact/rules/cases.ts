import ts from 'typescript';
import { type View, wordsOf } from '../changes/differences.js';
import { originOf } from '../changes/origin.js';
import { bare, type Context } from '../context.js';
import type { Found } from '../found.js';
import { type Choice, choiceAt, isWord } from './choices.js';

/** Places that tell the values of an enum apart and do not know a new one. */
export function* cases(context: Context, node: ts.Node): Generator<Found> {
  if (!context.scope.grown.size) return;
  const choice = choiceAt(node) ?? lookupAt(context, node) ?? assertionAt(context, node);
  if (!choice || ![...choice.words].some((word) => context.scope.grown.has(word))) return;
  const value = behind(context.old, choice.value);
  const [was, now] = [
    wordsOf(context.old.checker.getTypeAtLocation(value), context.old.checker),
    wordsOf(context.now.checker.getTypeAtLocation(value), context.now.checker),
  ];
  const respelt = new Set([...was].map((word) => (now.has(word) ? undefined : context.renames.ofWord(word, now))));
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
  };
}

function isEnough({ words, needs }: Choice, was: ReadonlySet<string>): boolean {
  const known = [...words].filter((word) => was.has(word)).length;
  if (needs === 'switch') return known > 0;
  return was.size > 1 && known >= (needs === 'all' ? was.size : was.size - 1);
}

/** What a variable was made from, where its own type has forgotten the words: `const side: string = order.side`. */
function behind(view: View, node: ts.Expression, steps = 0): ts.Expression {
  const { checker } = view;
  const inner = bare(node);
  if (steps > 4 || wordsOf(checker.getTypeAtLocation(inner), checker).size) return inner;
  const declaration = checker.getSymbolAtLocation(inner)?.valueDeclaration;
  return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
    ? behind(view, declaration.initializer, steps + 1)
    : inner;
}

/** `SIGNS[order.side]`, `order.side in SIGNS`, `KNOWN.includes(order.side)`, `SIGNS.get(order.side)` */
function lookupAt(context: Context, node: ts.Node): Choice | undefined {
  if (ts.isElementAccessExpression(node)) return lookup(context, node, node.expression, node.argumentExpression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword)
    return lookup(context, node, node.right, node.left);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const [value] = node.arguments;
  const { name, expression } = node.expression;
  return value && ['includes', 'indexOf', 'has', 'get'].includes(name.text)
    ? lookup(context, node, expression, value)
    : undefined;
}

function lookup(context: Context, whole: ts.Node, table: ts.Expression, value: ts.Expression): Choice | undefined {
  if (isWord(value)) return undefined;
  const words = wordsIn(context, table);
  return words.size ? { value, words, whole, needs: 'all' } : undefined;
}

/** The words that a table has, where it is written out: `{ buy: 1 }`, `['buy']`, `new Map([['buy', 1]])`. */
function wordsIn(context: Context, node: ts.Expression, steps = 0): Set<string> {
  const inner = bare(node);
  if (ts.isObjectLiteralExpression(inner))
    return new Set(
      inner.properties.flatMap(({ name }) => (name && (ts.isIdentifier(name) || isWord(name)) ? [name.text] : [])),
    );
  if (ts.isArrayLiteralExpression(inner))
    return new Set(
      inner.elements.flatMap((element) => {
        const first = ts.isArrayLiteralExpression(element) ? element.elements[0] : element;
        return first && isWord(first) ? [first.text] : [];
      }),
    );
  if (ts.isNewExpression(inner))
    return inner.arguments?.[0] ? wordsIn(context, inner.arguments[0], steps + 1) : new Set();
  if (ts.isCallExpression(inner) && inner.arguments[0]) return wordsIn(context, inner.arguments[0], steps + 1);
  if (!ts.isIdentifier(inner) || steps > 4) return new Set();
  const { checker } = context.old;
  const symbol = checker.getSymbolAtLocation(inner);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const declaration = target?.valueDeclaration;
  return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
    ? wordsIn(context, declaration.initializer, steps + 1)
    : new Set();
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
  return words.size ? { value: node.expression, words, whole: node, needs: 'all' } : undefined;
}
