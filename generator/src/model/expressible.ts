import { isObject, type Json } from '../load/json.js';

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']);
const MAPS = ['properties', 'patternProperties', '$defs'];
const LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'enum', 'required'];

/** Why no emitter could express a schema, and where below it; undefined where all is well. */
export function schemaProblem(value: Json): { at: string; what: string; fix: string } | undefined {
  if (!isObject(value)) {
    return { at: '', what: `a schema is ${kindOf(value)}`, fix: 'write a mapping such as `{ type: string }`' };
  }
  const types = Array.isArray(value.type) ? value.type : value.type === undefined ? [] : [value.type];
  const unknown = types.find((type) => typeof type !== 'string' || !TYPES.has(type));
  if (unknown !== undefined) {
    return {
      at: '/type',
      what: `no type is called ${JSON.stringify(unknown)}`,
      fix: `write one of ${[...TYPES].join(', ')}`,
    };
  }
  const map = MAPS.find((key) => value[key] !== undefined && !isObject(value[key]));
  if (map)
    return {
      at: `/${map}`,
      what: `\`${map}\` is ${kindOf(value[map] ?? null)}`,
      fix: 'write a mapping of names to schemas',
    };
  const list = LISTS.find((key) => value[key] !== undefined && !Array.isArray(value[key]));
  if (list) return { at: `/${list}`, what: `\`${list}\` is ${kindOf(value[list] ?? null)}`, fix: 'write a list' };
  if (Array.isArray(value.enum) && !value.enum.length)
    return { at: '/enum', what: 'an enum is empty', fix: 'name its words' };
  return undefined;
}

const kindOf = (value: Json): string =>
  value === null
    ? 'empty'
    : Array.isArray(value)
      ? 'a list'
      : isObject(value)
        ? 'a mapping'
        : typeof value === 'string'
          ? 'text'
          : `the ${typeof value} ${value}`;
