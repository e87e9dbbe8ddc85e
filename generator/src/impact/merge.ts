import ts from 'typescript';
import { type Found, idOf } from './found.js';

/** What the compiler says about a function in which a value has no case. */
const UNHANDLED = new Set([2366, 2454, 7030]);
/** What it says of things whose type is not known any more. */
const UNTYPED = new Set([7005, 7006, 7031, 7034, 18046]);

/**
 * Puts what the rules found and what the compiler says together, each line once: a diagnostic belongs to what a rule has found
 * at the same spot, or to the `switch` that it is about. An object that is passed on whole is not named where a part of it is.
 */
export function merged(found: readonly Found[], said: readonly Found[]): Found[] {
  const all = withoutRepeats(found);
  for (const one of said) {
    const twin = all.find((other) => isAbout(one, other));
    if (!twin) all.push(one);
    else if (!twin.diagnostic && one.diagnostic) twin.diagnostic = one.diagnostic;
  }
  const spoken = new Set(said.map(({ node }) => statementOf(node)));
  for (const one of all) one.silent = !spoken.has(statementOf(one.node)) && !one.diagnostic;
  return withoutOuter(all).sort((a, b) => a.node.getStart() - b.node.getStart());
}

function isAbout(said: Found, other: Found): boolean {
  const { node, whole = node, difference } = other;
  if (other.kind === 'case') {
    if (contains(whole, said.node) && (said.kind === 'case' || said.kind === 'break')) return true;
    const { code } = said.diagnostic ?? {};
    return (
      said.kind !== 'null' &&
      code !== undefined &&
      UNHANDLED.has(code) &&
      !!other.whole &&
      functionOf(said.node) === functionOf(whole)
    );
  }
  if (sameSpot(said.node, node)) return true;
  if (statementOf(said.node) !== statementOf(node)) return false;
  const { is, words } = said.difference;
  if (is === 'words-lost' && difference.is === is && difference.words.every((word) => words.includes(word)))
    return true;
  if (difference.is === 'gone' && UNTYPED.has(said.diagnostic?.code ?? 0)) return true;
  return difference.key !== undefined && said.difference.key === difference.key && said.difference.is === difference.is;
}

function sameSpot(one: ts.Node, other: ts.Node): boolean {
  if (one.getStart() === other.getStart()) return true;
  const { parent } = one;
  return parent === other.parent && ts.isPropertyAssignment(parent);
}

const contains = (outer: ts.Node, inner: ts.Node): boolean =>
  outer.getStart() <= inner.getStart() && inner.end <= outer.end;

/** The statement that a node stands in. */
export function statementOf(node: ts.Node): ts.Node | undefined {
  let here: ts.Node | undefined = node;
  while (here && (!ts.isStatement(here) || ts.isBlock(here))) here = here.parent;
  return here;
}

/** The function that a node stands in, or is the name of, or the type of. */
function functionOf(node: ts.Node): ts.Node | undefined {
  let here: ts.Node | undefined = node;
  while (here && !ts.isFunctionLike(here)) here = here.parent;
  return here;
}

function withoutRepeats(found: readonly Found[]): Found[] {
  const seen = new Map<string, Found>();
  for (const one of found) if (!seen.has(idOf(one))) seen.set(idOf(one), one);
  return [...seen.values()];
}

function withoutOuter(all: Found[]): Found[] {
  return all.filter((one) => {
    const { key } = one.difference;
    const inner = all.find(
      (other) =>
        other !== one &&
        key !== undefined &&
        other.difference.key === key &&
        other.node !== one.node &&
        contains(one.node, other.node),
    );
    return !inner;
  });
}
