import ts from 'typescript';
import { nameOf } from '../changes/declarations.js';
import type { Difference, TypeComparison } from '../changes/differences.js';
import { originOf } from '../changes/origin.js';
import type { Context } from '../context.js';
import type { Found, ImpactKind } from '../found.js';
import { foundAt } from './members.js';

/** What the compiler says under the new types and did not say under the old ones. */
export function newDiagnostics(
  { old, now }: Pick<TypeComparison, 'old' | 'now'>,
  file: ts.SourceFile,
): ts.Diagnostic[] {
  const keyOf = ({ start, code }: ts.Diagnostic) => `${start}:${code}`;
  const said = now.program.getSemanticDiagnostics(file);
  // Most files are fine, and need not be checked twice.
  if (!said.length) return [];
  const known = new Set(old.program.getSemanticDiagnostics(file).map(keyOf));
  return said.filter((diagnostic) => !known.has(keyOf(diagnostic)));
}

/** Says which change a diagnostic comes from, and so what kind of impact it is. */
export function explained(
  context: Context,
  types: TypeComparison,
  file: ts.SourceFile,
  diagnostic: ts.Diagnostic,
): Found {
  const node = nodeAt(file, diagnostic.start ?? 0, diagnostic.length ?? 0);
  const text = textOf(diagnostic);
  const difference = likeliest(
    differencesAround(types, node).map((one) => named(context, one)),
    text,
    diagnostic,
    assignedName(node),
  );
  if (!difference) {
    const nothing: Difference = { is: 'type', words: [], depth: 0 };
    return { kind: 'break', node, what: firstLine(diagnostic), hint: '', difference: nothing, diagnostic };
  }
  const { is, words } = difference;
  const { key, name } = difference;
  if (is === 'gone' && key !== undefined && name !== undefined)
    return { ...foundAt(context, node, { key, name }), edits: [], diagnostic };
  if (is === 'required' && (key === undefined || !context.declarations.has('new', key))) {
    const what = `the value ${name} is new`;
    const gained: Difference = { is: 'words-gained', words: name === undefined ? words : [name], depth: 0 };
    return { kind: 'case', node, what, hint: `add an entry for ${name}`, difference: gained, diagnostic };
  }
  const [kind, what, hint] = sentences({ is, words }, name ?? shortened(difference.source.getText(file)));
  return { kind, node, what, hint, difference: { is, name, key, words, depth: difference.depth }, diagnostic };
}

/** With the name of what its value was generated as, where a value of its own has none. */
function named(context: Context, near: Near): Near {
  if (near.key !== undefined || near.name !== undefined || !ts.isExpression(near.source)) return near;
  const key = originOf(context, near.source);
  return key === undefined ? near : { ...near, key, name: nameOf(key) };
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 37)}…` : text);

function sentences({ is, words }: Pick<Difference, 'is' | 'words'>, name: string): [ImpactKind, string, string] {
  switch (is) {
    case 'null':
      return ['null', `${name} may be ${words.join(' or ')}`, `handle ${words.join(' and ')}`];
    case 'words-gained':
      return ['case', `${name} may be ${words.join(', ')}`, `add a case for ${words.join(', ')}`];
    case 'words-lost':
      return ['break', `the value ${words.join(', ')} is gone`, `stop using ${words.join(', ')}`];
    case 'required':
      return ['break', `${name} is required`, `send ${name}`];
    case 'gone':
      return ['field', `${name} is gone`, `stop using ${name}`];
    default:
      return [
        'break',
        `${name} is ${words[1] || 'another type'}, was ${words[0] || 'another type'}`,
        `convert ${name}`,
      ];
  }
}

interface Near extends Difference {
  /** Where it shows. */
  source: ts.Node;
  /** How far from what the compiler points at. */
  steps: number;
}

const STEPS = 7;

/** What differs at a node, in what it is given to, and around it up to its statement. */
function differencesAround(types: TypeComparison, node: ts.Node): Near[] {
  const found: Near[] = [];
  let here: ts.Node | undefined = node;
  for (let steps = 0; here && steps < STEPS && !ts.isSourceFile(here); steps += 1, here = here.parent) {
    const at = here;
    if (ts.isBlock(at)) break;
    for (const difference of differencesAt(types, at)) found.push({ ...difference, source: at, steps });
    // What is given to it, and what it is given to.
    if (!ts.isFunctionLike(at) && !ts.isClassLike(at))
      ts.forEachChild(at, (child) => {
        if (child !== node && (ts.isExpression(child) || ts.isTypeNode(child)))
          for (const difference of types.at(child)) found.push({ ...difference, source: child, steps: steps + 0.5 });
      });
    if (ts.isFunctionLike(here) && steps > 1) break;
  }
  return found;
}

/** What the checker can tell the type of. */
const hasType = (node: ts.Node): boolean =>
  ts.isExpression(node) ||
  ts.isTypeNode(node) ||
  ts.isVariableDeclaration(node) ||
  ts.isParameter(node) ||
  ts.isBindingElement(node) ||
  ts.isObjectBindingPattern(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isPropertyAssignment(node);

function differencesAt(types: TypeComparison, node: ts.Node): Difference[] {
  const { old, now } = types;
  const found = hasType(node) ? types.at(node) : [];
  if (ts.isExpression(node)) {
    const [was, is] = [old.checker.getContextualType(node), now.checker.getContextualType(node)];
    if (was && is) found.push(...types.between(was, is));
  }
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) found.push(...types.at(node.expression));
  if ((ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isPropertyDeclaration(node)) && node.type)
    found.push(...types.at(node.type));
  if (ts.isSatisfiesExpression(node)) found.push(...types.at(node.type));
  if (ts.isTypeReferenceNode(node)) for (const argument of node.typeArguments ?? []) found.push(...types.at(argument));
  if (ts.isFunctionLike(node) && node.type) found.push(...types.at(node.type));
  if (ts.isClassLike(node) || ts.isInterfaceDeclaration(node))
    for (const { types: bases } of node.heritageClauses ?? []) for (const base of bases) found.push(...types.at(base));
  return found;
}

/** Codes of what the compiler says, by the differences that lead to it. */
const CODES: Record<Difference['is'], ReadonlySet<number>> = {
  gone: new Set([2305, 2339, 2344, 2353, 2551, 2559, 2561, 2694, 2724, 2741, 2739, 2740, 7053]),
  required: new Set([2739, 2740, 2741, 2554]),
  null: new Set([2531, 2532, 2533, 2538, 2488, 2721, 2722, 2723, 18047, 18048, 18049, 2769]),
  'words-gained': new Set([2366, 2454, 7030, 7053]),
  'words-lost': new Set([2367, 2678, 2820]),
  type: new Set([2362, 2363, 2365, 2367]),
};

/** The difference that a message is about: by what it names, by its code, by how near it is. */
function likeliest(
  found: Near[],
  text: string,
  { code, messageText }: ts.Diagnostic,
  assigned: string | undefined,
): Near | undefined {
  const codes = codesOf(messageText, code);
  const missing = new Set(
    [...text.matchAll(/Property '([^']+)' is missing|following properties[^:]*: ([^.\n]+)/g)].flatMap(
      ([, one, more]) => one ?? (more ?? '').split(/, /),
    ),
  );
  const scoreOf = ({ is, key, name, words, steps, depth }: Near): number => {
    const named =
      name !== undefined &&
      ((key !== undefined && name === assigned) || new RegExp(`['"\`]${escaped(name)}['"\`]`).test(text));
    const worded =
      is !== 'type' &&
      words.some((word) => new RegExp(`["'\`]${escaped(word)}["'\`]|\\b(${escaped(word)})\\b`).test(text));
    const member = is === 'gone' || is === 'required';
    if (missing.size) return member && name !== undefined && missing.has(name) ? 100 - steps : -steps - depth;
    const isMeant = codes.some((one) => CODES[is].has(one));
    if ((member && !named) || (is === 'words-gained' && !worded && !isMeant && !text.includes("'never'")))
      return -20 - steps - depth;
    return (named ? 8 : 0) + (worded ? 8 : 0) + (isMeant ? 6 : 0) + (key === undefined ? 0 : 3) - steps - depth / 2;
  };
  return found.map((one) => ({ one, score: scoreOf(one) })).sort((a, b) => b.score - a.score)[0]?.one;
}

/** The member of an object literal whose value is not taken. */
const assignedName = (node: ts.Node): string | undefined =>
  ts.isPropertyAssignment(node.parent) &&
  node.parent.name === node &&
  (ts.isIdentifier(node) || ts.isStringLiteral(node))
    ? node.text
    : undefined;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const codesOf = (message: string | ts.DiagnosticMessageChain, code: number): number[] =>
  typeof message === 'string' ? [code] : [code, ...(message.next ?? []).flatMap((next) => codesOf(next, next.code))];

const textOf = ({ messageText }: ts.Diagnostic): string => ts.flattenDiagnosticMessageText(messageText, '\n');

const firstLine = ({ messageText }: ts.Diagnostic): string =>
  ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')[0] ?? '';

/** The smallest node that covers a span. */
function nodeAt(file: ts.SourceFile, start: number, length: number): ts.Node {
  let found: ts.Node = file;
  const visit = (node: ts.Node): void => {
    if (node.getStart(file) > start || node.getEnd() < start + length) return;
    found = node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
