import { isObject, type Json, type JsonObject, listOf, objectOf, textOf } from '../load/json.js';
import { freeName, type RawOperation } from './raw-operation.js';
import { recordsOf } from './records.js';
import { resolveIn } from './resolve.js';
import type { Answer, Response } from './types.js';

/** What a call returns, and every described response. */
export function answerOf(input: RawOperation, prefix: string): Answer {
  const { raw, document, conventions } = input;
  const responses: Response[] = [];
  let success: { value: JsonObject; schema?: JsonObject; example?: Json } | undefined;
  for (const [status, item] of Object.entries(objectOf(raw.responses))) {
    const value = objectOf(resolveIn(document, item));
    const content = Object.entries(objectOf(value.content)).map(([mediaType, media]) => ({
      mediaType,
      schema: objectOf(objectOf(media).schema),
    }));
    responses.push({ status, description: textOf(value.description) ?? '', content });
    if (!success && /^2(\d\d|XX)$/.test(status)) {
      const json =
        Object.entries(objectOf(value.content)).find(([type]) => /json/.test(type)) ??
        Object.entries(objectOf(value.content))[0];
      const media = objectOf(json?.[1]);
      const example = media.example ?? objectOf(Object.values(objectOf(media.examples))[0]).value;
      success = { value, ...(json && { schema: objectOf(media.schema) }), ...(example !== undefined && { example }) };
    }
  }
  const description = textOf(success?.value.description) ?? '';
  const whole = success?.schema;
  const schema = whole && conventions.envelope ? propertyOf(document, whole, conventions.envelope) : whole;
  return {
    ...(schema && { typeName: freeName(input.taken, `${prefix}Response`, `${prefix}Result`), schema }),
    records: schema ? recordsOf(input, schema, prefix, isObject(raw['x-paging'])) : [],
    description,
    ...(success?.example !== undefined && { example: success.example }),
    responses,
  };
}

/** The schema of one property, looked for through references and `allOf`. */
function propertyOf(document: JsonObject, schema: JsonObject, name: string): JsonObject | undefined {
  const value = objectOf(resolveIn(document, schema));
  const own = objectOf(value.properties)[name];
  if (isObject(own)) return own;
  for (const part of listOf(value.allOf)) {
    const found = isObject(part) ? propertyOf(document, part, name) : undefined;
    if (found) return found;
  }
  return undefined;
}
