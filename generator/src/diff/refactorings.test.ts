import fc from 'fast-check';
import { expect, it } from 'vitest';
import { documents } from '../../test/diff/documents.js';
import { type Files, REFACTORINGS, type Refactoring, split } from '../../test/diff/refactorings.js';
import { folderOf } from '../../test/documents.js';
import { at, type JsonObject, objectOf } from '../load/json.js';
import { compareSides } from './index.js';
import { readSide } from './side/side.js';

const sideOf = (files: Files) =>
  readSide(folderOf(Object.fromEntries(Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)]))));

type Steps = [Refactoring, number][];
const steps: fc.Arbitrary<Steps> = fc.array(fc.tuple(fc.constantFrom(...Object.values(REFACTORINGS)), fc.nat(1000)), {
  minLength: 1,
  maxLength: 5,
});

/** The document written otherwise: some steps, one after the other, and its components in a file of their own or not. */
function refactored(document: JsonObject, chosen: Steps, apart: boolean): Files {
  let after: JsonObject = structuredClone(document);
  for (const [refactoring, pick] of chosen) after = refactoring(after, pick);
  return apart ? split(after) : { 'openapi.json': after };
}

const kindsOf = async (base: Files, head: Files) => {
  const sides = await Promise.all([sideOf(base), sideOf(head)]);
  return compareSides(...sides).map(({ kind, subject, part, field }) => [kind, subject, part, field]);
};

const numRuns = process.env.SOAK ? 5000 : 200;

it('a description that is written otherwise and says the same has not changed', async () => {
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(documents, steps, fc.boolean(), async (document, chosen, apart) => {
      const base = { 'openapi.json': document };
      const head = refactored(document, chosen, apart);
      if (JSON.stringify(head) !== JSON.stringify(base)) changed++;
      expect(await kindsOf(base, head)).toEqual([]);
    }),
    { numRuns },
  );
  expect(changed).toBeGreaterThan(numRuns * 0.9);
}, 600_000);

it('one change is found however the rest is written', async () => {
  await fc.assert(
    fc.asyncProperty(documents, steps, fc.boolean(), async (document, chosen, apart) => {
      const planted = structuredClone(document);
      const parameter = objectOf(at(planted, '/paths/~10/post/parameters/1'));
      parameter.schema = { ...objectOf(parameter.schema), multipleOf: 7 };
      const found = await kindsOf({ 'openapi.json': document }, refactored(planted, chosen, apart));
      expect(found).toEqual([['multiple-of-added', 'POST /0', 'query parameter second', undefined]]);
    }),
    { numRuns: numRuns / 4 },
  );
}, 600_000);
