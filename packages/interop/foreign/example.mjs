import { sampleValue } from '../../../generator/dist/emit/docs/samples/sample-value.js';
import { resolved } from '../../../generator/dist/model/schema/resolved.js';

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * What a call is given: the document's example where it has one, else a value that its schema allows, every parameter and
 * every field of a form included.
 * @param note - told of what OpenAPI leaves open, so that there is nothing to compare
 */
export function exampleOf({ request, path }, note) {
  const { parameters, body, flat, example } = request;
  const told = isObject(example) ? example : {};
  const values = new Map();
  for (const parameter of parameters) {
    const value = writtenValue(told[parameter.argument] ?? sampleValue(parameter.schema), parameter);
    if (isOpen(parameter, value))
      note(`deepObject of a list or of nested objects, which OpenAPI leaves open: sent as name[a][0]`);
    else if (isComparable(value, parameter)) values.set(parameter, value);
  }
  const whole = body && bodyValue(body, flat ? withoutParameters(example, parameters) : told.body, note);
  const args = Object.fromEntries([...values].map(([{ argument }, value]) => [argument, value]));
  if (whole === undefined) return { argument: parameters.length ? args : undefined, values, body: undefined, path };
  if (!flat) return { argument: { ...args, body: whole }, values, body: whole, path };
  return { argument: parameters.length ? { ...args, ...whole } : whole, values, body: whole, path };
}

/** An example may be the text of a list, as a URL has it. */
function writtenValue(value, { schema }) {
  const kind = resolved(schema).kind;
  if (kind === 'list' && !Array.isArray(value)) return String(value).split(',');
  return value === '' || value === null ? 'text' : value;
}

const isOpen = ({ style, in: place }, value) =>
  place === 'query' && style.style === 'deepObject' && (Array.isArray(value) || hasNested(value));
const hasNested = (value) =>
  isObject(value) && Object.values(value).some((inner) => typeof inner === 'object' && inner !== null);

/** swagger-client sends one cookie of several, and no empty lists in headers. */
const isComparable = (value, parameter) =>
  !(parameter.in === 'path' && value === '') &&
  !(Array.isArray(value) && !value.length) &&
  !(isObject(value) && !Object.keys(value).length);

const withoutParameters = (example, parameters) => {
  if (!isObject(example)) return example;
  const names = new Set(parameters.map(({ argument }) => argument));
  return Object.fromEntries(Object.entries(example).filter(([name]) => !names.has(name)));
};

function bodyValue({ kind, schema, fields = {} }, told, note) {
  if (kind === 'text') return typeof told === 'string' && told ? told : '<text/>';
  if (kind === 'binary') return 'bytes';
  const given = told === undefined || (isObject(told) && !Object.keys(told).length) ? sampleValue(schema) : told;
  if (kind === 'json') return given === null || given === '' || given === 0 || given === false ? 'text' : given;
  const { properties = new Map() } = resolved(schema);
  const form = {
    ...Object.fromEntries([...properties].map(([name, field]) => [name, sampleValue(field)])),
    ...(isObject(given) && given),
  };
  return Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => {
      const field = properties.get(name);
      const seen = field && resolved(field);
      if (seen?.format === 'binary')
        return [
          [name, kind === 'multipart' ? new Blob([`bytes of ${name}`], { type: 'application/octet-stream' }) : 'bytes'],
        ];
      if (seen?.kind === 'list' && seen.items && resolved(seen.items).format === 'binary')
        return [[name, [new Blob(['bytes'])]]];
      if (fields[name]?.style === 'deepObject' && (Array.isArray(value) || hasNested(value))) {
        note('deepObject of a list or of nested objects, which OpenAPI leaves open: sent as name[a][0]');
        return [];
      }
      const empty =
        value === null ||
        value === '' ||
        (typeof value === 'object' && !(value instanceof Blob) && !Object.keys(value).length);
      return empty ? [] : [[name, value]];
    }),
  );
}
