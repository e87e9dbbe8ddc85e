import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../load/json.js';
import type { Api } from '../../model/types.js';
import { code } from '../print/quote/index.js';
import { constraints } from './constraints.js';
import { below, typeWords } from './type-words.js';
import { type View, viewOf } from './view.js';

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

type Direction = 'request' | 'answer';

/** No table is longer; documents of others can hold schemas without end. */
export const MOST_FIELDS = 400;

/** Every field of a schema, nested ones after the one that holds them; a type that holds itself is shown once. */
export function fieldsOf(schema: JsonObject, api: Api, direction: Direction): Field[] {
  const walk = new Walk(api, direction);
  const root = viewOf(schema, api);
  walk.children(root, '');
  if (!walk.fields.length && !isEmptyObject(root)) walk.field(schema, api.ours ? 'data' : 'body', true);
  return walk.fields;
}

const isEmptyObject = ({ schema }: View): boolean => schema.type === 'object' || isObject(schema.properties);

class Walk {
  readonly fields: Field[] = [];
  /** Where the fields of a named type stand, so that they are told once. */
  private readonly shown = new Map<string, string>();
  private depth = 0;

  constructor(
    private readonly api: Api,
    private readonly direction: Direction,
  ) {}

  field(schema: JsonObject, name: string, required: boolean, title?: string): void {
    if (this.fields.length >= MOST_FIELDS) return;
    const view = viewOf(schema, this.api);
    const rules = [...constraints(view, this.direction), ...this.ofEntries(view)];
    const field: Field = {
      name,
      depth: this.depth,
      ...(title && { title }),
      type: typeWords(view, this.api),
      required,
      nullable: view.nullable,
      empty: view.empty,
      text: [textOf(view.schema.description)?.trim() ?? '', ...rules].filter(Boolean).join(' '),
    };
    this.fields.push(field);
    this.depth++;
    const before = this.children(view, name);
    this.depth--;
    if (before !== undefined)
      field.text = `${field.text} Fields as ${before ? `in ${code(before)}` : 'at the top'}.`.trim();
  }

  /** The fields below; where they were told before, only says where. */
  children(view: View, path: string, required = true, depth = 0): string | undefined {
    if (depth > 12) return undefined;
    const properties = Object.entries(objectOf(view.schema.properties));
    if (view.ref && properties.length) {
      const before = this.shown.get(view.ref);
      if (before !== undefined) return before;
      this.shown.set(view.ref, path);
    }
    const needed = new Set(listOf(view.schema.required));
    for (const [name, schema] of properties) {
      if (isObject(schema)) this.field(schema, path ? `${path}.${name}` : name, required && needed.has(name));
    }
    let told: string | undefined;
    for (const inner of below(view, path)) {
      if (Array.isArray(view.schema.prefixItems)) this.field(inner.schema, inner.path, true, inner.title);
      else {
        const shared = required && view.variants.length < 2;
        told ??= this.children(viewOf(inner.schema, this.api), inner.path, shared, depth + 1);
      }
    }
    return told;
  }

  /** Constraints of plain entries, which have no line of their own. */
  private ofEntries({ schema }: View): string[] {
    if (!isObject(schema.items)) return [];
    const entry = viewOf(schema.items, this.api);
    if (entry.schema.properties || entry.schema.items || entry.schema.prefixItems || entry.variants.length) return [];
    const description = schema.description === undefined ? textOf(entry.schema.description) : undefined;
    const rules = constraints(entry, this.direction);
    return [...(description ? [description] : []), ...(rules.length ? [`Each: ${rules.join(' ')}`] : [])];
  }
}
