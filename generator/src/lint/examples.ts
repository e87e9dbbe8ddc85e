import type { Diagnostic } from '../load/diagnostic.js';
import type { Json } from '../load/json.js';
import { at, escapeKey, listOf, objectOf } from '../load/json.js';
import type { Location, Source } from '../load/source.js';
import type { Schema } from '../model/schema/kinds.js';
import type { Api, Operation } from '../model/types.js';
import { once } from '../once.js';
import { misfit, namedSchemas } from './misfit.js';

const RULE = 'bitget-spec/examples-validate';

/**
 * Holds every example against its schema, as callers meet it: requests strict, responses tolerant. Works
 * on the model, since only there the two readings exist, and without compiling schemas, which would
 * cost more than all other rules together.
 * @param operations those that are judged
 */
export function lintExamples(api: Api, source: Source, operations: readonly Operation[]): Diagnostic[] {
  const named = once(() => namedSchemas(api.schemas));
  const problems: Diagnostic[] = [];
  const check = (location: Location, value: Json, schema: Schema) => {
    const found = misfit(value, schema, named());
    if (!found) return;
    const at = { ...location, pointer: location.pointer + found.pointer };
    const message = `the example does not fit its schema: ${found.why}`;
    problems.push({ ...source.diagnose(at, message, 'correct the example or the schema'), rule: RULE });
  };
  for (const operation of operations) {
    const { request, response, location } = operation;
    const below = (pointer: string): Location => ({ ...location, pointer: location.pointer + pointer });
    const sent = request.example;
    if (sent !== undefined) {
      const fields = objectOf(sent);
      for (const { name, schema } of request.parameters) {
        if (fields[name] !== undefined)
          check(below(`/parameters/${indexOf(name, operation, source)}/example`), fields[name], schema);
      }
      const { body } = request;
      const value = request.flat ? sent : fields.body;
      if (body && value !== undefined) {
        check(below(`/requestBody/content/${escapeKey(body.mediaType)}/example`), value, body.schema);
      }
    } else if (request.typeName && !request.optional) problems.push(missing(source, operation, 'request'));
    if (response.example !== undefined) {
      const success = response.responses.find(({ status }) => status.startsWith('2'));
      const content = success?.content.find(({ mediaType }) => /json/.test(mediaType)) ?? success?.content[0];
      if (success && content) {
        const at = below(`/responses/${success.status}/content/${escapeKey(content.mediaType)}/example`);
        check(at, response.example as Json, content.schema);
      }
    } else if (response.typeName) problems.push(missing(source, operation, 'response'));
  }
  return problems;
}

/** Where a parameter stands in the list of its operation. */
function indexOf(name: string, { location }: Operation, source: Source): number {
  const list = listOf(at(source.valueOf(location.file), `${location.pointer}/parameters`));
  return list.findIndex((value) => objectOf(source.follow({ ...location, value }).value).name === name);
}

const missing = (source: Source, operation: Operation, what: string): Diagnostic => ({
  ...source.diagnose(
    operation.location,
    `${operation.method.toUpperCase()} ${operation.path} has no ${what} example`,
    'add one of ours',
  ),
  rule: RULE,
});
