import { isObject, type Json } from '../generator/src/load/json.js';
import { resolved } from '../generator/src/model/schema/resolved.js';
import { nodesOf } from '../generator/src/model/schema/walk.js';
import type { Operation } from '../generator/src/model/types.js';

/**
 * A request of an official page as the exchange reads it: a query is text, so numbers come as text; spellings that
 * `x-accepts` names stand for the documented ones; and what is left empty is as good as left out.
 */
export function read(sent: Json, { request }: Operation): Json {
  if (!request.schema) return sent;
  const numbers = new Set<string>();
  const spellings = new Map<string, Record<string, string>>();
  for (const [path, { schemas }] of nodesOf(request.schema)) {
    for (const schema of schemas) {
      const seen = resolved(schema);
      if (seen.kind === 'number' && seen.integer && request.parameters.some(({ name }) => name === path))
        numbers.add(path);
      if (Object.keys(seen.accepts).length) spellings.set(path, seen.accepts);
    }
  }
  const visit = (value: Json, path: string): Json => {
    if (Array.isArray(value)) return value.map((item) => visit(item, `${path}[]`));
    if (isObject(value)) {
      const fields = Object.entries(value).filter(([, inner]) => inner !== '' && inner !== null);
      return Object.fromEntries(fields.map(([name, inner]) => [name, visit(inner, path ? `${path}.${name}` : name)]));
    }
    if (numbers.has(path) && typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
    const word = spellings.get(path)?.[String(value)];
    return word ?? value;
  };
  return visit(sent, '');
}
