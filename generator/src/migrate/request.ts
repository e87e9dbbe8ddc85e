import ts from 'typescript';
import type { TextEdit } from '../project/edits.js';
import type { FieldData, MoveData } from './data.js';
import { constantOf, isExported, referencesIn } from './find.js';
import { Refusal } from './refusal.js';
import { type Given, objectEdits, type RequestWork } from './request-fields.js';
import { quoteOf, replace } from './text.js';
import { bare, literalsOf } from './values.js';

/**
 * The edits that turn the request of a call into that of the new operation.
 * @throws Refusal where anything that it says is not known to mean the same there
 */
export function rewriteRequest(asked: Omit<RequestWork, 'given'>): TextEdit[] {
  const given = new Map<string, Given>();
  const work = { ...asked, given };
  const { move, call, position, takes } = work;
  const fields = move.request ?? {};
  const takesOld = Object.keys(fields).length > 0;
  const argument = call.arguments[position];
  const edits: TextEdit[] = [];
  const isPlain = isUnchanged(move);
  const isNothing = !argument || (ts.isIdentifier(argument) && argument.text === 'undefined');
  if (argument && takesOld && !isNothing) {
    const literal = literalOf(argument, work, edits);
    if (literal) edits.push(...objectEdits(literal, '', work, false), ...setEdits(literal, work));
    else if (!isPlain || move.care?.some(({ when }) => when))
      throw new Refusal(
        'the request is made elsewhere: write it in the call, or as a `const` that only this call uses',
        argument,
      );
    else return edits;
  } else if (Object.keys(move.set ?? {}).length) {
    const text = `{ ${setText(move, call.getSourceFile(), ', ')} }`;
    edits.push(isNothing && argument ? replace(argument, text) : insertArgument(work, text));
  }
  checkAbsent(fields, given, call);
  checkCare(work);
  if (!takes && takesOld && argument) edits.push(removeArgument(work));
  return edits;
}

/** True where every field keeps its name and takes what it took. */
const isUnchanged = ({ request = {}, set = {} }: MoveData): boolean =>
  !Object.keys(set).length &&
  Object.entries(request).every(
    ([path, { to, words, fits, absent, drop, why }]) => to === path && !words && !fits && !absent && !drop && !why,
  );

/** The object literal that an argument is, or that a constant of this call alone holds. */
function literalOf(
  argument: ts.Expression,
  work: RequestWork,
  edits: TextEdit[],
): ts.ObjectLiteralExpression | undefined {
  const inner = bare(argument);
  if (ts.isObjectLiteralExpression(inner)) return inner;
  if (!ts.isIdentifier(inner)) return undefined;
  const constant = constantOf(inner, work.checker);
  const value = constant?.initializer && bare(constant.initializer);
  if (!constant || !value || !ts.isObjectLiteralExpression(value)) return undefined;
  const symbol = work.checker.getSymbolAtLocation(constant.name);
  const uses = symbol ? referencesIn(constant.getSourceFile(), symbol, work.checker, new Set([inner.text])) : [];
  if (uses.length !== 2 || isExported(constant))
    throw new Refusal(`\`${inner.text}\` is used by more than this call: write the request in the call`, inner);
  if (constant.type) {
    const renamed = work.renameType(constant.type);
    if (!renamed)
      throw new Refusal(`\`${inner.text}\` is of a type of its own: write the request in the call`, constant.type);
    edits.push(...renamed);
  }
  return value;
}

function checkAbsent(fields: Record<string, FieldData>, given: Map<string, Given>, call: ts.Node): void {
  for (const [path, { absent }] of Object.entries(fields)) {
    if (!absent || path.includes('.') || path.includes('[')) continue;
    const here = given.get(path);
    if (!here || here.maybe) throw new Refusal(absent, here?.value ?? call);
  }
}

/** Differences that depend on what the request says. */
function checkCare({ move, checker, given }: RequestWork): void {
  for (const { why, when, reads, order } of move.care ?? []) {
    if (reads || order) continue;
    const holds = Object.entries(when ?? {}).every(([field, words]) => {
      const here = given.get(field);
      if (words === 'given') return here !== undefined;
      if (words === 'absent') return !here || here.maybe;
      const possible = here && literalsOf(here.value, checker);
      return here !== undefined && (!possible || possible.some((word) => words.includes(word)));
    });
    if (holds) throw new Refusal(why);
  }
}

function setEdits(literal: ts.ObjectLiteralExpression, { move, takes }: RequestWork): TextEdit[] {
  if (!Object.keys(move.set ?? {}).length || !takes) return [];
  const [first] = literal.properties;
  const file = literal.getSourceFile();
  if (!first) return [replace(literal, `{ ${setText(move, file, ', ')} }`)];
  const start = first.getStart(file);
  const before = file.text.slice(literal.getStart(file) + 1, start);
  const gap = before.includes('\n') ? `,${before.slice(before.lastIndexOf('\n'))}` : ', ';
  return [{ file: file.fileName, start, end: start, text: `${setText(move, file, gap)}${gap}` }];
}

function setText({ set = {} }: MoveData, file: ts.SourceFile, gap: string): string {
  const quote = quoteOf(file);
  return Object.entries(set)
    .map(([name, value]) => `${name}: ${quote}${value}${quote}`)
    .join(gap);
}

function insertArgument({ call, position }: RequestWork, text: string): TextEdit {
  const next = call.arguments[position];
  const file = call.getSourceFile();
  const at = next ? next.getStart(file) : call.getEnd() - 1;
  return { file: file.fileName, start: at, end: at, text: next ? `${text}, ` : text };
}

function removeArgument({ call, position }: RequestWork): TextEdit {
  const file = call.getSourceFile();
  const [argument, next] = [call.arguments[position], call.arguments[position + 1]];
  if (!argument) throw new Refusal('the request is not there');
  return {
    file: file.fileName,
    start: argument.getStart(file),
    end: next ? next.getStart(file) : argument.getEnd(),
    text: '',
  };
}
