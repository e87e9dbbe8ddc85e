import type { Schema } from '../schema.js';
import { type Compile, Failure, type Reader } from './failure.js';
import { canonical } from './values.js';

type Rule = (list: unknown[]) => Failure | undefined;

/** How many entries a list may have, and what each must be. */
export function listRules(schema: Schema, compile: Compile): Reader[] {
  return [...lengthRules(schema), ...entryRules(schema, compile)].map(
    (rule) => (value) => (Array.isArray(value) ? (rule(value) ?? value) : value),
  );
}

function lengthRules({ maxItems, minItems, uniqueItems }: Schema): Rule[] {
  const rules: Rule[] = [];
  if (maxItems !== undefined)
    rules.push((list) =>
      list.length > maxItems ? new Failure(`must NOT have more than ${maxItems} items`) : undefined,
    );
  if (minItems !== undefined)
    rules.push((list) =>
      list.length < minItems ? new Failure(`must NOT have fewer than ${minItems} items`) : undefined,
    );
  if (uniqueItems)
    rules.push((list) =>
      new Set(list.map(canonical)).size < list.length ? new Failure('must NOT have duplicate items') : undefined,
    );
  return rules;
}

function entryRules({ prefixItems = [], items }: Schema, compile: Compile): Rule[] {
  const first = prefixItems.map((part) => compile(part));
  const rest = compile(items);
  if (!rest && !first.some((reader) => reader)) return [];
  return [
    (list) => {
      for (const [index, entry] of list.entries()) {
        const reader = index < first.length ? first[index] : rest;
        if (!reader) continue;
        const read = reader(entry);
        if (read instanceof Failure) return read.within(index);
        if (read !== entry) list[index] = read;
      }
      return undefined;
    },
  ];
}
