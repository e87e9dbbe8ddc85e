import { own } from './own.js';
import type { PlainBody, PlainField, PlainRoute } from './route.js';
import { isAbsent, pairs, textOf } from './style.js';

const MEDIA_TYPES: Readonly<Record<PlainBody, string | undefined>> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: undefined, // fetch names the boundary
  text: 'text/plain',
  binary: 'application/octet-stream',
};

/** The options of openapi-fetch that write a body; undefined when there is none. */
export function bodyInit(kind: PlainBody, value: unknown, { contentType = MEDIA_TYPES[kind], fields }: PlainRoute) {
  if (value === undefined) return undefined;
  const own = value instanceof Blob && kind === 'binary' ? value.type : '';
  const type = kind === 'multipart' ? undefined : own || contentType;
  return {
    body: value,
    bodySerializer: () => serialize(kind, value, fields),
    headers: type === undefined ? {} : { 'Content-Type': type },
    ...(value instanceof ReadableStream && { duplex: 'half' }), // the Fetch standard asks for it
  };
}

type Fields = Readonly<Record<string, PlainField>>;

function serialize(kind: PlainBody, value: unknown, fields: Fields = {}): unknown {
  if (kind === 'json') return JSON.stringify(value);
  if (kind === 'text') return value instanceof Blob ? value : textOf(value);
  if (kind === 'binary') return bytesOf(value);
  if (value instanceof FormData || value instanceof URLSearchParams) return value;
  return kind === 'form' ? urlencoded(value, fields) : multipart(value, fields);
}

/**
 * Lists repeat their name, objects become JSON, unless the description says how they are written (OpenAPI 3.1, 4.8.15.1).
 * @throws TypeError for bytes, which such a form has no place for
 */
function urlencoded(value: unknown, fields: Fields): string {
  const written = Object.entries(value ?? {}).flatMap(([name, item]: [string, unknown]) => {
    if ([item].flat().some((one) => one instanceof Blob || isBytes(one)))
      throw new TypeError(
        `[@bitget-spec/client] ${name} holds bytes, and the body is an urlencoded form: give text, or use a call whose body is multipart/form-data.`,
      );
    const how = own(fields, name);
    const asJson = Array.isArray(item) ? /[/+]json\b/.test(how?.contentType ?? '') : typeof item === 'object';
    return pairs(name, asJson && !how?.style && !isAbsent(item) ? textOf(item) : item, how);
  });
  return written.join('&').replaceAll('%20', '+');
}

/** A part for each value: lists repeat their name, objects become JSON, unless it is said how (OpenAPI 3.1, 4.8.15.1). */
function multipart(value: unknown, fields: Fields): FormData {
  const form = new FormData();
  for (const [name, given] of Object.entries(value ?? {})) {
    const { style, contentType: type } = own(fields, name) ?? {};
    if (style && typeof given === 'object' && !(given instanceof Blob)) {
      for (const pair of new URLSearchParams(pairs(name, given, fields[name]).join('&'))) form.append(...pair);
      continue;
    }
    for (const item of Array.isArray(given) ? given : [given]) {
      if (isAbsent(item)) continue;
      if (item instanceof Blob) form.append(name, item);
      else if (isBytes(item)) form.append(name, new Blob([item], type ? { type } : {}));
      else if (type)
        form.append(name, new Blob([textOf(item)], { type })); // no other part has a type of its own
      else form.append(name, textOf(item));
    }
  }
  return form;
}

function bytesOf(value: unknown): unknown {
  if (typeof value === 'string' || value instanceof Blob || value instanceof ReadableStream || isBytes(value))
    return value;
  throw new TypeError('[@bitget-spec/client] the body is no text and no bytes: give a Blob, a Uint8Array or a stream.');
}

const isBytes = (value: unknown): value is ArrayBuffer | ArrayBufferView<ArrayBuffer> =>
  value instanceof ArrayBuffer || ArrayBuffer.isView(value);
