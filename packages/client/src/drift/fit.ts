import { counted } from '../errors/counted.js';

/** JSON Schema as the generator writes it for responses; keywords that are not named here are passed over. */
export type Schema =
  | boolean
  | {
      readonly $ref?: string;
      readonly type?: string | readonly string[];
      readonly enum?: readonly unknown[];
      readonly const?: unknown;
      readonly pattern?: string;
      readonly minLength?: number;
      readonly maxLength?: number;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly minItems?: number;
      readonly maxItems?: number;
      readonly required?: readonly string[];
      readonly properties?: Readonly<Record<string, Schema>>;
      readonly additionalProperties?: Schema;
      readonly items?: Schema;
      readonly prefixItems?: readonly Schema[];
      readonly anyOf?: readonly Schema[];
      readonly oneOf?: readonly Schema[];
      readonly allOf?: readonly Schema[];
    };

/** The schema of every operation's response, of one API. */
export interface ResponseSchemas {
  schemas: Readonly<Record<string, Schema>>;
  /** By the call's key: `v3:trade.placeOrder`. */
  responses: Readonly<Record<string, Schema>>;
}

/** A location in a response that does not fit. */
export interface Misfit {
  /** `data[0].price` */
  path: string;
  /** `string`, `one of "buy", "sell"` */
  expected: string;
  /** The kind of what is there, `number`, or `nothing`; never its value. */
  got: string;
}

type Report = (path: string, expected: string, value: unknown) => void;

/**
 * Holds a response against its schema. Reads the schema as it goes: compiled to code, those of all calls are fifty times
 * larger and take longer to load than any response takes to check.
 */
export function misfits(
  value: unknown,
  schema: Schema,
  { schemas }: Pick<ResponseSchemas, 'schemas'>,
  most = 10,
): Misfit[] {
  const found: Misfit[] = [];
  const report: Report = (path, expected, got) => {
    if (found.length < most) found.push({ path, expected, got: kindOf(got) });
  };
  fit(value, schema, 'data', schemas, report);
  return found;
}

function fit(value: unknown, schema: Schema, path: string, schemas: ResponseSchemas['schemas'], report: Report): void {
  if (schema === false) report(path, 'nothing', value);
  if (typeof schema === 'boolean') return;
  const { $ref, type, anyOf, oneOf, allOf } = schema;
  if ($ref) fit(value, schemas[$ref.slice($ref.lastIndexOf('/') + 1)] ?? true, path, schemas, report);
  const types = typeof type === 'string' ? [type] : type;
  if (types && !types.some((name) => isType(value, name))) {
    report(path, types.join(' or '), value);
    return;
  }
  if (schema.enum && !schema.enum.some((one) => same(one, value))) report(path, oneOfText(schema.enum), value);
  if (schema.const !== undefined && !same(schema.const, value)) report(path, oneOfText([schema.const]), value);
  if (typeof value === 'string') fitText(value, schema, path, report);
  else if (typeof value === 'number') fitNumber(value, schema, path, report);
  else if (Array.isArray(value)) fitList(value, schema, path, schemas, report);
  else if (typeof value === 'object' && value) fitObject(value, schema, path, schemas, report);
  for (const part of allOf ?? []) fit(value, part, path, schemas, report);
  for (const parts of [anyOf, oneOf]) if (parts) fitEither(value, parts, path, schemas, report);
}

type Keywords = Exclude<Schema, boolean>;

/** Longer texts are held against no pattern: a description that is not ours may have one that takes for ever. */
const LONGEST = 10_000;

function fitText(value: string, { pattern, minLength, maxLength }: Keywords, path: string, report: Report): void {
  if (minLength !== undefined && value.length < minLength)
    report(path, `at least ${counted(minLength, 'character')}`, value);
  const tooLong = maxLength !== undefined && value.length > maxLength;
  if (tooLong) report(path, `at most ${counted(maxLength ?? 0, 'character')}`, value);
  if (tooLong || value.length > LONGEST) return;
  if (pattern !== undefined && !regexOf(pattern).test(value)) report(path, `text like /${pattern}/`, value);
}

function fitNumber(value: number, { minimum, maximum }: Keywords, path: string, report: Report): void {
  if (minimum !== undefined && value < minimum) report(path, `at least ${minimum}`, value);
  if (maximum !== undefined && value > maximum) report(path, `at most ${maximum}`, value);
}

function fitList(
  value: readonly unknown[],
  schema: Keywords,
  path: string,
  schemas: ResponseSchemas['schemas'],
  report: Report,
) {
  const { items, prefixItems = [], minItems = 0, maxItems = Infinity } = schema;
  if (value.length < minItems) report(path, `at least ${counted(minItems, 'entry', 'entries')}`, value);
  if (value.length > maxItems) report(path, `at most ${counted(maxItems, 'entry', 'entries')}`, value);
  value.forEach((entry, index) => {
    const one = prefixItems[index] ?? items;
    if (one !== undefined) fit(entry, one, `${path}[${index}]`, schemas, report);
  });
}

function fitObject(
  value: object,
  schema: Keywords,
  path: string,
  schemas: ResponseSchemas['schemas'],
  report: Report,
): void {
  const { required = [], properties = {}, additionalProperties } = schema;
  for (const name of required) {
    if (!Object.hasOwn(value, name)) report(`${path}.${name}`, 'a value', undefined);
  }
  for (const [name, entry] of Object.entries(value)) {
    const one = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (one !== undefined) fit(entry, one, `${path}.${name}`, schemas, report);
  }
}

/** Says of the part that came furthest what is wrong with it; of several at the same place, what any would take. */
function fitEither(
  value: unknown,
  parts: readonly Schema[],
  path: string,
  schemas: ResponseSchemas['schemas'],
  report: Report,
) {
  let deepest: [path: string, expected: string, value: unknown][] = [];
  const wanted: string[] = [];
  for (const part of parts) {
    const own: [path: string, expected: string, value: unknown][] = [];
    fit(value, part, path, schemas, (...misfit) => void own.push(misfit));
    if (!own.length) return;
    if (own.every(([place]) => place !== path)) deepest = own;
    else wanted.push(own.map(([, expected]) => expected).join(' and '));
  }
  if (deepest.length) for (const misfit of deepest) report(...misfit);
  else report(path, wanted.join(', or '), value);
}

function isType(value: unknown, name: string): boolean {
  if (name === 'null') return value === null;
  if (name === 'array') return Array.isArray(value);
  if (name === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return name === 'integer' ? isWhole(value) : typeof value === name;
}

/** Integers past 2^53 arrive as texts, see `parseLossless`. */
const isWhole = (value: unknown) => Number.isInteger(value) || (typeof value === 'string' && /^-?\d{16,}$/.test(value));

const same = (a: unknown, b: unknown) => a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));

const oneOfText = (values: readonly unknown[]) =>
  `${values.length > 1 ? 'one of ' : ''}${values.map((value) => JSON.stringify(value)).join(', ')}`;

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return counted(value.length, 'entry', 'entries');
  return typeof value === 'string' ? shapeOf(value) : typeof value;
}

/** A text's sort and length, which show a drift without giving anything away. */
function shapeOf(text: string): string {
  if (!text) return 'empty text';
  const digits = /^[-+]?\d+$/.test(text) ? 'digits' : /^[-+]?[\d.]+$/.test(text) ? 'a decimal' : 'text';
  return `${digits} of ${counted(text.length, 'character')}`;
}

const regexes = new Map<string, RegExp>();

function regexOf(pattern: string): RegExp {
  const known = regexes.get(pattern);
  if (known) return known;
  const made = new RegExp(pattern, 'u');
  regexes.set(pattern, made);
  return made;
}
