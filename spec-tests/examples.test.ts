import { expect, test } from 'vitest';
import { all, apis, urlOf } from './description.js';
import { errorsOf, wholeResponse, wordsOf } from './validators.js';

// The lint holds them against our own reading of a schema; this is everybody's.
test('each request and response of ours is one that its schema takes, and every operation has both', () => {
  const wrong: string[] = [];
  let checked = 0;
  for (const { api, operation } of all) {
    const { request, response } = operation;
    const say = (what: string) => wrong.push(`${urlOf(operation)}: ${what}`);
    if (response.example === undefined) say('no example of a response');
    else
      for (const error of errorsOf(wholeResponse(operation), response.example, api)) say(`response ${wordsOf(error)}`);
    checked++;
    if (!request.schema) continue;
    // Where nothing is required, a call without anything is an example too.
    if (request.example === undefined && !request.optional) say('no example of a request');
    for (const error of errorsOf(request.schema, request.example ?? {}, api)) say(`request ${wordsOf(error)}`);
    checked++;
  }
  expect(wrong).toEqual([]);
  const requests = all.filter(({ operation }) => operation.request.schema).length;
  expect(checked).toBe(all.length + requests);
  expect(checked).toBeGreaterThan(900);
});

test('each example of a scalar, an enum or a shared object is one that its schema takes', () => {
  const wrong: string[] = [];
  let checked = 0;
  for (const api of apis) {
    for (const [name, schema] of api.schemas) {
      for (const example of schema.examples) {
        for (const error of errorsOf(schema, example, api)) wrong.push(`${api.name} ${name} ${wordsOf(error)}`);
        checked++;
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(checked).toBeGreaterThan(100);
});
