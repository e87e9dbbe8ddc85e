import ts from 'typescript';
import type { Held, Way } from './held.js';
import { isLeftEarly, isReadByPosition } from './positional.js';
import { Refusal } from './refusal.js';

const ELEMENT_METHODS = new Set(['find', 'findLast', 'at', 'pop', 'shift']);
/** Which entries they give depends on the order of the list. */
const ORDERED_METHODS = new Set([
  ...['at', 'pop', 'shift', 'slice', 'reverse', 'toReversed', 'reduce'],
  ...['find', 'findLast', 'findIndex', 'findLastIndex'],
]);
const SAME_LIST_METHODS = new Set(['filter', 'slice', 'reverse', 'sort', 'toSorted', 'toReversed']);
const VISITING_METHODS = new Set([
  'map',
  'filter',
  'find',
  'findLast',
  'findIndex',
  'forEach',
  'some',
  'every',
  'flatMap',
  'sort',
  'toSorted',
  'reduce',
]);
/** Their callbacks take the position of an entry beside it. */
const INDEXED_METHODS = new Set(['map', 'filter', 'forEach', 'some', 'every', 'flatMap']);

function ordered(way: Way, { layers, path }: Held, node: ts.Node): undefined {
  if (!layers.length) way.positions.ordered(path, node);
}

/** What takes single entries out of a list, or visits them; false where it is none of that. */
export function followEntries(way: Way, node: ts.Expression, entry: Held, list: Held): boolean {
  const { parent } = node;
  if (ts.isForOfStatement(parent) && parent.expression === node) {
    const [declaration] = ts.isVariableDeclarationList(parent.initializer) ? parent.initializer.declarations : [];
    if (!declaration) return false;
    if (isLeftEarly(parent)) ordered(way, list, parent);
    way.bind(declaration.name, entry, declaration);
    return true;
  }
  if (ts.isElementAccessExpression(parent) && parent.expression === node) {
    ordered(way, list, parent);
    way.follow(parent, entry);
    return true;
  }
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) return false;
  const method = parent.name.text;
  if (method === 'length') return true;
  const call = parent.parent;
  if (!ts.isCallExpression(call) || call.expression !== parent) return false;
  if (ORDERED_METHODS.has(method)) ordered(way, list, parent);
  if ((method === 'map' || method === 'flatMap') && isReadByPosition(call, way.work)) ordered(way, list, parent);
  const [callback] = call.arguments;
  if (callback && VISITING_METHODS.has(method)) visited(way, callback, method, entry, list);
  else if (!ELEMENT_METHODS.has(method) && !SAME_LIST_METHODS.has(method)) return false;
  if (ELEMENT_METHODS.has(method)) way.follow(call, entry);
  if (SAME_LIST_METHODS.has(method)) way.follow(call, list);
  return true;
}

function visited(way: Way, callback: ts.Expression, method: string, entry: Held, list: Held): undefined {
  if (!ts.isArrowFunction(callback) && !ts.isFunctionExpression(callback))
    throw new Refusal('its entries go to a function that is written elsewhere: write it here', callback);
  const parameters =
    method === 'sort' || method === 'toSorted'
      ? callback.parameters.slice(0, 2)
      : callback.parameters.slice(method === 'reduce' ? 1 : 0).slice(0, 1);
  const whole = callback.parameters[method === 'reduce' ? 3 : 2];
  if (whole && method !== 'sort') throw new Refusal('the callback takes the whole list again: read it outside', whole);
  const index = INDEXED_METHODS.has(method) ? callback.parameters[1] : undefined;
  if (index) ordered(way, list, index);
  for (const parameter of parameters) way.bind(parameter.name, entry, parameter);
}
