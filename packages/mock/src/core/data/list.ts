import type { JsonSchema } from '../../types.js';
import { hashText, spread } from '../hash.js';
import { flatten, type Schema, type Schemas } from '../schema.js';
import { clamp, isBookSide } from './numbers.js';
import { echoOf, type Make, type ValueContext } from './value-context.js';

type Compile = (schema: JsonSchema, name: string, example: unknown) => Make;

/** A maker of lists of one to three entries, unless schema or request ask for another number. */
export function listOf(schema: Schema, name: string, example: unknown, schemas: Schemas, compile: Compile): Make {
  const models = Array.isArray(example) ? example : [];
  if (schema.prefixItems) return tupleOf(schema.prefixItems, name, models, schemas, compile);
  const item = schema.items ?? {};
  // One maker per entry of the example, so that a list of unlike entries stays one.
  const makers = (models.length > 0 ? models.slice(0, 3) : [undefined]).map((model) => compile(item, name, model));
  const count = counter(schema, name, flatten(item, schemas));
  return (hash, scope) => {
    const entries: unknown[] = [];
    const length = count(hash, scope);
    for (let index = 0; index < length; index++) {
      const make = makers[index % makers.length];
      const request = { ...scope.request, ...scope.batch[index] };
      entries.push(make?.(hashText(`/${index}`, hash), { ...scope, index, request }));
    }
    return entries;
  };
}

function tupleOf(parts: JsonSchema[], name: string, models: unknown[], schemas: Schemas, compile: Compile): Make {
  const nameOf = (part: JsonSchema) => (isBookSide(name) ? name : (flatten(part, schemas).title ?? ''));
  const makers = parts.map((part, index) => compile(part, nameOf(part), models[index]));
  // Position and hash are the row's: moved all by one factor, a candle's high stays its highest price.
  return (hash, scope) => makers.map((make) => make(hash, scope));
}

function counter(schema: Schema, name: string, item: Schema): (hash: number, scope: ValueContext) => number {
  const fields = Object.keys(item.properties ?? {});
  const events = fields.some((field) => /id$/i.test(field));
  const ids = fields.filter((field) => /(order|trade|exec|client).*id$/i.test(field));
  const subjects = events ? [] : fields.filter((field) => /^(symbol|coin)$/.test(field));
  return (hash, scope) => {
    const fit = (count: number) => clamp(count, schema.minItems, schema.maxItems);
    // Success is what a test expects unless it says otherwise (then it overrides the response).
    if (scope.pastEnd || /fail/i.test(name)) return fit(0);
    if (scope.batch.length > 0) return fit(scope.batch.length);
    // Whoever asks for one order or one symbol gets one.
    if ([...ids, ...subjects].some((field) => echoOf(field, scope) !== undefined)) return fit(1);
    const limit = Number(scope.request.limit ?? scope.request.pageSize);
    return fit(Math.min(1 + (spread(hash) % 3), limit >= 1 ? limit : 3));
  };
}
