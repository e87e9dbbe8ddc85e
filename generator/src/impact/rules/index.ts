import ts from 'typescript';
import type { Context } from '../context.js';
import type { Found } from '../found.js';
import { absent } from './absences.js';
import { cases } from './cases.js';
import { members } from './members.js';
import { requests } from './requests.js';
import { wholes } from './wholes.js';
import { words } from './words.js';

const RULES: readonly ((context: Context, node: ts.Node) => Iterable<Found>)[] = [
  members,
  words,
  cases,
  absent,
  requests,
  wholes,
];

/** What the rules find in a file, in the order of its lines. */
export function findIn(context: Context, file: ts.SourceFile): Found[] {
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    for (const rule of RULES) for (const one of rule(context, node)) found.push(one);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
