import { isObject, type Json, type JsonObject, objectOf, textOf } from '../load/json.js';
import { freeName, type RawOperation } from './raw-operation.js';
import { recordsOf } from './records.js';
import { resolveIn } from './resolve.js';
import type { Schema } from './schema/kinds.js';
import { followed } from './schema/resolved.js';
import type { OperationResponse, Response } from './types.js';

/** What a call returns, and every described response. */
export function responseOf(input: RawOperation, prefix: string): OperationResponse {
  const { raw, document, tree, conventions } = input;
  const responses: Response[] = [];
  let success: { value: JsonObject; schema?: Schema; example?: Json } | undefined;
  for (const [status, item] of Object.entries(objectOf(raw.responses))) {
    const value = objectOf(resolveIn(document, item));
    const content = Object.entries(objectOf(value.content)).map(([mediaType, media]) => ({
      mediaType,
      schema: tree.read(objectOf(objectOf(media).schema)),
    }));
    responses.push({ status, description: textOf(value.description) ?? '', content });
    if (!success && /^2(\d\d|XX)$/.test(status)) {
      const json =
        Object.entries(objectOf(value.content)).find(([type]) => /json/.test(type)) ??
        Object.entries(objectOf(value.content))[0];
      const media = objectOf(json?.[1]);
      const example = media.example ?? objectOf(Object.values(objectOf(media.examples))[0]).value;
      success = {
        value,
        ...(json && { schema: tree.read(objectOf(media.schema)) }),
        ...(example !== undefined && { example }),
      };
    }
  }
  const description = textOf(success?.value.description) ?? '';
  const whole = success?.schema;
  const schema = whole && conventions.envelope ? propertyOf(whole, conventions.envelope) : whole;
  return {
    ...(schema && { typeName: freeName(input.taken, `${prefix}Response`, `${prefix}Result`), schema }),
    records: schema ? recordsOf(input, schema, prefix, isObject(raw['x-paging'])) : [],
    description,
    ...(success?.example !== undefined && { example: success.example }),
    responses,
  };
}

/** The schema of one property, looked for through references and the parts of intersections. */
function propertyOf(schema: Schema, name: string): Schema | undefined {
  const target = followed(schema);
  if (target.kind === 'object') return target.properties.get(name);
  if (target.kind !== 'intersection') return undefined;
  for (const part of target.parts) {
    const found = propertyOf(part, name);
    if (found) return found;
  }
  return undefined;
}
