import ts from 'typescript';
import type { TextEdit } from '../project/edits.js';
import type { FieldData, FitsData, MoveData } from './data.js';
import { constantOf, isConst, referencesIn, symbolAt } from './find.js';
import { Refusal } from './refusal.js';
import { continues } from './syntax.js';

/** What a call says of one field. */
interface Given {
  value: ts.Expression;
  /** True where it may be left out all the same. */
  maybe: boolean;
}

export interface RequestWork {
  move: MoveData;
  checker: ts.TypeChecker;
  /** True where types say of a value that it may be undefined. */
  isStrict: boolean;
  /** How many fields the new request takes: none where it takes no request. */
  takes: boolean;
  /** The argument before which a new request goes, and how many there are. */
  call: ts.CallExpression;
  /** Position of the request among the arguments. */
  position: number;
  /** Renames the type that an annotation names, where it is that of the request; false where it is another. */
  renameType: (node: ts.TypeNode) => TextEdit[] | undefined;
}

/**
 * The edits that turn the request of a call into that of the new operation.
 * @throws Refusal where anything that it says is not known to mean the same there
 */
export function rewriteRequest(work: RequestWork): TextEdit[] {
  const { move, call, position, takes } = work;
  const fields = move.request ?? {};
  const takesOld = Object.keys(fields).length > 0;
  const argument = call.arguments[position];
  const edits: TextEdit[] = [];
  const given = new Map<string, Given>();
  const isPlain = isUnchanged(move);
  const isNothing = !argument || (ts.isIdentifier(argument) && argument.text === 'undefined');
  if (argument && takesOld && !isNothing) {
    const literal = literalOf(argument, work, edits);
    if (literal) edits.push(...objectEdits(literal, '', work, given, false), ...setEdits(literal, work));
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
  checkCare(work, given);
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

export const isExported = (node: ts.VariableDeclaration): boolean =>
  ts.isVariableStatement(node.parent.parent) &&
  !!ts.getModifiers(node.parent.parent)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** Without parentheses, `as const` and `satisfies`. */
function bare(node: ts.Expression): ts.Expression {
  let here = node;
  while (ts.isParenthesizedExpression(here) || (ts.isAsExpression(here) && ts.isConstTypeReference(here.type)))
    here = here.expression;
  return here;
}

function objectEdits(
  literal: ts.ObjectLiteralExpression,
  path: string,
  work: RequestWork,
  given: Map<string, Given>,
  maybe: boolean,
): TextEdit[] {
  return literal.properties.flatMap((property) => {
    if (ts.isSpreadAssignment(property)) return spreadEdits(property, path, work, given);
    if (!ts.isPropertyAssignment(property) && !ts.isShorthandPropertyAssignment(property))
      throw new Refusal('a method or accessor stands in the request: write a plain value', property);
    if (!ts.isIdentifier(property.name) && !ts.isStringLiteralLike(property.name))
      throw new Refusal('a name in the request is computed: write it', property.name);
    const name = property.name.text;
    const value = ts.isPropertyAssignment(property) ? property.initializer : property.name;
    return fieldEdits(property, path ? `${path}.${name}` : name, value, work, given, maybe);
  });
}

type Property = ts.PropertyAssignment | ts.ShorthandPropertyAssignment;

function fieldEdits(
  property: Property,
  path: string,
  value: ts.Expression,
  work: RequestWork,
  given: Map<string, Given>,
  maybe: boolean,
): TextEdit[] {
  const field = work.move.request?.[path];
  given.set(path, { value, maybe: maybe || mayBeUndefined(value, work) });
  if (!field) throw new Refusal(`\`${path}\` is no field of the request`, property);
  if (field.drop) {
    if (!isPure(value))
      throw new Refusal(`\`${path}\` is left out in v3, and its value is computed: compute it before`, value);
    return [removal(property, (name) => work.move.request?.[name]?.drop === true)];
  }
  refuseByCare(work, path);
  if (field.why || field.to === undefined) throw new Refusal(field.why ?? `\`${path}\` has no counterpart`, property);
  const word = wordEdits(path, field, value, work);
  const inner = innerEdits(path, value, work, given, maybe);
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
function innerEdits(
  path: string,
  value: ts.Expression,
  work: RequestWork,
  given: Map<string, Given>,
  maybe: boolean,
): TextEdit[] {
  const below = Object.entries(work.move.request ?? {}).filter(
    ([name]) => name.startsWith(`${path}.`) || name.startsWith(`${path}[`),
  );
  if (!below.length) return [];
  const inner = bare(value);
  if (ts.isArrayLiteralExpression(inner)) {
    const entry = work.move.request?.[`${path}[]`];
    return inner.elements.flatMap((element) => {
      if (ts.isSpreadElement(element) || !entry) return allPlain(below, element);
      return [...wordEdits(`${path}[]`, entry, element, work), ...innerEdits(`${path}[]`, element, work, given, maybe)];
    });
  }
  if (ts.isObjectLiteralExpression(inner)) return objectEdits(inner, path, work, given, maybe);
  return allPlain(below, value);
}

function allPlain(below: [string, FieldData][], node: ts.Node): TextEdit[] {
  const odd = below.find(([path, { to, words, fits, why, drop }]) => to !== path || words || fits || why || drop);
  if (odd) throw new Refusal(`\`${odd[0]}\` is made elsewhere: write it in the call`, node);
  return [];
}

function spreadEdits(
  spread: ts.SpreadAssignment,
  path: string,
  work: RequestWork,
  given: Map<string, Given>,
): TextEdit[] {
  const inner = bare(spread.expression);
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    const right = bare(inner.right);
    if (ts.isObjectLiteralExpression(right)) return objectEdits(right, path, work, given, true);
  }
  if (ts.isConditionalExpression(inner)) {
    const sides = [bare(inner.whenTrue), bare(inner.whenFalse)];
    if (sides.every(ts.isObjectLiteralExpression))
      return sides.flatMap((side) => objectEdits(side, path, work, given, true));
  }
  const constant = ts.isIdentifier(inner) ? constantOf(inner, work.checker) : undefined;
  const value = constant?.initializer && bare(constant.initializer);
  if (!value || constant?.type || !ts.isObjectLiteralExpression(value))
    throw new Refusal('the request spreads something that is not known field by field: write its fields', spread);
  const edits = objectEdits(value, path, work, given, false);
  if (edits.length)
    throw new Refusal(
      `\`${inner.getText()}\` has fields that are called otherwise in v3: write them in the call`,
      spread,
    );
  return [];
}

/** Holds a value against what the new field takes, and writes its word as it is spelt there. */
function wordEdits(
  path: string,
  { words, fits, number }: FieldData,
  value: ts.Expression,
  { checker }: RequestWork,
): TextEdit[] {
  if (!words && !fits) return [];
  const possible = literalsOf(value, checker);
  if (possible?.length === 0) return [];
  if (words) {
    if (!possible)
      throw new Refusal(
        `\`${path}\` may be a word without counterpart: write one of ${list(Object.keys(words))}`,
        value,
      );
    const strange = possible.find((word) => words[word] === undefined);
    if (strange !== undefined) throw new Refusal(`\`${path}\` \`${strange}\` has no counterpart`, value);
    if (!number && possible.every((word) => words[word] === word)) return [];
    const [only, ...others] = possible;
    const literal = bare(value);
    if (only === undefined || others.length || !ts.isStringLiteralLike(literal))
      throw new Refusal(
        number
          ? `\`${path}\` is a number in v3: write it in the call`
          : `the words of \`${path}\` are others in v3, ${pairs(words)}: write the word in the call`,
        value,
      );
    const to = words[only] ?? only;
    return [replace(literal, number ? to : quoted(to, literal.getText()))];
  }
  const misfit = possible?.find((text) => !isFit(text, fits ?? {}));
  if (!possible)
    throw new Refusal(
      `v3 takes less for \`${path}\`, ${fitsText(fits ?? {})}, and here it is not known: write it in the call or leave it out`,
      value,
    );
  if (misfit !== undefined)
    throw new Refusal(`v3 does not take \`${misfit}\` for \`${path}\`: ${fitsText(fits ?? {})}`, value);
  return [];
}

const list = (words: string[]): string => words.map((word) => `\`${word}\``).join(', ');
const pairs = (words: Record<string, string>): string =>
  Object.entries(words)
    .filter(([word, to]) => word !== to)
    .map(([word, to]) => `\`${to}\` for \`${word}\``)
    .join(', ');

function isFit(text: string, { pattern, minLength, maxLength, minimum, maximum }: FitsData): boolean {
  return (
    (pattern === undefined || new RegExp(pattern, 'u').test(text)) &&
    (minLength === undefined || text.length >= minLength) &&
    (maxLength === undefined || text.length <= maxLength) &&
    (minimum === undefined || Number(text) >= minimum) &&
    (maximum === undefined || Number(text) <= maximum)
  );
}

function fitsText({ pattern, minLength, maxLength, minimum, maximum }: FitsData): string {
  return [
    pattern !== undefined && `what matches \`${pattern}\``,
    minLength !== undefined && `at least ${minLength} characters`,
    maxLength !== undefined && `at most ${maxLength} characters`,
    minimum !== undefined && `at least ${minimum}`,
    maximum !== undefined && `at most ${maximum}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Every text that an expression can be, by its type; undefined where that is open. */
function literalsOf(value: ts.Expression, checker: ts.TypeChecker): string[] | undefined {
  const inner = bare(value);
  if (ts.isStringLiteralLike(inner) || ts.isNumericLiteral(inner)) return [inner.text];
  const type = checker.getTypeAtLocation(inner);
  const parts = (type.isUnion() ? type.types : [type]).filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
  const texts = parts.map((part) =>
    part.isStringLiteral() || part.isNumberLiteral() ? String(part.value) : undefined,
  );
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function mayBeUndefined(value: ts.Expression, work: Pick<RequestWork, 'checker' | 'isStrict'>): boolean {
  const { checker, isStrict } = work;
  const inner = bare(value);
  if (ts.isNonNullExpression(inner)) return true;
  if (!isStrict) {
    const declared = ts.isIdentifier(inner) ? symbolAt(inner, checker)?.valueDeclaration : undefined;
    return declared && ts.isVariableDeclaration(declared) && isConst(declared) && declared.initializer
      ? mayBeUndefined(declared.initializer, work)
      : !isSpelt(inner);
  }
  const type = checker.getTypeAtLocation(value);
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(({ flags }) => (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0);
}

/** Text, a number, `true` or `false`, a list or an object, as it is written. */
const isSpelt = (node: ts.Expression): boolean =>
  ts.isLiteralExpression(node) ||
  ts.isTemplateExpression(node) ||
  ts.isPrefixUnaryExpression(node) ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword ||
  ts.isObjectLiteralExpression(node) ||
  ts.isArrayLiteralExpression(node);

function checkAbsent(fields: Record<string, FieldData>, given: Map<string, Given>, call: ts.Node): void {
  for (const [path, { absent }] of Object.entries(fields)) {
    if (!absent || path.includes('.') || path.includes('[')) continue;
    const here = given.get(path);
    if (!here || here.maybe) throw new Refusal(absent, here?.value ?? call);
  }
}

/** Differences that depend on what the request says. */
function checkCare({ move, checker }: RequestWork, given: Map<string, Given>): void {
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

/** The quote that a file uses: that of its first import, or text. */
export const quoteOf = ({ text }: ts.SourceFile): string => /['"]/.exec(text)?.[0] ?? "'";

const quoted = (text: string, like: string): string => `${like[0]}${text}${like[0]}`;

/** No call, no assignment: leaving it out changes nothing else. */
function isPure(node: ts.Expression): boolean {
  const inner = bare(node);
  if (ts.isIdentifier(inner) || ts.isLiteralExpression(inner) || inner.kind === ts.SyntaxKind.ThisKeyword) return true;
  return ts.isPropertyAccessExpression(inner) && isPure(inner.expression);
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

export const replace = (node: ts.Node, text: string): TextEdit => ({
  file: node.getSourceFile().fileName,
  start: node.getStart(),
  end: node.getEnd(),
  text,
});

export const insert = (node: ts.Node, text: string): TextEdit => ({
  file: node.getSourceFile().fileName,
  start: node.getStart(),
  end: node.getStart(),
  text: text.startsWith('(') && continues(node) ? `;${text}` : text,
});
