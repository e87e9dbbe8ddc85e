import ts from 'typescript';
import type { TextEdit } from '../project/edits.js';
import type { FieldData, MoveData } from './data.js';
import { constantOf } from './find.js';
import { Refusal } from './refusal.js';
import { wordEdits } from './request-words.js';
import { insert, quoted, replace } from './text.js';
import { bare, isPure, mayBeUndefined, type Strictness } from './values.js';

/** What a call says of one field. */
export interface Given {
  value: ts.Expression;
  /** True where it may be left out all the same. */
  maybe: boolean;
}

export interface RequestWork extends Strictness {
  move: MoveData;
  /** False where the new operation takes no request. */
  takes: boolean;
  call: ts.CallExpression;
  /** Position of the request among the arguments. */
  position: number;
  /** What the call says, by the path of each field: noted as fields are rewritten. */
  given: Map<string, Given>;
  /** Renames the type that an annotation names, where it is that of the request; false where it is another. */
  renameType: (node: ts.TypeNode) => TextEdit[] | undefined;
}

export function objectEdits(
  literal: ts.ObjectLiteralExpression,
  path: string,
  work: RequestWork,
  maybe: boolean,
): TextEdit[] {
  return literal.properties.flatMap((property) => {
    if (ts.isSpreadAssignment(property)) return spreadEdits(property, path, work);
    if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property))
      throw new Refusal('a method or accessor stands in the request: write a plain value', property);
    if (!ts.isIdentifier(property.name) && !ts.isStringLiteralLike(property.name))
      throw new Refusal('a name in the request is computed: write it', property.name);
    const name = property.name.text;
    const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
    return fieldEdits(property, path ? `${path}.${name}` : name, value, work, maybe);
  });
}

type Property = ts.PropertyAssignment | ts.ShorthandPropertyAssignment;

function fieldEdits(
  property: Property,
  path: string,
  value: ts.Expression,
  work: RequestWork,
  maybe: boolean,
): TextEdit[] {
  const field = work.move.request?.[path];
  work.given.set(path, { value, maybe: maybe || mayBeUndefined(value, work) });
  if (!field) throw new Refusal(`\`${path}\` is no field of the request`, property);
  if (field.drop) {
    if (!isPure(value))
      throw new Refusal(`\`${path}\` is left out in v3, and its value is computed: compute it before`, value);
    return [removal(property, (name) => work.move.request?.[name]?.drop === true)];
  }
  refuseByCare(work, path);
  if (field.why || field.to === undefined) throw new Refusal(field.why ?? `\`${path}\` has no counterpart`, property);
  const word = wordEdits(path, field, value, work.checker);
  const inner = innerEdits(path, value, work, maybe);
  const to = field.to.slice(field.to.lastIndexOf('.') + 1);
  if (
    property.name.getText() === to ||
    (!ts.isShorthandPropertyAssignment(property) && textOfName(property.name) === to)
  )
    return [...word, ...inner];
  const renamed = ts.isShorthandPropertyAssignment(property)
    ? insert(property, `${to}: `)
    : replace(property.name, ts.isIdentifier(property.name) ? to : quoted(to, property.name.getText()));
  return [renamed, ...word, ...inner];
}

const textOfName = (name: ts.PropertyName): string =>
  ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : name.getText();

/** A difference that is known of a field says more than that it has no counterpart. */
function refuseByCare({ move }: RequestWork, path: string): void {
  const care = move.care?.find(({ when }) => when && Object.keys(when).length === 1 && when[path] === 'given');
  if (care) throw new Refusal(care.why);
}

/** What stands below a field: a list or an object is followed where names or words in it change. */
function innerEdits(path: string, value: ts.Expression, work: RequestWork, maybe: boolean): TextEdit[] {
  const below = Object.entries(work.move.request ?? {}).filter(
    ([name]) => name.startsWith(`${path}.`) || name.startsWith(`${path}[`),
  );
  if (!below.length) return [];
  const inner = bare(value);
  if (ts.isArrayLiteralExpression(inner)) {
    const entry = work.move.request?.[`${path}[]`];
    return inner.elements.flatMap((element) => {
      if (ts.isSpreadElement(element) || !entry) return allPlain(below, element);
      return [
        ...wordEdits(`${path}[]`, entry, element, work.checker),
        ...innerEdits(`${path}[]`, element, work, maybe),
      ];
    });
  }
  if (ts.isObjectLiteralExpression(inner)) return objectEdits(inner, path, work, maybe);
  return allPlain(below, value);
}

function allPlain(below: [string, FieldData][], node: ts.Node): TextEdit[] {
  const odd = below.find(([path, { to, words, fits, why, drop }]) => to !== path || words || fits || why || drop);
  if (odd) throw new Refusal(`\`${odd[0]}\` is made elsewhere: write it in the call`, node);
  return [];
}

function spreadEdits(spread: ts.SpreadAssignment, path: string, work: RequestWork): TextEdit[] {
  const inner = bare(spread.expression);
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    const right = bare(inner.right);
    if (ts.isObjectLiteralExpression(right)) return objectEdits(right, path, work, true);
  }
  if (ts.isConditionalExpression(inner)) {
    const sides = [bare(inner.whenTrue), bare(inner.whenFalse)];
    if (sides.every(ts.isObjectLiteralExpression)) return sides.flatMap((side) => objectEdits(side, path, work, true));
  }
  const constant = ts.isIdentifier(inner) ? constantOf(inner, work.checker) : undefined;
  const value = constant?.initializer && bare(constant.initializer);
  if (!value || constant?.type || !ts.isObjectLiteralExpression(value))
    throw new Refusal('the request spreads something that is not known field by field: write its fields', spread);
  const edits = objectEdits(value, path, work, false);
  if (edits.length)
    throw new Refusal(
      `\`${inner.getText()}\` has fields that are called otherwise in v3: write them in the call`,
      spread,
    );
  return [];
}

/** A property with the comma that belongs to it; `isLeftOut` says which of its neighbours go too. */
function removal(property: Property, isLeftOut: (name: string) => boolean): TextEdit {
  const file = property.getSourceFile();
  const { properties } = property.parent;
  const index = properties.indexOf(property);
  const [before, after] = [properties[index - 1], properties[index + 1]];
  const isLast = properties.slice(index + 1).every(({ name }) => name && isLeftOut(textOfName(name)));
  const [start, end] =
    after && !isLast
      ? [property.getStart(file), after.getStart(file)]
      : [before ? before.getEnd() : property.getStart(file), property.getEnd()];
  const own = property.getStart(file);
  if (!hasComment(file.text.slice(start, own) + file.text.slice(property.getEnd(), end)))
    return { file: file.fileName, start, end, text: '' };
  const comma = /^\s*,[ \t]*/.exec(file.text.slice(property.getEnd()))?.[0];
  const line = comma === undefined ? (/\n[ \t]*$/.exec(file.text.slice(0, own))?.[0] ?? '') : '';
  return { file: file.fileName, start: own - line.length, end: property.getEnd() + (comma?.length ?? 0), text: '' };
}

const hasComment = (text: string): boolean => /\/[/*]/.test(text);
