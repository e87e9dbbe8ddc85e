import { isRecord, type Schema } from '../schema.js';
import { type Compile, Failure, type Reader } from './failure.js';
import { regexOf } from './values.js';

type Fields = Record<string, unknown>;
type Rule = (fields: Fields) => Failure | undefined;

/** What an object may hold and has to. */
export function objectRules(schema: Schema, compile: Compile): Reader[] {
  return [...countRules(schema), ...nameRules(schema, compile), ...fieldRules(schema, compile)].map(
    (rule) => (value) => (isRecord(value) ? (rule(value) ?? value) : value),
  );
}

function countRules({ maxProperties, minProperties }: Schema): Rule[] {
  const rules: Rule[] = [];
  if (maxProperties !== undefined)
    rules.push((fields) =>
      Object.keys(fields).length > maxProperties
        ? new Failure(`must NOT have more than ${maxProperties} properties`)
        : undefined,
    );
  if (minProperties !== undefined)
    rules.push((fields) =>
      Object.keys(fields).length < minProperties
        ? new Failure(`must NOT have fewer than ${minProperties} properties`)
        : undefined,
    );
  return rules;
}

function nameRules({ required, dependentRequired, propertyNames }: Schema, compile: Compile): Rule[] {
  const rules: Rule[] = [];
  if (required?.length) rules.push((fields) => missing(fields, required));
  const nameReader = compile(propertyNames);
  if (nameReader)
    rules.push((fields) =>
      Object.keys(fields)
        .map(nameReader)
        .find((read) => read instanceof Failure),
    );
  for (const [name, needed] of Object.entries(dependentRequired ?? {}))
    rules.push((fields) => (fields[name] === undefined ? undefined : missing(fields, needed)));
  return rules;
}

function missing(fields: Fields, needed: readonly string[]): Failure | undefined {
  for (const name of needed) if (fields[name] === undefined) return new Failure('cannot be empty', name);
  return undefined;
}

function fieldRules({ properties = {}, patternProperties = {}, ...schema }: Schema, compile: Compile): Rule[] {
  const { additionalProperties } = schema;
  const patterns = Object.entries(patternProperties).map(([pattern, part]) => ({
    regex: regexOf(pattern),
    reader: compile(part),
  }));
  const isOther = (name: string) => !Object.hasOwn(properties, name) && !patterns.some(({ regex }) => regex.test(name));
  const rules: Rule[] = [];
  if (additionalProperties === false)
    rules.push((fields) =>
      Object.keys(fields).some(isOther) ? new Failure('must NOT have additional properties') : undefined,
    );
  const others = compile(additionalProperties);
  if (others) rules.push((fields) => readFields(fields, (name) => (isOther(name) ? others : undefined)));
  const named = namedFields(properties, compile);
  if (named) rules.push(named);
  for (const { regex, reader } of patterns)
    if (reader) rules.push((fields) => readFields(fields, (name) => (regex.test(name) ? reader : undefined)));
  return rules;
}

function readFields(fields: Fields, readerOf: (name: string) => Reader | undefined): Failure | undefined {
  for (const name in fields) {
    const reader = readerOf(name);
    if (!reader) continue;
    const read = reader(fields[name]);
    if (read instanceof Failure) return read.within(name);
    fields[name] = read;
  }
  return undefined;
}

/**
 * Each field by its own schema. An operation declares many and a request has few, so that it goes by those that are
 * there; of several failures it says the one that is declared first.
 */
function namedFields(properties: NonNullable<Schema['properties']>, compile: Compile): Rule | undefined {
  const known = new Map<string, { order: number; reader: Reader }>();
  for (const [order, [name, part]] of Object.entries(properties).entries()) {
    const reader = compile(part);
    if (reader) known.set(name, { order, reader });
  }
  if (!known.size) return undefined;
  return (fields) => {
    let first = Number.POSITIVE_INFINITY;
    let failure: Failure | undefined;
    for (const name in fields) {
      const field = known.get(name);
      const given = fields[name];
      if (!field || given === undefined) continue;
      const read = field.reader(given);
      if (read === given) continue;
      if (!(read instanceof Failure)) fields[name] = read;
      else if (field.order < first) {
        first = field.order;
        failure = read.within(name);
      }
    }
    return failure;
  };
}
