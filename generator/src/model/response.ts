import { isObject, type JsonObject, objectOf, textOf } from '../load/json.js';
import { freeName, type RawOperation } from './raw-operation.js';
import { recordsOf } from './records.js';
import { resolveIn } from './resolve.js';
import type { Schema } from './schema/kinds.js';
import type { SchemaReader } from './schema/read.js';
import { followed } from './schema/resolved.js';
import type { OperationResponse, Response } from './types.js';

/** What a call returns, and every described response. */
export function responseOf(input: RawOperation, prefix: string): OperationResponse {
  const { raw, document, tree, conventions } = input;
  const responses: Response[] = [];
  const described = Object.entries(objectOf(raw.responses));
  for (const [status, item] of described) {
    const value = objectOf(resolveIn(document, item));
    const content = Object.entries(objectOf(value.content)).map(([mediaType, media]) => ({
      mediaType,
      schema: tree.read(objectOf(objectOf(media).schema)),
    }));
    responses.push({ status, description: textOf(value.description) ?? '', content });
  }
  const [, first] =
    described.find(([status]) => /^2(\d\d|XX)$/i.test(status)) ??
    described.find(([status]) => status === 'default' && described.length === 1) ??
    [];
  const success = first === undefined ? undefined : successOf(objectOf(resolveIn(document, first)), tree);
  const description = textOf(success?.value.description) ?? '';
  const whole = success?.schema;
  const schema = whole && conventions.envelope ? propertyOf(whole, conventions.envelope) : whole;
  return {
    ...(schema && { typeName: freeName(input.taken, `${prefix}Response`, `${prefix}Result`), schema }),
    records: schema ? recordsOf(input, schema, prefix, isObject(raw['x-paging'])) : [],
    ...(success?.mediaType && { mediaType: success.mediaType }),
    ...(success && success.kind !== 'json' && { returns: success.kind }),
    description,
    ...(success?.example !== undefined && { example: success.example }),
    responses,
  };
}

const JSON_TYPE = /[/+]json\b/;
const TEXT_TYPE = /^text\/|xml|yaml|[/+](jsonl|x-ndjson)\b/;

/** What a success brings: JSON where it may, else text or bytes. */
function successOf(value: JsonObject, tree: SchemaReader) {
  const content = Object.entries(objectOf(value.content));
  const [mediaType, given] = content.find(([type]) => JSON_TYPE.test(type)) ?? content[0] ?? [];
  const media = objectOf(given);
  const example = media.example ?? objectOf(Object.values(objectOf(media.examples))[0]).value;
  const kind = kindOf(mediaType);
  const json =
    kind === 'json' ? objectOf(media.schema) : { type: 'string', ...(kind === 'binary' && { format: 'binary' }) };
  return {
    value,
    kind,
    ...(mediaType && { mediaType, schema: tree.read(json) }),
    ...(example !== undefined && { example }),
  };
}

function kindOf(mediaType = ''): 'json' | 'text' | 'binary' {
  if (!mediaType || mediaType === '*/*' || JSON_TYPE.test(mediaType)) return 'json';
  return TEXT_TYPE.test(mediaType) ? 'text' : 'binary';
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
