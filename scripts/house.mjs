// Draws the house in CONTRIBUTING.md from the rules that lint holds it by: `npm run house`, with `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { ROOMS } from '../.dependency-cruiser.mjs';

const FILE = 'CONTRIBUTING.md';
const PICTURE = /```mermaid\n[^`]*```/;

const nameOf = (/** @type {string} */ room) =>
  room
    .replace(/\/src$/, '')
    .replace('v\\d+', 'v1, v2, v3')
    .replace(/^packages\//, '');
const names = Object.keys(ROOMS).map(nameOf);
const arrows = Object.entries(ROOMS).flatMap(([room, allowed]) =>
  allowed.flatMap((other) =>
    names.filter((name) => name === nameOf(other) || name.startsWith(`${other}/`)).map((to) => [nameOf(room), to]),
  ),
);
const id = (/** @type {string} */ name) => names.indexOf(name);
const picture = [
  '```mermaid',
  'flowchart TD',
  ...names.map((name) => `  ${id(name)}["${name}"]`),
  ...arrows.map(([from = '', to = '']) => `  ${id(from)} --> ${id(to)}`),
  '```',
].join('\n');

const before = readFileSync(FILE, 'utf8');
const after = before.replace(PICTURE, () => picture);
if (before !== after && process.argv.includes('--check')) {
  console.error(`[house] the picture in ${FILE} is not what .dependency-cruiser.mjs says: run \`npm run house\``);
  process.exitCode = 1;
} else if (before !== after) writeFileSync(FILE, after);
