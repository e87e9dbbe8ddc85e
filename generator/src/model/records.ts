import { capitalize, typeName } from './names.js';
import { freeName, type RawOperation } from './raw-operation.js';
import type { Schema } from './schema/kinds.js';
import { followed } from './schema/resolved.js';
import type { RecordType } from './types.js';

type Input = Pick<RawOperation, 'taken' | 'records'>;

/**
 * The records of a response that is a list, and of one that is read page by page: what its lists hold. A record without
 * a name is called after what holds it, `SpotTradeFillsItem`, with the list's name where there are several.
 * @param holder prefix of the operation's types
 */
export function recordsOf(input: Input, schema: Schema, holder: string, isPaged: boolean): RecordType[] {
  const whole = followed(schema);
  if (whole.kind === 'union' && !whole.byType) return []; // lists in some responses, objects in others
  const prefix = schema.kind === 'reference' ? typeName(schema.to) : holder;
  const own = itemsOf(whole);
  if (own) return [recordOf(input, own, prefix)];
  if (!isPaged || whole.kind !== 'object') return [];
  const lists = [...whole.properties].flatMap(([name, property]) => {
    const items = itemsOf(property);
    return items ? [{ name, items }] : [];
  });
  return lists.map(({ name, items }) => recordOf(input, items, lists.length > 1 ? prefix + capitalize(name) : prefix));
}

const NAMED: Schema['kind'][] = ['object', 'intersection', 'tuple'];

function recordOf({ taken, records }: Input, schema: Schema, prefix: string): RecordType {
  if (!NAMED.includes(schema.kind)) return { schema };
  const name = records.get(schema) ?? freeName(taken, `${prefix}Item`, `${prefix}Record`);
  records.set(schema, name);
  return { schema, typeName: name };
}

/** What a list holds, also of one that may be something else. */
function itemsOf(given: Schema): Schema | undefined {
  const schema = followed(given);
  if (schema.kind === 'list') return schema.items;
  if (schema.kind !== 'union') return undefined;
  return schema.alternatives.map(itemsOf).find((items) => items !== undefined);
}
