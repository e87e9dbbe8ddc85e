import ts from 'typescript';
import { isConst, isExported, referencesIn } from './find.js';
import type { Binding, Held, Way } from './held.js';
import { Refusal } from './refusal.js';
import { isWritten } from './syntax.js';
import { insert, replace } from './text.js';

/** A variable, a parameter or a pattern that holds it from here on. */
export function bind(way: Way, name: ts.BindingName, held: Held, declaration: Binding): undefined {
  if (!ts.isBindingElement(declaration) && declaration.type && !(way.work.same && !held.envelope)) {
    const renamed = way.work.renameType(declaration.type);
    if (renamed) way.edits.push(...renamed);
    else if (held.layers.length || held.envelope)
      throw new Refusal('it has a type of its own: leave the type out', declaration.type);
    else way.positions.leaf(held.path, declaration.type);
  }
  if (way.work.same && !held.envelope) return;
  if (ts.isIdentifier(name)) return variable(way, name, held, declaration);
  if (held.layers.length) throw new Refusal('it is taken apart before it is awaited', name);
  if (ts.isObjectBindingPattern(name))
    return held.envelope ? envelopePattern(way, name, held) : pattern(way, name, held);
  return row(way, name, held);
}

/** `[first, second]`: entries of a list, or cells of a row. */
function row(way: Way, name: ts.ArrayBindingPattern, held: Held): undefined {
  if (!way.positions.isList(held.path) && !way.positions.hasChildren(held.path))
    return way.positions.leaf(held.path, name);
  way.positions.ordered(held.path, name);
  for (const [index, element] of name.elements.entries()) {
    if (ts.isOmittedExpression(element)) continue;
    const path = way.positions.child(held.path, '[]') ?? way.positions.child(held.path, `[${index}]`);
    if (path === undefined || (element.dotDotDotToken && way.positions.child(held.path, '[]') === undefined))
      return way.positions.leaf(held.path, element);
    if (element.dotDotDotToken) return bind(way, element.name, held, element);
    way.positions.step(path, element);
    bind(way, element.name, { ...held, path }, element);
  }
}

function pattern(way: Way, name: ts.ObjectBindingPattern, held: Held): undefined {
  if (!way.positions.hasChildren(held.path)) return way.positions.leaf(held.path, name);
  for (const element of name.elements) {
    const key = element.propertyName ?? element.name;
    if (element.dotDotDotToken) {
      way.positions.leaf(held.path, element);
      continue;
    }
    if (!ts.isIdentifier(key) && !ts.isStringLiteralLike(key))
      throw new Refusal('which field is read shows only when it runs: name it', element);
    const path = held.path ? `${held.path}.${key.text}` : key.text;
    const position = way.positions.step(path, element);
    const more = (position.to ?? '').slice((way.positions.at(held.path).to ?? '').length).replace(/^\./, '');
    if (position.empty)
      throw new Refusal(`\`${key.text}\` may be null in v3: read it as \`response.${key.text}\``, element);
    if (more.includes('.') || more === '')
      throw new Refusal(
        `\`${key.text}\` is \`${more || 'the response itself'}\` in v3: read it as \`response.${key.text}\``,
        element,
      );
    if (more !== key.text)
      way.edits.push(element.propertyName ? replace(key, more) : insert(element.name, `${more}: `));
    bind(way, element.name, { ...held, path }, element);
  }
}

/** `const { data } = await …`: the data alone. */
function envelopePattern(way: Way, name: ts.ObjectBindingPattern, held: Held): undefined {
  const [element, ...others] = name.elements;
  const key = element?.propertyName ?? element?.name;
  if (!element || !key || others.length || key.getText() !== 'data' || element.initializer)
    throw new Refusal(
      'more than `data` of the envelope is read: v3 returns the data alone, and throws where the code is not 00000',
      name,
    );
  const { to = '', empty } = way.positions.at('');
  const declaration = name.parent;
  way.edits.push(
    { ...replace(name, ''), end: element.name.getStart() },
    { ...replace(name, ''), start: element.name.getEnd() },
  );
  if ((to !== '' || empty) && ts.isVariableDeclaration(declaration) && declaration.initializer)
    way.descend(declaration.initializer);
  else if (to !== '' || empty) throw new Refusal('the list is in an object now: take it apart in the next line', name);
  bind(way, element.name, { ...held, envelope: false, moved: true }, element);
}

function variable(way: Way, name: ts.Identifier, held: Held, declaration: ts.Node): undefined {
  const { checker } = way.work;
  const symbol = checker.getSymbolAtLocation(name);
  if (!symbol) return;
  if (ts.isVariableDeclaration(declaration) && isExported(declaration))
    throw new Refusal(`\`${name.text}\` is exported: it cannot be told who reads it`, name);
  for (const reference of referencesIn(name.getSourceFile(), symbol, checker, new Set([name.text]))) {
    if (reference === name) continue;
    if (isWritten(reference)) throw new Refusal(`\`${name.text}\` is assigned more than once`, reference);
    way.follow(reference, held);
  }
}

/** `x = await …`, where `x` is declared without a value and assigned once. */
export function assigned(way: Way, left: ts.Identifier, held: Held): undefined {
  const { checker } = way.work;
  const symbol = checker.getSymbolAtLocation(left);
  const declaration = symbol?.valueDeclaration;
  if (
    !symbol ||
    !declaration ||
    !ts.isVariableDeclaration(declaration) ||
    declaration.initializer ||
    isConst(declaration)
  )
    throw new Refusal(`\`${left.text}\` holds other values too`, left);
  if (declaration.type) {
    const renamed = way.work.renameType(declaration.type);
    if (!renamed) return way.positions.leaf(held.path, declaration.type);
    way.edits.push(...renamed);
  }
  for (const reference of referencesIn(left.getSourceFile(), symbol, checker, new Set([left.text]))) {
    if (reference === left || reference === declaration.name) continue;
    if (isWritten(reference)) throw new Refusal(`\`${left.text}\` is assigned more than once`, reference);
    way.follow(reference, held);
  }
}
