import { isObject, type Json, type JsonObject, objectOf } from '../load/json.js';
import { isRef } from '../load/source.js';
import { capitalize, typeName } from './names.js';
import { freeName, type RawOperation } from './raw-operation.js';
import { resolveIn } from './resolve.js';
import type { RecordType } from './types.js';

type Input = Pick<RawOperation, 'document' | 'taken' | 'records'>;

/**
 * The records of a response that is a list, and of one that is read page by page: what its lists hold. A record without
 * a name is called after what holds it, `SpotTradeFillsItem`, with the list's name where there are several.
 * @param holder prefix of the operation's types
 */
export function recordsOf(input: Input, schema: JsonObject, holder: string, isPaged: boolean): RecordType[] {
  const { document } = input;
  const whole = objectOf(resolveIn(document, schema));
  if (whole.oneOf || whole.anyOf) return []; // lists in some responses, objects in others
  const prefix = isRef(schema) ? typeName(schema.$ref.split('/').pop() ?? '') : holder;
  const own = itemsOf(whole, document);
  if (own) return [recordOf(input, own, prefix)];
  if (!isPaged) return [];
  const lists = Object.entries(objectOf(whole.properties)).flatMap(([name, property]) => {
    const items = itemsOf(property, document);
    return items ? [{ name, items }] : [];
  });
  return lists.map(({ name, items }) => recordOf(input, items, lists.length > 1 ? prefix + capitalize(name) : prefix));
}

function recordOf({ taken, records }: Input, schema: JsonObject, prefix: string): RecordType {
  if (!schema.properties && !schema.allOf && !schema.prefixItems) return { schema };
  const name = records.get(schema) ?? freeName(taken, `${prefix}Item`, `${prefix}Record`);
  records.set(schema, name);
  return { schema, typeName: name };
}

/** What a list holds, also of one that may be `null`. */
function itemsOf(value: Json | undefined, document: JsonObject): JsonObject | undefined {
  const schema = resolveIn(document, value);
  if (!isObject(schema)) return undefined;
  if (isObject(schema.items)) return schema.items;
  const choices = [schema.anyOf, schema.oneOf].find(Array.isArray) ?? [];
  return choices.map((choice) => itemsOf(choice, document)).find((items) => items !== undefined);
}
