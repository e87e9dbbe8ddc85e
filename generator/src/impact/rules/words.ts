import ts from 'typescript';
import { wordsOf } from '../changes/differences.js';
import { originOf } from '../changes/origin.js';
import type { Context } from '../context.js';
import type { Found } from '../found.js';
import { EQUALITY } from './choices.js';
import { spelledBy } from './members.js';

/** Words of enums that are gone or are spelt otherwise: compared with, or sent. */
export function* words(context: Context, node: ts.Node): Generator<Found> {
  if (!ts.isStringLiteralLike(node) || !context.scope.lost.has(node.text)) return;
  const compared = comparedWith(node);
  const { old, now } = context;
  const [was, is] = compared
    ? [old.checker.getTypeAtLocation(compared), now.checker.getTypeAtLocation(compared)]
    : [old.checker.getContextualType(node), now.checker.getContextualType(node)];
  if (!was || !is) return;
  const [before, after] = [wordsOf(was, old.checker), wordsOf(is, now.checker)];
  if (!before.has(node.text) || after.has(node.text) || !after.size) return;
  // What is open takes any word: one that is sent does no harm.
  if (!compared && now.checker.isTypeAssignableTo(now.checker.getStringType(), is)) return;
  // A name of a member, one of `keyof Order`.
  if (context.declarations.goneNames.has(node.text) && spelledBy(context, node)) return;
  const key = compared ? originOf(context, compared) : undefined;
  const respelt = context.renames.ofWord(node.text, after);
  const difference = {
    is: 'words-lost',
    key,
    name: key?.replace(/^.*[.#]/, ''),
    words: [node.text],
    depth: 0,
  } as const;
  if (respelt === undefined) {
    const what = compared ? `the value ${node.text} is gone: it is never equal` : `the value ${node.text} is gone`;
    yield { kind: 'break', node, what, hint: `stop using ${node.text}`, difference };
    return;
  }
  const edits = [{ start: node.getStart() + 1, end: node.getEnd() - 1, text: respelt }];
  yield {
    kind: 'rename',
    node,
    what: `the value ${node.text} is spelt ${respelt}`,
    hint: `write ${respelt}`,
    difference,
    edits,
  };
}

/** What a literal is compared with: the other side of `===`, what a `switch` is over. */
function comparedWith(node: ts.Expression): ts.Expression | undefined {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && EQUALITY.has(parent.operatorToken.kind))
    return parent.left === node ? parent.right : parent.left;
  return ts.isCaseClause(parent) && parent.expression === node ? parent.parent.parent.expression : undefined;
}
