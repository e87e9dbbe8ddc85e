/** How a body is written: JSON, urlencoded form, multipart form, text, or bytes as they are. */
export type PlainBody = 'json' | 'form' | 'multipart' | 'text' | 'binary';

const MEDIA_TYPES: Readonly<Record<PlainBody, string | undefined>> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: undefined, // fetch names the boundary
  text: 'text/plain',
  binary: 'application/octet-stream',
};

/** The options of openapi-fetch that write a body; undefined when there is none. */
export function bodyInit(kind: PlainBody, value: unknown, contentType = MEDIA_TYPES[kind]) {
  if (value === undefined) return undefined;
  const type = value instanceof Blob && value.type ? value.type : contentType;
  return {
    body: value,
    bodySerializer: () => serialize(kind, value),
    headers: type === undefined ? {} : { 'Content-Type': type },
    ...(value instanceof ReadableStream && { duplex: 'half' }), // the Fetch standard asks for it
  };
}

function serialize(kind: PlainBody, value: unknown): unknown {
  if (kind === 'json') return JSON.stringify(value);
  if (kind === 'text') return String(value);
  if (kind === 'binary' || value instanceof FormData || value instanceof URLSearchParams) return value;
  const form = new FormData();
  for (const [name, item] of fields(value)) form.append(name, item);
  if (kind === 'multipart') return form;
  return new URLSearchParams([...form].map(([name, item]) => [name, String(item)])).toString();
}

/** A field for each value; lists repeat their name, objects become JSON. OpenAPI 3.1 section 4.8.15. */
function* fields(value: unknown): Generator<[name: string, item: string | Blob]> {
  for (const [name, given] of Object.entries(value ?? {})) {
    for (const item of Array.isArray(given) ? given : [given]) {
      if (item === undefined) continue;
      if (item instanceof Blob) yield [name, item];
      else yield [name, item !== null && typeof item === 'object' ? JSON.stringify(item) : String(item)];
    }
  }
}
