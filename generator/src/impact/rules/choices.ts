import ts from 'typescript';
import { bare, type Context } from '../context.js';
import { isWord, wordOf } from './constants.js';

/** Words, and where each stands. */
export type Words = ReadonlyMap<string, ts.Node>;

/** A place where a program tells the values of an enum apart. */
export interface Choice {
  /** What it looks at, `order.side`. */
  value: ts.Expression;
  /** The words that it names. */
  words: Words;
  /** All of it: what the compiler says in there is about this. */
  whole: ts.Node;
  /** `switch`: any of its words makes it one. `some`: all but one. `all`: every word. */
  needs: 'switch' | 'some' | 'all';
}

/** The choice that begins at a node. */
export function choiceAt(context: Context, node: ts.Node): Choice | undefined {
  if (ts.isSwitchStatement(node)) return ofSwitch(context, node);
  if (ts.isIfStatement(node)) return isContinued(context, node) ? undefined : ofIfs(context, node);
  if (ts.isConditionalExpression(node)) return ofConditional(context, node);
  return undefined;
}

function ofSwitch(context: Context, node: ts.SwitchStatement): Choice | undefined {
  const clauses = node.caseBlock.clauses.flatMap((clause) => (ts.isCaseClause(clause) ? [clause.expression] : []));
  if (node.expression.kind === ts.SyntaxKind.TrueKeyword) return ofTests(context, clauses, node, true);
  const words = new Map(
    clauses.flatMap((clause): [string, ts.Node][] => {
      const word = wordOf(context, clause);
      return word === undefined ? [] : [[word, clause]];
    }),
  );
  return words.size ? { value: node.expression, words, whole: node, needs: 'switch' } : undefined;
}

/** `if … else if … else`, and several that each leave when they hold. */
function ofIfs(context: Context, node: ts.IfStatement): Choice | undefined {
  const tests: ts.Expression[] = [];
  let here: ts.Statement | undefined = node;
  let last: ts.IfStatement = node;
  while (here && ts.isIfStatement(here) && testOf(context, here.expression)) {
    tests.push(here.expression);
    last = here;
    here = here.elseStatement ?? (leaves(here.thenStatement) ? nextOf(here) : undefined);
  }
  const whole = node.parent === last.parent && node !== last ? node.parent : node;
  return ofTests(context, tests, whole, here !== undefined);
}

function ofConditional(context: Context, node: ts.ConditionalExpression): Choice | undefined {
  const { parent } = node;
  if (ts.isConditionalExpression(parent) && parent.whenFalse === node && testOf(context, parent.condition))
    return undefined;
  const tests: ts.Expression[] = [];
  let here: ts.Expression = node;
  while (ts.isConditionalExpression(here)) {
    tests.push(here.condition);
    here = bare(here.whenFalse);
  }
  return ofTests(context, tests, node, true);
}

/** @param otherwise - something else is done where none holds */
function ofTests(context: Context, tests: ts.Expression[], whole: ts.Node, otherwise: boolean): Choice | undefined {
  const [first, ...others] = tests.flatMap((test) => testOf(context, test) ?? []);
  if (!first) return undefined;
  const name = first.value.getText();
  const same = [first, ...others.filter(({ value }) => value.getText() === name)];
  if (same.length < 2 && !otherwise) return undefined;
  const words = new Map(same.flatMap((test) => test.words));
  return { value: first.value, words, whole, needs: same.length > 1 ? 'switch' : 'some' };
}

interface Test {
  value: ts.Expression;
  words: [string, ts.Node][];
}

/** `side === 'buy'`, `BUY !== side`, `side === 'buy' || side === 'both'` */
function testOf(context: Context, node: ts.Expression): Test | undefined {
  const inner = bare(node);
  if (!ts.isBinaryExpression(inner)) return undefined;
  const { kind } = inner.operatorToken;
  if (kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    const [one, other] = [testOf(context, inner.left), testOf(context, inner.right)];
    return one && other && one.value.getText() === other.value.getText()
      ? { value: one.value, words: [...one.words, ...other.words] }
      : undefined;
  }
  if (!EQUALITY.has(kind)) return undefined;
  const [left, right] = [bare(inner.left), bare(inner.right)];
  // What is written out is the word, whatever the other side may stand for.
  for (const [value, word] of isWord(left)
    ? [[right, left]]
    : ([
        [left, right],
        [right, left],
      ] as const)) {
    const text = value && word && wordOf(context, word);
    if (text !== undefined) return { value, words: [[text, word]] };
  }
  return undefined;
}

export const EQUALITY: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
]);

/** True of an `if` that goes on with one before it. */
function isContinued(context: Context, node: ts.IfStatement): boolean {
  const { parent } = node;
  const before = ts.isIfStatement(parent) && parent.elseStatement === node ? parent : previousOf(node);
  return (
    before !== undefined &&
    ts.isIfStatement(before) &&
    testOf(context, before.expression) !== undefined &&
    (before === parent || (!before.elseStatement && leaves(before.thenStatement)))
  );
}

function neighbour(node: ts.Statement, step: 1 | -1): ts.Statement | undefined {
  const { parent } = node;
  const statements =
    ts.isBlock(parent) || ts.isSourceFile(parent) || ts.isCaseOrDefaultClause(parent) ? parent.statements : undefined;
  return statements?.[statements.indexOf(node) + step];
}
const nextOf = (node: ts.Statement) => neighbour(node, 1);
const previousOf = (node: ts.Statement) => neighbour(node, -1);

/** Nothing after it is reached. */
export function leaves(node: ts.Statement | undefined): boolean {
  if (!node) return false;
  if (ts.isBlock(node)) return leaves(node.statements.at(-1));
  return (
    ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isContinueStatement(node) || ts.isBreakStatement(node)
  );
}
