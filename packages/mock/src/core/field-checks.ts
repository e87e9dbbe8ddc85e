/** Says what a value must be if it is not that: `a text`. */
export type Check = (value: unknown) => string | undefined;

export const text: Check = (value) => (typeof value === 'string' && value !== '' ? undefined : 'a text');

export const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false');

export function oneOf(...words: unknown[]): Check {
  const list = words.map((word) => JSON.stringify(word)).join(' or ');
  return (value) => (words.includes(value) ? undefined : list);
}

export function whole(least: number, most: number): Check {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? undefined
      : `a whole number from ${least} to ${most}`;
}

export function listOf(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return 'a list';
    const wrong = value.map(check).find((words) => words !== undefined);
    return wrong === undefined ? undefined : `a list, each entry ${wrong}`;
  };
}

/**
 * Checks an object's fields, of which `undefined` counts as absent.
 *
 * @param place what the object is called, with a dot: `fault.`
 * @throws TypeError that names the field and what it must be
 */
export function checkFields(fields: object, checks: Readonly<Record<string, Check>>, place = ''): void {
  for (const [name, value] of Object.entries(fields)) {
    const wanted = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (!wanted) {
      const known = Object.keys(checks).join(', ') || 'none';
      throw new TypeError(`[mock] ${place}${name}: no such field; there are: ${known}`);
    }
    if (value === undefined) continue;
    const wrong = wanted(value);
    if (wrong !== undefined) throw new TypeError(`[mock] ${place}${name} must be ${wrong}`);
  }
}
