import ts from 'typescript';
import { bare, type Context, isPlatform } from '../context.js';
import { type Choice, EQUALITY, type Words } from './choices.js';
import { declarationAt, initializerOf, isReference, isWord, wordOf } from './constants.js';

/** `SIGNS[order.side]`, `order.side in SIGNS`, `KNOWN.includes(order.side)`, `KNOWN.some((side) => side === order.side)` */
export function lookupAt(context: Context, node: ts.Node): Choice | undefined {
  if (ts.isElementAccessExpression(node)) return lookup(context, node, node.expression, node.argumentExpression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword)
    return lookup(context, node, node.right, node.left);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const [first, second] = node.arguments;
  const { name, expression } = node.expression;
  if (first && second && (name.text === 'hasOwn' || name.text === 'has') && isPlatform(name, context.old))
    return lookup(context, node, first, second);
  const value = first && ts.isArrowFunction(first) ? comparedIn(first) : undefined;
  if (value && SEARCHES.has(name.text)) return lookup(context, node, expression, value);
  return first && ['includes', 'indexOf', 'has', 'get', 'hasOwnProperty'].includes(name.text)
    ? lookup(context, node, expression, first)
    : undefined;
}

const SEARCHES: ReadonlySet<string> = new Set(['some', 'every', 'find', 'findIndex', 'filter']);

/** What a function compares its argument with. */
function comparedIn({ parameters: [parameter], body }: ts.ArrowFunction): ts.Expression | undefined {
  const test = ts.isBlock(body) ? undefined : bare(body);
  if (!parameter || !test || !ts.isBinaryExpression(test) || !EQUALITY.has(test.operatorToken.kind)) return undefined;
  const [left, right] = [bare(test.left), bare(test.right)];
  const name = parameter.name.getText();
  if (ts.isIdentifier(left) && left.text === name) return right;
  return ts.isIdentifier(right) && right.text === name ? left : undefined;
}

function lookup(context: Context, whole: ts.Node, table: ts.Expression, value: ts.Expression): Choice | undefined {
  if (isWord(value)) return undefined;
  const words = wordsIn(context, table);
  return words.size ? { value, words, whole, needs: 'all' } : undefined;
}

const STEPS = 6;

/** The words that a table has, where it is written out: `{ buy: 1 }`, `['buy', SELL]`, `new Map([['buy', 1]])`, `Object.values(Side)`. */
function wordsIn(context: Context, node: ts.Expression, steps = 0): Words {
  const inner = bare(node);
  if (steps > STEPS) return new Map();
  if (ts.isObjectLiteralExpression(inner)) return namesIn(context, inner, steps);
  if (ts.isArrayLiteralExpression(inner))
    return joined(
      inner.elements.map((element): Words => {
        if (ts.isSpreadElement(element)) return wordsIn(context, element.expression, steps + 1);
        const entry = bare(element);
        const first = ts.isArrayLiteralExpression(entry) ? entry.elements[0] : entry;
        return one(first, first && wordOf(context, first));
      }),
    );
  if (ts.isNewExpression(inner)) {
    const [first] = inner.arguments ?? [];
    return first ? wordsIn(context, first, steps + 1) : new Map();
  }
  if (ts.isCallExpression(inner)) return ofCall(context, inner, steps);
  if (!isReference(inner)) return new Map();
  const declaration = declarationAt(context, inner);
  if (!declaration) return new Map();
  if (ts.isEnumDeclaration(declaration)) return new Map(declaration.members.map(({ name }) => [name.getText(), name]));
  const made = initializerOf(declaration);
  return made ? wordsIn(context, made, steps + 1) : new Map();
}

/** The names of an object, computed ones and those of what is spread in it, too. */
function namesIn(context: Context, { properties }: ts.ObjectLiteralExpression, steps: number): Words {
  return joined(
    properties.map((property): Words => {
      if (ts.isSpreadAssignment(property)) return wordsIn(context, property.expression, steps + 1);
      const { name } = property;
      if (ts.isComputedPropertyName(name)) return one(name, wordOf(context, name.expression));
      return one(name, ts.isIdentifier(name) || isWord(name) ? name.text : undefined);
    }),
  );
}

/** `Object.keys(SIGNS)`, `Object.freeze([…])`: what the platform makes of a table. */
function ofCall(context: Context, { expression, arguments: [first] }: ts.CallExpression, steps: number): Words {
  if (!first || !ts.isPropertyAccessExpression(expression) || !isPlatform(expression.name, context.old))
    return new Map();
  const { text } = expression.name;
  if (text === 'values') return valuesIn(context, first, steps + 1);
  return ['keys', 'entries', 'freeze', 'from'].includes(text) ? wordsIn(context, first, steps + 1) : new Map();
}

function valuesIn(context: Context, node: ts.Expression, steps: number): Words {
  const inner = bare(node);
  if (ts.isObjectLiteralExpression(inner))
    return joined(
      inner.properties.map((property) =>
        ts.isPropertyAssignment(property)
          ? one(property.initializer, wordOf(context, property.initializer))
          : new Map(),
      ),
    );
  if (steps > STEPS || !isReference(inner)) return new Map();
  const declaration = declarationAt(context, inner);
  if (declaration && ts.isEnumDeclaration(declaration))
    return joined(
      declaration.members.map((member) => {
        const value = context.old.checker.getConstantValue(member);
        return one(member, value === undefined ? undefined : String(value));
      }),
    );
  const made = declaration && initializerOf(declaration);
  return made ? valuesIn(context, made, steps + 1) : new Map();
}

const one = (node: ts.Node | undefined, word: string | undefined): Words =>
  new Map(node && word !== undefined ? [[word, node]] : []);

const joined = (all: readonly Words[]): Words => new Map(all.flatMap((words) => [...words]));
