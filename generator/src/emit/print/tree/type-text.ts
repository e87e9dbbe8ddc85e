import type { Json } from '../../../load/json.js';
import { string } from '../quote/index.js';

/** A type as text, and what decides how it stands in others. */
export interface TypeText {
  text: string;
  /**
   * `name` is a keyword, a name or a word, which a union holds once; `fields` is `{ … }`, which an interface can be;
   * `other` needs no parentheses and is told from others by more than its text.
   */
  form: 'name' | 'fields' | 'other' | 'union' | 'intersection' | 'condition';
  /** Members of a union or an intersection. */
  of?: TypeText[];
}

export const named = (text: string): TypeText => ({ text, form: 'name' });
const other = (text: string): TypeText => ({ text, form: 'other' });

export const NEVER = named('never');
export const NULL = named('null');
export const UNKNOWN = named('unknown');
export const STRING = named('string');

/** `'a' | 'b' | null`: one list of alternatives, names once. */
export function unionOf(types: readonly TypeText[]): TypeText {
  const flat = types.flatMap((type) => (type.form === 'union' ? (type.of ?? []) : [type]));
  const of = [...new Map(flat.map((type) => [type.form === 'name' ? type.text : type, type])).values()];
  const [only, ...more] = of;
  if (!only) return NEVER;
  if (!more.length) return only;
  return { text: of.map((type) => within(type, ['intersection', 'condition'])).join(' | '), form: 'union', of };
}

const PRIMITIVES = new Set(['boolean', 'never', 'null', 'number', 'string', 'undefined']);

/** `A & B & { … }`: one list of parts. */
export function intersectionOf(types: readonly TypeText[]): TypeText {
  const flat = types.flatMap((type) => (type.form === 'intersection' ? (type.of ?? []) : [type]));
  const of = flat.filter(
    ({ text }, index) => !PRIMITIVES.has(text) || flat.findIndex((one) => one.text === text) === index,
  );
  const [only, ...more] = of;
  if (!only) return UNKNOWN;
  if (!more.length) return only;
  return { text: of.map((type) => within(type, ['union', 'condition'])).join(' & '), form: 'intersection', of };
}

/** A value that may also be null; one of which nothing is known may be null anyway. */
export const orNull = (type: TypeText): TypeText => (type.text === 'unknown' ? type : unionOf([type, NULL]));

export const listOf = (type: TypeText): TypeText => other(`${within(type, ['union', 'intersection', 'condition'])}[]`);

export const rowOf = (cells: readonly TypeText[]): TypeText => other(`[${cells.map(({ text }) => text).join(', ')}]`);

/** `{ … }`, a member on each line, with the comment above it. */
export const fieldsOf = (members: readonly string[]): TypeText => ({
  text: `{\n${members.map((member) => `  ${member.replaceAll('\n', '\n  ')}\n`).join('')}}`,
  form: 'fields',
});

/** Any name, each with a value of one type. */
export const indexOf = (values: TypeText): TypeText => fieldsOf([`[key: string]: ${values.text};`]);

/** `Omit<Pet, 'kind'>` */
export const genericOf = (name: string, ...args: TypeText[]): TypeText =>
  other(`${name}<${args.map(({ text }) => text).join(', ')}>`);

/** `'yes' extends ReduceOnly ? A : B` */
export const conditionOf = (word: string, parameter: string, yes: TypeText, no: TypeText): TypeText => ({
  text: `${string(word)} extends ${parameter} ? ${yes.text} : ${no.text}`,
  form: 'condition',
});

/** A value as the type that has no other. */
export function literalOf(value: Json): TypeText {
  if (typeof value === 'string') return named(string(value));
  if (value === null) return NULL;
  if (typeof value !== 'object') return other(String(value));
  if (Array.isArray(value)) return value.length ? rowOf(value.map(literalOf)) : other('never[]');
  const fields = Object.entries(value).map(([name, field]) => `${fieldName(name)}: ${literalOf(field).text};`);
  return fields.length ? fieldsOf(fields) : genericOf('Record', STRING, named('never'));
}

/** The name of a field, quoted where it is neither an identifier nor a number. */
export const fieldName = (name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) || (String(Number(name)) === name && !name.startsWith('-')) ? name : string(name);

const within = ({ text, form }: TypeText, enclosed: readonly TypeText['form'][]): string =>
  enclosed.includes(form) ? `(${text})` : text;
