import ts from 'typescript';
import { wordsOf } from '../changes/differences.js';
import { originOf } from '../changes/origin.js';
import { bare, type Context } from '../context.js';
import type { Found } from '../found.js';
import { behind } from './cases.js';
import { EQUALITY } from './choices.js';
import { constantOf, isReference, isWord } from './constants.js';
import { renamed, spelledBy } from './members.js';
import { lookupAt } from './tables.js';

/** Words of enums that are gone or are spelt otherwise: compared with, looked up in, or sent. */
export function* words(context: Context, node: ts.Node): Generator<Found> {
  if (!context.scope.lost.size || !(ts.isExpression(node) || ts.isPropertyAssignment(node))) return;
  if (ts.isPropertyAssignment(node)) {
    yield* named(context, node);
    return;
  }
  const table = lookupAt(context, node);
  for (const [word, at] of table?.words ?? [])
    if (table && !isFoundAt(context, at))
      yield* lost(context, word, isInside(at, node) ? at : table.value, table.value);
  if (!isWord(node) && !isReference(node)) return;
  if (!isWord(node) && (ts.isPropertyAccessExpression(node.parent) || !isUsed(node))) return;
  const constant = constantOf(context, node);
  if (!constant || !context.scope.lost.has(constant.word)) return;
  if (constant.at === node || !isFoundAt(context, constant.at))
    yield* lost(context, constant.word, node, comparedWith(node));
}

/** True of a word that is found where it is written, so that nothing need be said of where it is used: `const SIDE: Side = 'buy'`. */
function isFoundAt(context: Context, at: ts.Node): boolean {
  const { parent } = at;
  const found =
    ts.isPropertyAssignment(parent) && parent.name === at
      ? named(context, parent)
      : ts.isExpression(at) && isWord(at)
        ? lost(context, at.text, at)
        : [];
  return [...found].length > 0;
}

/** Not the name of something. */
const isUsed = ({ parent, pos }: ts.Expression): boolean =>
  !(ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isPropertyAssignment(parent)) ||
  parent.name.pos !== pos;

const isInside = (node: ts.Node, outer: ts.Node): boolean => outer.pos <= node.pos && node.end <= outer.end;

/** @param value - what the word is compared with, or looked up by; it is sent where there is none */
function* lost(context: Context, word: string, node: ts.Node, value?: ts.Expression): Generator<Found> {
  if (!context.scope.lost.has(word)) return;
  const { old, now } = context;
  const source = value && behind(old, value);
  const given = ts.isExpression(node) ? node : undefined;
  const was = source ? old.checker.getTypeAtLocation(source) : given && old.checker.getContextualType(given);
  const is = source ? now.checker.getTypeAtLocation(source) : given && now.checker.getContextualType(given);
  if (!was || !is) return;
  const [before, after] = [wordsOf(was, old.checker), wordsOf(is, now.checker)];
  if (!before.has(word) || after.has(word) || !after.size) return;
  // What is open takes any word: one that is sent does no harm.
  if (!value && now.checker.isTypeAssignableTo(now.checker.getStringType(), is)) return;
  // A name of a member, one of `keyof Order`.
  if (ts.isStringLiteralLike(node) && context.declarations.goneNames.has(word) && spelledBy(context, node)) return;
  const key = source ? originOf(context, source) : given && keyOfTarget(context, given);
  yield foundAt(node, { word, key, respelt: context.renames.ofWord(word, before, after), isMet: !value });
}

interface Lost {
  word: string;
  key?: string | undefined;
  respelt?: string | undefined;
  /** False where it only is compared with. */
  isMet: boolean;
}

function foundAt(node: ts.Node, { word, key, respelt, isMet }: Lost): Found {
  const name = key?.replace(/^.*[.#]/, '');
  const difference = { is: 'words-lost', key, name, words: [word], depth: 0 } as const;
  if (respelt === undefined) {
    const what = isMet ? `the value ${word} is gone` : `the value ${word} is gone: it is never equal`;
    return { kind: 'break', node, what, hint: `stop using ${word}`, difference };
  }
  const what = `the value ${word} is spelt ${respelt}`;
  const found = { kind: 'rename', node, what, hint: `write ${respelt}`, difference } as const;
  // What a constant is called may be used for something else, too.
  return ts.isStringLiteralLike(node) ? { ...found, edits: renamed(node, respelt) } : found;
}

/** `{ buy: 'B' }`, where a table must have the words of a list: `Record<Side, string>`. */
function* named(context: Context, { name, parent }: ts.PropertyAssignment): Generator<Found> {
  if (!(ts.isIdentifier(name) || ts.isStringLiteralLike(name)) || !context.scope.lost.has(name.text)) return;
  const { old, now, declarations } = context;
  const [was, is] = [old.checker.getContextualType(parent), now.checker.getContextualType(parent)];
  const member = was && old.checker.getPropertyOfType(was, name.text);
  if (!is || !member || declarations.keyOfSymbol(member) !== undefined) return;
  if (now.checker.getPropertyOfType(is, name.text) || now.checker.getIndexTypeOfType(is, ts.IndexKind.String)) return;
  const namesOf = (type: ts.Type, { checker }: Context['old']) =>
    new Set(checker.getPropertiesOfType(type).map((one) => one.name));
  const respelt = context.renames.ofWord(name.text, namesOf(was, old), namesOf(is, now));
  const isTaken = parent.properties.some((other) => other.name?.getText().replace(/^['"]|['"]$/g, '') === respelt);
  const found = foundAt(name, { word: name.text, respelt, isMet: true });
  yield respelt === undefined || isTaken ? found : { ...found, edits: renamed(name, respelt) };
}

/** What was generated that a value is given to: the field of a request. */
function keyOfTarget({ old, declarations }: Context, node: ts.Expression): string | undefined {
  const { parent } = node;
  if (!ts.isPropertyAssignment(parent)) return undefined;
  const whole = old.checker.getContextualType(parent.parent);
  return whole && declarations.keyOfSymbol(old.checker.getPropertyOfType(whole, parent.name.getText()));
}

/** What a word is compared with: the other side of `===`, what a `switch` is over. */
function comparedWith(node: ts.Expression): ts.Expression | undefined {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && EQUALITY.has(parent.operatorToken.kind))
    return bare(parent.left === node ? parent.right : parent.left);
  return ts.isCaseClause(parent) && parent.expression === node ? parent.parent.parent.expression : undefined;
}
