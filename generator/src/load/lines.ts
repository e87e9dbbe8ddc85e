/** The key that a line of a YAML mapping begins with, in one of three spellings, and what follows it. */
const ENTRY = /^(?:'([^']+)'|"([^"\\]+)"|([^\s#'"{}[\]&*!|>%@`,?:-][^\s:]*)):(?:\s+(.*))?$/;

function entryOf(line: string): { key: string; value: string } | undefined {
  const [, single, double, plain, value = ''] = ENTRY.exec(line) ?? [];
  const key = single ?? double ?? plain;
  return key === undefined || (plain && isOdd(plain)) ? undefined : { key, value };
}

/** Whether YAML may read a plain key as another text: `0x10` as `16`, `1.0` as `1`, `~` as `null`. */
const isOdd = (key: string): boolean => /^([+.~\d]|null$|true$|false$)/i.test(key) && !/^(0|[1-9]\d{0,14})$/.test(key);

/** The key that a line at the top of a YAML mapping begins with. */
export const topKeyOf = (line: string): string | undefined => entryOf(line)?.key;

/** A text by lines. */
export interface Lines {
  text: string[];
  /** How many spaces each begins with, -1 where it says nothing: it is empty or a comment. */
  indents: number[];
}

export function linesOf(text: string): Lines {
  const lines = text.split('\n');
  const indents = lines.map((line) => (/^\s*(#|$)/.test(line) ? -1 : line.search(/[^ ]/)));
  return { text: lines, indents };
}

/** A key of a block mapping and its value, or an entry of a block list that is a mapping: from a line to before another. */
export interface Part {
  start: number;
  end: number;
  /** Where it begins in its first line. */
  indent: number;
  /** True of a key and its value. */
  isPair: boolean;
  /** What is left of a pointer, from within it. */
  keys: string[];
}

/**
 * The smallest part of a YAML text that holds what a pointer leads to, as far as its lines tell: through mappings and lists in
 * block style. Undefined where not even the first step is plain.
 */
export function partOf(lines: Lines, keys: string[]): Part | undefined {
  let part: Part | undefined;
  let block: Block = { from: 0, to: lines.text.length };
  for (const [index, key] of keys.entries()) {
    const found = entryIn(lines, block, key);
    if (!found) break;
    const { inside, ...entry } = found;
    part = { ...entry, keys: keys.slice(index + 1) };
    if (!inside) break;
    block = inside;
  }
  return part;
}

/** Lines that hold a mapping or a list. */
interface Block {
  from: number;
  to: number;
  /** Where it begins in its first line, where that is after a dash. */
  column?: number;
}

interface Entry extends Omit<Part, 'keys'> {
  /** What it holds, where that is in block style. */
  inside?: Block;
}

/** An entry of a block; undefined where it has none of that name, or is not plainly a mapping or list. */
function entryIn(lines: Lines, { from, to, column }: Block, key: string): Entry | undefined {
  let first = from;
  while (first < to && lines.indents[first] === -1) first++;
  const indent = column ?? lines.indents[first] ?? 0;
  const isList = DASH.test(lines.text[first]?.slice(indent) ?? '');
  let [start, count] = [-1, 0];
  const entry = (end: number): Entry | undefined => {
    if (start < 0) return undefined;
    if (isList) return itemAt(lines, start, end, indent);
    const isBlock = /^(#|$)/.test(entryOf(lines.text[start]?.slice(indent) ?? '')?.value ?? '');
    return { start, end, indent, isPair: true, ...(isBlock && { inside: { from: start + 1, to: end } }) };
  };
  for (let index = first; index < to; index++) {
    const here = index === from && column !== undefined ? column : (lines.indents[index] ?? -1);
    if (here === -1 || here > indent) continue;
    const line = here === indent ? (lines.text[index]?.slice(indent) ?? '') : '';
    // A list that is the value of a key may stand right below it.
    if (!isList && index > first && DASH.test(line)) continue;
    if (start >= 0) return entry(index);
    const pair = isList ? itemOf(line) : entryOf(line);
    if (!pair || isOpen(pair.value)) return undefined;
    if (isList ? String(count++) === key : pair.key === key) start = index;
  }
  return entry(to);
}

const DASH = /^-(?:\s+|$)/;

/** An entry of a list as the line says that it begins with: its key, where it is a mapping. */
function itemOf(line: string): { key?: string; value: string } | undefined {
  const rest = line.replace(DASH, '');
  return rest === line ? undefined : (entryOf(rest) ?? { value: rest });
}

function itemAt({ text }: Lines, start: number, end: number, indent: number): Entry | undefined {
  const line = text[start] ?? '';
  const column = indent + (DASH.exec(line.slice(indent))?.[0].length ?? 0);
  if (!entryOf(line.slice(column))) return undefined;
  return { start, end, indent: column, isPair: false, inside: { from: start, to: end, column } };
}

/** What goes on below it may stand anywhere, and look like a key. */
const isOpen = (value: string): boolean => {
  const closing = { '"': '"', "'": "'", '{': '}', '[': ']' }[value[0] ?? ''];
  return closing !== undefined && (value.length < 2 || !value.trimEnd().endsWith(closing));
};
