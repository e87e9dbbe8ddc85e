import fc from 'fast-check';
import { expect, it } from 'vitest';
import { EFFECTS, LIMIT_SCOPES, PAGING_STYLES } from '../vocabulary.js';
import {
  LOOKUP_KINDS,
  limitsOf,
  lookupsOf,
  orderIdOf,
  pagingOf,
  parseRoutes,
  type Route,
  type RouteFacts,
  writeTable,
} from './index.js';

const word = fc.stringMatching(/^[A-Za-z][\w.[\]-]{0,12}$/).filter((text) => !text.includes('[].'));
const path = fc
  .array(fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/), { minLength: 1, maxLength: 4 })
  .map((p) => p.join('/'));
const count = fc.integer({ min: 1, max: 100_000 });

const facts: fc.Arbitrary<RouteFacts> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  below: path,
  signed: fc.boolean(),
  effect: fc.constantFrom(...EFFECTS),
  limits: fc.array(fc.record({ count, seconds: count, by: fc.constantFrom(...LIMIT_SCOPES) }), { maxLength: 3 }),
  orderId: fc.option(fc.record({ list: fc.option(fc.oneof(word, fc.constant('')), { nil: undefined }), field: word }), {
    nil: undefined,
  }),
  lookups: fc
    .array(
      fc.record({
        kind: fc.constantFrom(...LOOKUP_KINDS),
        below: path,
        by: word,
        parameters: fc.array(word, { maxLength: 3 }),
        fixed: fc.dictionary(word, word, { maxKeys: 3, noNullPrototype: true }),
      }),
      { maxLength: 3 },
    )
    .map((lookups) => lookups.sort((a, b) => LOOKUP_KINDS.indexOf(a.kind) - LOOKUP_KINDS.indexOf(b.kind))),
  paging: fc.option(
    fc.record({
      style: fc.constantFrom(...PAGING_STYLES),
      next: fc.oneof(word, fc.constant('')),
      limit: fc.oneof(word, fc.constant('')),
      max: fc.option(count, { nil: undefined }),
      windowDays: fc.option(count, { nil: undefined }),
      param: word,
    }),
    { nil: undefined },
  ),
});

const factsOf = (route: Route): RouteFacts => ({
  method: route.method,
  below: route.below,
  signed: route.signed,
  effect: route.effect,
  limits: limitsOf(route),
  orderId: orderIdOf(route),
  lookups: lookupsOf(route),
  paging: pagingOf(route),
});

const byName = (a: RouteFacts, b: RouteFacts) => `${a.method} ${a.below}`.localeCompare(`${b.method} ${b.below}`);

it('reads what it wrote', () => {
  const operations = fc.uniqueArray(facts, { maxLength: 12, selector: ({ method, below }) => `${method} ${below}` });
  fc.assert(
    fc.property(operations, (written) => {
      const routes = parseRoutes({ base: '/api/v3/', table: writeTable(written).join('\n') });
      expect(routes.map(factsOf).sort(byName)).toEqual([...written].sort(byName));
    }),
    { numRuns: 1_000 },
  );
});

it('refuses a name that it could not read back', () => {
  const plain: RouteFacts = {
    method: 'GET',
    below: 'market/tickers',
    signed: false,
    effect: 'read',
    limits: [],
    orderId: undefined,
    lookups: [],
    paging: undefined,
  };
  for (const below of ['a b', 'a,b', 'a:b', 'a=b', '', 'a\nb', 'a[].b'])
    expect(() => writeTable([{ ...plain, below }])).toThrow(/can't carry/);
});
