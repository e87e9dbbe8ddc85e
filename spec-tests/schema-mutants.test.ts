import { describe, expect, test } from 'vitest';
import type { Json } from '../generator/src/load/json.js';
import type { Schema } from '../generator/src/model/schema/kinds.js';
import { nodesOf } from '../generator/src/model/schema/walk.js';
import type { Api } from '../generator/src/model/types.js';
import { schemaOf } from '../generator/test/documents.js';
import { all, apis, urlOf } from './description.js';
import { type Mutant, mutants } from './schema-mutants.js';
import { errorsOf, wholeResponse } from './validators.js';

/** True where the schema refuses a mutant at the very place, not by chance elsewhere. */
function refused({ value, pointer, missing }: Mutant, schema: Schema, api: Api): boolean {
  return errorsOf(schema, value, api).some(({ instancePath, keyword, params }) =>
    missing === undefined
      ? instancePath === pointer
      : instancePath === pointer && keyword === 'required' && params.missingProperty === missing,
  );
}

/** Mutants that a schema takes although it must not, and how many there were. */
function survivors(schema: Schema, good: Json, api: Api): { taken: string[]; count: number } {
  const taken: string[] = [];
  let count = 0;
  for (const mutant of mutants(schema, good)) {
    count++;
    if (!refused(mutant, schema, api)) taken.push(mutant.what);
  }
  return { taken, count };
}

describe('every wrong type, missing required field and unknown word is refused', () => {
  test.each(apis.map((api) => [api.name, api] as const))('in the requests of %s', (_name, api) => {
    const wrong: string[] = [];
    let [total, fields] = [0, 0];
    for (const operation of api.operations) {
      const { schema, example } = operation.request;
      if (!schema) continue;
      const { taken, count } = survivors(schema, example ?? {}, api);
      wrong.push(...taken.map((what) => `${urlOf(operation)} takes a request whose ${what}`));
      total += count;
      fields++;
    }
    expect(wrong).toEqual([]);
    expect(total).toBeGreaterThan(fields * 6);
  });

  test.each(apis.map((api) => [api.name, api] as const))('in the responses of %s', (_name, api) => {
    const wrong: string[] = [];
    for (const operation of api.operations) {
      const { taken } = survivors(wholeResponse(operation), operation.response.example as Json, api);
      wrong.push(...taken.map((what) => `${urlOf(operation)} takes a response whose ${what}`));
    }
    expect(wrong).toEqual([]);
  });

  test('and a schema that takes anything does not pass', () => {
    const [api] = apis;
    if (!api) throw new Error('no API');
    const loose = schemaOf({ type: 'object', required: ['a'], properties: { a: {}, b: { type: 'string' } } });
    expect(survivors(schemaOf({}), {}, api).taken).toHaveLength(7);
    expect(survivors(loose, { a: 1 }, api).taken.every((what) => what.startsWith('a is'))).toBe(true);
  });
});

test('no request schema is empty unless the operation takes nothing', () => {
  const empty = all.filter(({ operation: { request } }) => {
    const sends = request.parameters.length > 0 || request.body !== undefined;
    return sends && (!request.schema || nodesOf(request.schema).size < 2);
  });
  expect(empty.map(({ operation }) => urlOf(operation))).toEqual([]);
});
