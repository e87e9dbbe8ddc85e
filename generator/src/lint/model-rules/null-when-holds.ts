import type { Schema } from '../../model/schema/kinds.js';
import { followed } from '../../model/schema/resolved.js';
import { wordsOf } from '../../model/schema/types.js';
import { nodesOf } from '../../model/schema/walk.js';
import type { Operation } from '../../model/types.js';
import { type ModelRule, nameOf } from '../model-rule.js';

/** What `x-null-when` says is true of the call, and said where types can follow it. */
export const nullWhenHolds: ModelRule = ({ operations: all }, operations = all) =>
  operations.flatMap((operation) =>
    saidOf(operation).flatMap((said) => {
      const [what, fix] = problemOf(said, operation) ?? [];
      return what && fix
        ? [{ about: { operation }, key: 'responses', what: `${nameOf(operation)}: ${said.path} ${what}`, fix }]
        : [];
    }),
  );

interface Said {
  path: string;
  schema: Schema;
  required: boolean;
  field: string;
  word: string;
}

function saidOf({ response }: Operation): Said[] {
  if (!response.schema) return [];
  return [...nodesOf(response.schema).values()].flatMap(({ path, schemas, required }) =>
    schemas.flatMap((schema) => (schema.nullWhen ? [{ path, schema, required, ...schema.nullWhen }] : [])),
  );
}

function problemOf(said: Said, { request, nullWhen }: Operation): [what: string, fix: string] | undefined {
  const { schema, required, field, word } = said;
  if (!field) return ['says x-null-when without a field', "write { reduceOnly: 'yes' }"];
  const decides = request.body && nodesOf(request.body.schema).get(field)?.schemas[0];
  if (!decides) return [`is null by ${field}, which the request does not have`, 'write its path as the page does'];
  const words = wordsOf(decides);
  if (!words?.includes(word))
    return [`is null where ${field} is ${word}, which it never is`, `write one of ${words?.join(', ') ?? 'its words'}`];
  const leftOut = decides.default ?? followed(decides).default;
  if (leftOut === undefined) return [`is null by ${field}, which has no default`, 'say what leaving it out means'];
  if (leftOut === word) return [`is null where ${field} is left out`, 'say null without a condition'];
  if (required && !schema.nullable && !followed(schema).nullable)
    return ['says x-null-when, and is never null', 'let it be null, or remove x-null-when'];
  if (!nullWhen?.fields.some((one) => one.schema === schema))
    return [
      'depends on the request out of reach of its types',
      'write both fields out where they stand, not by reference, and give all of a call one condition',
    ];
  return undefined;
}
