#!/usr/bin/env node
// Finds descriptions that share nine words in a row with somebody's texts: `npm run own-words -- DIR [--json]`.
//
// DIR holds the texts, in Markdown, HTML or plain: a copy of the exchange's pages. Counted is every description, summary,
// meaning and hint of spec/ that has nine words or more, in either case and without punctuation; rows, cells and lines of
// the texts end a run of words. Fails above 0.3 %.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';

const RUN = 9;
const MOST = 0.003;
const PROSE = new Set(['description', 'summary', 'meaning', 'hint']);

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (!folder) throw new Error('[own-words] name the folder of the texts: npm run own-words -- DIR');

const runs = new Map(
  filesIn(folder, /\.(mdx?|html?|txt)$/).flatMap((file) =>
    linesOf(file).flatMap((line) => runsIn(line).map((run) => [run, file])),
  ),
);
if (!runs.size) throw new Error(`[own-words] ${folder} holds no text: name a folder of .md, .html or .txt`);

const texts = filesIn('spec', /\.yaml$/).flatMap((file) => proseIn(parse(readFileSync(file, 'utf8')), file, ''));
const longer = texts.filter(({ text }) => runsIn(text).length);
const alike = longer.flatMap((entry) => {
  const run = runsIn(entry.text).find((words) => runs.has(words));
  return run ? [{ ...entry, run, source: runs.get(run) }] : [];
});

if (values.json) console.log(JSON.stringify(alike, null, 1));
else {
  for (const { file, pointer, run, source } of alike) console.log(`${file}${pointer}\n  "${run}"\n  in ${source}`);
  console.log(
    `${alike.length} of ${longer.length} longer texts (${((100 * alike.length) / longer.length).toFixed(2)} %)`,
  );
}
process.exitCode = alike.length / longer.length > MOST ? 1 : 0;

function filesIn(root, ending) {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .sort()
    .map((name) => join(root, name));
}

/** Lines without markup; what stands in a cell or an element of its own is a line. */
function linesOf(file) {
  const text = readFileSync(file, 'utf8');
  const blocks = text.replaceAll(/<\/?(br|p|li|[uo]l|t[drh]|div|h\d)\b[^>]*>/gi, '\n');
  return blocks.replaceAll(/<[^>]+>/g, '').split(/[|\n]/);
}

function runsIn(text) {
  const words =
    text
      .toLowerCase()
      .replaceAll(/['’]/g, '')
      .match(/[a-z0-9]+/g) ?? [];
  return words
    .slice(0, Math.max(0, words.length - RUN + 1))
    .map((_, index) => words.slice(index, index + RUN).join(' '));
}

function proseIn(value, file, pointer) {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    PROSE.has(key) && typeof inner === 'string'
      ? [{ file, pointer: `${pointer}/${key}`, text: inner }]
      : proseIn(inner, file, `${pointer}/${key}`),
  );
}
