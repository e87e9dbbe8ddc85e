/** JSON with each entry of a list, and each part of a page, on a line of its own: a changed field is a changed line. */
export const pageJson = (page: unknown): string => `${lines(page, '')}\n`;

function lines(value: unknown, indent: string): string {
  if (!isObject(value) || isFlat(value)) return JSON.stringify(value);
  const inner = `${indent} `;
  const entries = Array.isArray(value)
    ? value.map((entry) => lines(entry, inner))
    : Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${lines(part, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${entries.map((entry) => inner + entry).join(',\n')}\n${indent}${close}`;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** What stands on one line: a value, a list of values, a row of them. */
const isFlat = (value: unknown): boolean =>
  !isObject(value) || (Array.isArray(value) ? !value.some(isObject) : Object.values(value).every(isFlat));
