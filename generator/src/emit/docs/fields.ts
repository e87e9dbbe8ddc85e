import type { Schema } from '../../model/schema/kinds.js';
import { alternativesOf, byType, type Resolved, resolved } from '../../model/schema/resolved.js';
import type { Api } from '../../model/types.js';
import { code } from '../print/quote/index.js';
import { constraints } from './constraints.js';
import { below, typeWords } from './type-words.js';

/** One line of a field table. */
export interface Field {
  /** From the top, with dots: `orderList[].clientOid`. */
  name: string;
  /** How many fields hold it. */
  depth: number;
  /** What a row of values calls it. */
  title?: string;
  type: string;
  required: boolean;
  nullable: boolean;
  empty: boolean;
  /** Description and constraints, Markdown that is not yet escaped. */
  text: string;
}

type Direction = 'request' | 'response';

/** No table is longer; documents of others can hold schemas without end. */
export const MOST_FIELDS = 400;

/** Every field of a schema, nested ones after the one that holds them; a type that holds itself is shown once. */
export function fieldsOf(schema: Schema, api: Api, direction: Direction): Field[] {
  const walk = new Walk(direction);
  const root = resolved(schema);
  walk.children(root, '');
  if (!walk.fields.length && !isEmptyObject(root)) walk.field(schema, api.profile.result, true);
  return walk.fields;
}

const isEmptyObject = ({ kind, nullable }: Resolved): boolean => (kind === 'object' || kind === 'map') && !nullable;

/** True for a value that has nothing below it. */
const isPlain = (seen: Resolved): boolean =>
  !alternativesOf(seen).length &&
  byType(seen).every(
    (one) =>
      one.kind !== 'tuple' && !(one.kind === 'list' && one.items) && !(one.kind === 'object' && one.properties.size),
  );

class Walk {
  readonly fields: Field[] = [];
  /** Where the fields of a named type stand, so that they are listed once. */
  private readonly shown = new Map<string, string>();
  private depth = 0;

  constructor(private readonly direction: Direction) {}

  field(schema: Schema, name: string, required: boolean, title?: string): void {
    if (this.fields.length >= MOST_FIELDS) return;
    const seen = resolved(schema);
    const rules = [...constraints(seen, this.direction), ...this.ofEntries(seen)];
    const field: Field = {
      name,
      depth: this.depth,
      ...(title && { title }),
      type: typeWords(schema),
      required,
      nullable: seen.nullable,
      empty: seen.empty,
      text: [seen.description?.trim() ?? '', ...rules].filter(Boolean).join(' '),
    };
    this.fields.push(field);
    this.depth++;
    const before = this.children(seen, name);
    this.depth--;
    if (before !== undefined)
      field.text = `${field.text} Fields as ${before ? `in ${code(before)}` : 'at the top'}.`.trim();
  }

  /** The fields below; where they were listed before, only says where. */
  children(seen: Resolved, path: string, required = true, depth = 0): string | undefined {
    if (depth > 12) return undefined;
    if (seen.kind === 'object' && seen.properties.size) {
      const before = seen.name && this.shown.get(seen.name);
      if (before !== undefined) return before;
      if (seen.name) this.shown.set(seen.name, path);
      for (const [name, schema] of seen.properties)
        this.field(schema, path ? `${path}.${name}` : name, required && seen.required.has(name));
    }
    const shared = required && alternativesOf(seen).length < 2;
    let listed: string | undefined;
    for (const inner of below(seen, path)) {
      if (seen.kind === 'tuple') this.field(inner.schema, inner.path, true, inner.title);
      else listed ??= this.children(resolved(inner.schema), inner.path, shared, depth + 1);
    }
    return listed;
  }

  /** Constraints of plain entries, which have no line of their own. */
  private ofEntries(seen: Resolved): string[] {
    const list = byType(seen).find(({ kind }) => kind === 'list');
    if (list?.kind !== 'list' || !list.items) return [];
    const entry = resolved(list.items);
    if (!isPlain(entry)) return [];
    const description = seen.description === undefined ? entry.description : undefined;
    const rules = constraints(entry, this.direction);
    return [...(description ? [description] : []), ...(rules.length ? [`Each: ${rules.join(' ')}`] : [])];
  }
}
