import { topKeyOf } from '../../load/lines.js';
import { unitsOf, usesIn } from './units.js';

/** An operation or channel in a file of its own, as a line of a document has it: `  /pets: { $ref: ./pets.yaml }`. */
export interface Entry {
  /** Counted from 0. */
  line: number;
  /** With the section that it stands in. */
  text: string;
  /** What it refers to, as the id of a unit. */
  leadsTo: string;
}

const ENTRY = /^ +[^\s'"#]+: *\{ *\$ref: *[^\s,{}]+ *\} *$/;

/** A section that has them. */
const SECTION = /^(paths|channels|operations): *$/;

/** The entries of a document, and the rest of its text, where it is plainly a mapping of sections. */
export function entriesOf(path: string, text: string): { entries: Entry[]; rest: string } {
  const entries: Entry[] = [];
  let section: string | undefined;
  let indent: number | undefined;
  const rest = text.split('\n').filter((line, index) => {
    const key = topKeyOf(line);
    if (key !== undefined) [section, indent] = [SECTION.test(line) ? key : undefined, undefined];
    if (key !== undefined || section === undefined || /^\s*(#|$)/.test(line)) return true;
    indent ??= line.search(/\S/);
    if (line.search(/\S/) !== indent || !ENTRY.test(line)) return true;
    const [leadsTo = ''] = usesIn(path, line);
    entries.push({ line: index, text: `${section}\n${line}`, leadsTo });
    return false;
  });
  const bare = rest.join('\n');
  return unitsOf(path, bare).length > 1 ? { entries, rest: bare } : { entries: [], rest: text };
}
