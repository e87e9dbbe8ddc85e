import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';

// The official JSON Schema of AsyncAPI 3.0, as a second opinion on what the generator bundles. It has no code of its own.
const require = createRequire(import.meta.url);
const schema: object = require('@asyncapi/specs/schemas/3.0.0-without-$id.json');

const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
addFormats.default(ajv);
const isAsyncapi = ajv.compile(schema);

interface Document {
  channels: Record<string, { messages: Record<string, unknown> }>;
  operations: Record<string, unknown>;
  components: { schemas: Record<string, unknown> };
}

const read = (api: string): Document =>
  JSON.parse(readFileSync(new URL(`../generated/${api}/asyncapi.json`, import.meta.url), 'utf8'));

describe.each(['v2', 'v3'])('generated/%s/asyncapi.json', (api) => {
  const document = read(api);

  test('is AsyncAPI 3.0 by the official schema', () => {
    expect(isAsyncapi(document) ? [] : isAsyncapi.errors).toEqual([]);
  });

  test('refers to itself only, and each reference leads somewhere', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, ref]) => ref ?? '');
    expect(refs.length).toBeGreaterThan(500);
    expect(refs.filter((ref) => !ref.startsWith('#/') || at(document, ref) === undefined)).toEqual([]);
  });

  test('says nothing beside a reference, which AsyncAPI 3.0 does not read', () => {
    expect(besideRefs(document)).toEqual([]);
  });

  test('a wrong document is found: a channel whose address is a number', () => {
    const [id = ''] = Object.keys(document.channels);
    expect(isAsyncapi({ ...document, channels: { [id]: { address: 1 } } })).toBe(false);
  });
});

/** What a pointer leads to; a message of a channel may be a reference itself. */
function at(document: unknown, ref: string): unknown {
  let here = document;
  for (const key of ref.slice(2).split('/')) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Reflect.get(here, key.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return here;
}

function besideRefs(value: unknown, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = '$ref' in value && typeof value.$ref === 'string' && Object.keys(value).length > 1 ? [pointer] : [];
  return [...own, ...Object.entries(value).flatMap(([key, child]) => besideRefs(child, `${pointer}/${key}`))];
}
