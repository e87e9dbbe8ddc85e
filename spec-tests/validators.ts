import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonObject } from '../generator/src/load/json.js';
import type { Schema } from '../generator/src/model/schema/kinds.js';
import type { Api, Operation } from '../generator/src/model/types.js';
import { schemaOf } from '../generator/test/documents.js';

/** JSON Schema as everybody's validator reads it, to hold the bundled documents against. */
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false, code: { optimize: false } });
const known = new Map<string, Map<object, ValidateFunction>>();

/** A schema of the bundled document of an API, compiled once. */
function validatorOf(schema: JsonObject, api: Api): ValidateFunction {
  let compiled = known.get(api.name);
  if (!compiled) {
    ajv.addSchema({ $id: api.name, components: api.document.components });
    compiled = new Map();
    known.set(api.name, compiled);
  }
  const before = compiled.get(schema);
  if (before) return before;
  const text = JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${api.name}#/`);
  const validate = ajv.compile(JSON.parse(text));
  compiled.set(schema, validate);
  return validate;
}

/** What a schema has against a value. */
export function errorsOf(schema: Schema, value: unknown, api: Api): ErrorObject[] {
  const validate = validatorOf(schema.json, api);
  return validate(value) ? [] : [...(validate.errors ?? [])];
}

/** The schema of the whole response of a success, envelope included. */
export function wholeResponse({ response }: Operation): Schema {
  const success = response.responses.find(({ status }) => status.startsWith('2'));
  return success?.content[0]?.schema ?? schemaOf({});
}

/** `/orderList/0/clientOid must be string`. */
export const wordsOf = ({ instancePath, message, params, keyword }: ErrorObject): string =>
  `${instancePath || '/'} ${message}${keyword === 'enum' ? ` ${JSON.stringify(params.allowedValues)}` : ''}`;
