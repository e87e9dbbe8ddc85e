import { own } from './own.js';
import type { PlainParameter, PlainRoute } from './route.js';
import { encode, expand, isAbsent, pairs, textOf } from './style.js';

type Args = Readonly<Record<string, unknown>>;

const USUAL: PlainParameter = {};
const howOf = ({ written = {} }: PlainRoute, name: string): PlainParameter => own(written, name) ?? USUAL;

/** A value that a parameter writes as JSON is text from here on. */
const writtenValue = (value: unknown, { json }: PlainParameter): unknown =>
  json && !isAbsent(value) ? JSON.stringify(value) : value;

/** The path and the query, which some descriptions begin in the path: `/responses/{id}?beta=true`. */
export function targetOf(route: PlainRoute, args: Args): string {
  const [path = '', ...constant] = (pathOf(route, args).split('#')[0] ?? '').split('?');
  const query = [...constant, queryOf(route, args)].filter(Boolean).join('&');
  return query ? `${path}?${query}` : path;
}

/**
 * The path with its parameters.
 * @throws TypeError where one is missing, empty, or `.` or `..`, which every URL parser takes for a folder: another resource
 *   would be asked for
 */
function pathOf(route: PlainRoute, args: Args): string {
  const names = new Map((route.pathParams ?? []).map((name) => [howOf(route, name).name ?? name, name]));
  const path = route.path.replace(/\{([^{}]+)\}/g, (placeholder, wire: string) => {
    const name = names.get(wire);
    if (name === undefined) return placeholder;
    const how = howOf(route, name);
    const value = writtenValue(own(args, name), how);
    const text = isAbsent(value) ? '' : expand(wire, value, how, encode);
    if (!text) throw new TypeError(`[@bitget-spec/client] ${name} is missing, ${route.name}: the path needs it.`);
    return text;
  });
  if (/(^|\/)\.\.?([/?#]|$)/.test(path))
    throw new TypeError(`[@bitget-spec/client] a path has no part "." or "..", ${route.name}: look at the arguments.`);
  return path;
}

/** The query, without its question mark. */
const queryOf = (route: PlainRoute, args: Args): string =>
  (route.query ?? [])
    .flatMap((name) => {
      const how = howOf(route, name);
      return pairs(how.name ?? name, writtenValue(own(args, name), how), how);
    })
    .join('&');

/** The headers but `Cookie`. */
export function headersOf(route: PlainRoute, args: Args): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of route.header ?? []) {
    const how = howOf(route, name);
    const value = writtenValue(own(args, name), how);
    if (!isAbsent(value)) headers[how.name ?? name] = expand(name, value, how, (text) => text);
  }
  return headers;
}

/** The pairs of the `Cookie` header, which browsers do not let a program set. */
export const cookiesOf = (route: PlainRoute, args: Args): string[] =>
  (route.cookie ?? []).flatMap((name) => {
    const how = howOf(route, name);
    const value = writtenValue(own(args, name), how);
    if (isAbsent(value)) return [];
    const wire = how.name ?? name;
    return [
      `${wire}=${typeof value === 'object' ? expand(wire, value, { explode: false }, encode) : encode(textOf(value))}`,
    ];
  });
