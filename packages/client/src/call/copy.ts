/** Deeper than any argument; what goes on for ever is for the serializer to refuse. */
const DEPTH = 8;

/**
 * A copy of plain objects and lists, to the bottom: a call may wait before it is written down, and its caller may use
 * the object again meanwhile, for the next order. Anything else (a Date, a decimal) stays what it is.
 */
export function copyOf<T>(value: T, depth?: number): T;
export function copyOf(value: unknown, depth = DEPTH): unknown {
  if (!depth || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((one: unknown) => copyOf(one, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  // of whatever realm: its prototype has none
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return value;
  const copy: Record<string, unknown> = { ...value };
  for (const name in copy) if (typeof copy[name] === 'object') copy[name] = copyOf(copy[name], depth - 1);
  return copy;
}
