import { CORE_SCHEMA, load } from 'js-yaml';
import { redocly } from '../redocly.js';
import { Refusal } from './refusal.js';

/** How deep mappings and lists may stand in each other. */
const MOST_LEVELS = 100;
/** How many values aliases may add to those that are written. */
const MOST_REPEATED = 1_000_000;

/** Text that is no YAML. */
export class SyntaxProblem extends Error {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;

  /** @param cause what the parser threw: it ends the first line with the place, `(12:7)` */
  constructor(override readonly cause: Error) {
    super(cause.message.split('\n')[0]);
    const [, line, column] = /\((\d+):(\d+)\)$/.exec(this.message) ?? [];
    this.line = Number(line);
    this.column = Number(column);
  }
}

/**
 * The value of a text in YAML or JSON, which unfolds to a tree of a bounded size.
 * @throws SyntaxProblem, or a Refusal
 */
export async function parse(text: string, file: string): Promise<unknown> {
  const value = jsonOf(text, file) ?? fast(text) ?? exact(text, file);
  new Measure(text).of(value);
  return value;
}

/** What js-yaml 4 and 5 do not read alike: numbers in base 2, signs before `0x` and `.5`, merge keys, keys that are no text. */
const DIFFERS =
  /(?<!\w)(?:0b|[-+](?:0[xo]|\.\d))|<<\s*:|^[ \t-]*(?:\?\s|[[{].*[\]}]\s*:)|[{,]\s*(?:\{[^{}\n]*\}|\[[^[\]\n]*\])\s*:/m;

/**
 * By js-yaml 4, which takes 0.3 s for our description where js-yaml 5 takes 0.7; undefined where the two may differ, or it
 * meets a mistake or a tag.
 */
function fast(text: string): unknown {
  if (DIFFERS.test(text)) return undefined;
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch {
    return undefined;
  }
}

/**
 * By the parser that Redocly reads with, which is loaded when it is needed.
 * @throws SyntaxProblem
 */
export function exact(text: string, filename: string): unknown {
  const { parseYaml } = redocly<'parseYaml'>('js-yaml/index.js');
  try {
    return parseYaml(text, { filename });
  } catch (error) {
    throw error instanceof Error ? new SyntaxProblem(error) : error;
  }
}

/** A large JSON document, which the parsers of YAML take ten times as long for. */
function jsonOf(text: string, file: string): unknown {
  if (text.length < 1_000_000 || !file.endsWith('.json')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Node quotes the text around the mistake; the other parser says where it is.
    if (text.length > 8_000_000) throw new Refusal('is not valid JSON', 'mend its syntax');
    return undefined;
  }
}

interface Size {
  /** Values that it unfolds to, itself among them. */
  values: number;
  levels: number;
}
const SCALAR: Size = { values: 1, levels: 0 };

/** Walks what was parsed, each value once however many aliases lead to it. */
class Measure {
  /** What was met; nothing is twice where no anchor is. */
  private readonly seen: Map<object, Size> | undefined;
  private written = 0;

  constructor(text: string) {
    this.seen = text.includes('&') ? new Map() : undefined;
  }

  of(value: unknown, level = 0): Size {
    const object = typeof value === 'object' && value !== null ? value : undefined;
    const known = object && this.seen?.get(object);
    if (level + (known?.levels ?? 0) > MOST_LEVELS)
      throw new Refusal(
        `is nested more than ${MOST_LEVELS} levels deep, or holds itself`,
        'name its parts and refer to them',
      );
    if (known) return known;
    this.written++;
    if (!object) return SCALAR;
    if (Object.hasOwn(object, '__proto__'))
      throw new Refusal('has a key that is called __proto__', 'call it otherwise');
    const size = { values: 1, levels: 1 };
    for (const child of Object.values(object)) {
      const inner = this.of(child, level + 1);
      size.values += inner.values;
      size.levels = Math.max(size.levels, inner.levels + 1);
    }
    if (size.values - this.written > MOST_REPEATED)
      throw new Refusal(
        `unfolds to over ${MOST_REPEATED} values more than it has, by its aliases`,
        'write fewer of them',
      );
    this.seen?.set(object, size);
    return size;
  }
}
