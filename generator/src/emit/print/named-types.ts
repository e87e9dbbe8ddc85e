import { typeName } from '../../model/names.js';
import type { Schema } from '../../model/schema/kinds.js';
import type { Api } from '../../model/types.js';
import { comment } from './quote/index.js';
import type { TypePrinter } from './type-printer.js';
import { wrap } from './wrap.js';

/** A named type, printed. */
export interface NamedType {
  /** Doc comment, with a line end, or nothing. */
  about: string;
  declaration: string;
  /** Names of the components that stand in it. */
  refs: string[];
}

/** Each name once: a scalar is one type to TypeScript, sent or received. */
export function namedTypes(print: TypePrinter, schemas: ReadonlyMap<string, Schema>, readings: Api['readings']) {
  const emptied = new Set([...readings.values()].flatMap(({ name, variant }) => (variant === 'empty' ? [name] : [])));
  const types = new Map<string, NamedType>();
  for (const [key, schema] of schemas) {
    const name = readings.get(key)?.name ?? key;
    if (types.has(typeName(name))) continue;
    const about = [schema.description?.trim(), emptied.has(name) ? EMPTY : ''].filter(Boolean).join(' ');
    const refs = [...JSON.stringify(schema.json).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, to = '']) => to,
    );
    types.set(typeName(name), { about: comment(wrap(about)), declaration: print.component(key), refs });
  }
  return types;
}

const EMPTY = 'Empty in a response where there is nothing to say.';
