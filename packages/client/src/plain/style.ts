import type { PlainStyle } from './route.js';

/** Percent-encodes everything that RFC 3986 reserves, `!'()*` as well, which `encodeURIComponent` leaves. */
export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Leaves reserved characters, but those that would end or split a query (OpenAPI 3.1.1, 4.8.12: `allowReserved`). */
const encodeUnreserved = (text: string): string => encodeURI(text).replace(/[#&+]/g, encodeURIComponent);

type Encode = (text: string) => string;
type Fields = [name: string, value: unknown][];

/** A single value as text: dates in ISO 8601, anything nested as JSON. */
export function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** Whether there is nothing to send: `undefined` and `null` (RFC 6570, 2.3). */
export const isAbsent = (value: unknown): value is undefined | null => value === undefined || value === null;

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const fieldsOf = (value: Record<string, unknown>): Fields =>
  Object.entries(value).filter(([, item]) => !isAbsent(item));

/** A value of a path or a header, with what the style puts before it: `5`, `.5`, `;id=5` (RFC 6570, 3.2.2 and 3.2.5 to 3.2.7). */
export function expand(
  name: string,
  value: unknown,
  { style = 'simple', explode = false }: PlainStyle,
  encode: Encode,
) {
  const [before, between] = style === 'label' ? ['.', '.'] : style === 'matrix' ? [';', ';'] : ['', ','];
  const write = (item: unknown) => encode(textOf(item));
  const named = (item: string) => (style === 'matrix' ? `${encode(name)}=${item}` : item);
  if (Array.isArray(value)) {
    const items = value.filter((item) => !isAbsent(item)).map(write);
    return before + (explode ? items.map(named).join(between) : named(items.join(style === 'label' ? '.' : ',')));
  }
  if (!isFields(value)) return before + named(write(value));
  const fields = fieldsOf(value).map(([field, item]) => [encode(field), write(item)]);
  return explode
    ? before + fields.map((field) => field.join('=')).join(between)
    : before + named(fields.flat().join(style === 'label' ? '.' : ','));
}

/** What stands between the items of a list that is one parameter. */
const BETWEEN = { spaceDelimited: '%20', pipeDelimited: '%7C' } as const;

/** A value as pairs of a query or an urlencoded form, percent-encoded. */
export function pairs(name: string, value: unknown, how: PlainStyle = {}): string[] {
  if (isAbsent(value)) return [];
  const { style = 'form', explode = style === 'form' || style === 'deepObject', reserved = false } = how;
  const write: Encode = reserved ? encodeUnreserved : encode;
  const pair = (key: string, text: string) => `${encode(key)}=${text}`;
  if (style === 'deepObject') return deepPairs(name, value, write);
  const between = style === 'spaceDelimited' || style === 'pipeDelimited' ? BETWEEN[style] : ',';
  if (Array.isArray(value)) {
    const items = value.filter((item) => !isAbsent(item)).map((item) => write(textOf(item)));
    if (explode) return items.map((item) => pair(name, item));
    return items.length ? [pair(name, items.join(between))] : [];
  }
  if (!isFields(value)) return [pair(name, write(textOf(value)))];
  const fields = fieldsOf(value).map(([field, item]): [string, string] => [field, write(textOf(item))]);
  if (explode) return fields.map(([field, text]) => pair(field, text));
  return fields.length ? [pair(name, fields.flatMap(([field, text]) => [encode(field), text]).join(between))] : [];
}

/** `filter[name]=x`. OpenAPI leaves open what is deeper; servers read `filter[a][b]=x`, and lists by index. */
function deepPairs(name: string, value: unknown, write: Encode): string[] {
  if (isAbsent(value)) return [];
  const inner = Array.isArray(value) ? Object.entries(value) : isFields(value) ? fieldsOf(value) : undefined;
  if (!inner) return [`${encode(name)}=${write(textOf(value))}`];
  return inner.flatMap(([key, item]) => deepPairs(`${name}[${key}]`, item, write));
}
