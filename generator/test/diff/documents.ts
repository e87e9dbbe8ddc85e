import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/load/json.js';

const name = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta');
const optional = (value: fc.Arbitrary<Json>) => fc.option(value, { nil: undefined });

/** What is not given is left out. */
const given = (shape: Record<string, Json | undefined>): JsonObject =>
  Object.fromEntries(Object.entries(shape).filter((entry): entry is [string, Json] => entry[1] !== undefined));

const words = fc.record({
  description: optional(fc.constantFrom('How much.', 'When it was sent.')),
  default: optional(fc.constant('a')),
});
const text = fc
  .record({
    type: fc.constantFrom<Json>('string', ['string', 'null']),
    maxLength: optional(fc.nat(40)),
    pattern: optional(fc.constantFrom('^a', '^\\d+$')),
    format: optional(fc.constantFrom('uuid', 'date-time')),
  })
  .chain((own) => words.map((more) => given({ ...own, ...more })));
const choice = fc
  .uniqueArray(fc.constantFrom('buy', 'sell', 'long', 'short', 'open'), { minLength: 2 })
  .map((all): JsonObject => ({ type: 'string', enum: all }));
const number = fc
  .record({
    type: fc.constantFrom('number', 'integer'),
    minimum: optional(fc.nat(9)),
    maximum: optional(fc.integer({ min: 10, max: 99 })),
  })
  .map(given);
const ref = (names: string[]) =>
  fc.constantFrom(...names).map((one): JsonObject => ({ $ref: `#/components/schemas/${one}` }));

/** A schema that may refer to the named ones. */
function schema(depth: number, names: string[]): fc.Arbitrary<JsonObject> {
  const plain = fc.oneof(text, choice, number, fc.constant<JsonObject>({ type: 'boolean' }));
  const leaf = names.length ? fc.oneof(plain, ref(names)) : plain;
  if (depth === 0) return leaf;
  const inner = schema(depth - 1, names);
  const list = fc
    .record({ items: inner, maxItems: optional(fc.nat(9)) })
    .map((own) => given({ type: 'array', ...own }));
  return fc.oneof(
    { weight: 3, arbitrary: object(inner) },
    { weight: 1, arbitrary: list },
    { weight: 1, arbitrary: shapes(inner) },
    leaf,
  );
}

const object = (inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc
    .tuple(
      fc.dictionary(name, inner, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
      fc.nat(3),
      optional(fc.constant(false)),
    )
    .map(([properties, needed, further]) =>
      given({
        type: 'object',
        properties,
        required: Object.keys(properties).slice(0, needed),
        additionalProperties: further,
      }),
    );

/** One of two objects, told apart by a word. */
const shapes = (inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc.tuple(object(inner), object(inner)).map((all) => ({
    oneOf: all.map((one, index) => ({
      ...one,
      properties: { ...(one.properties as JsonObject), kind: { const: `kind${index}` } },
      required: [...(one.required as Json[]), 'kind'],
    })),
  }));

const to = (one: string): JsonObject => ({ $ref: `#/components/schemas/${one}` });
const gives = (one: string): JsonObject => ({
  responses: { '200': { description: '', content: { 'application/json': { schema: to(one) } } } },
});
const animal = (kind: string): JsonObject => ({
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: kind }, [`${kind}Name`]: { type: 'string' } },
});

/** A type that holds itself, as trees do, and one whose alternatives a word tells apart. */
const FIXED: JsonObject = {
  Tree: { type: 'object', properties: { leaf: to('One'), trees: { type: 'array', items: to('Tree') } } },
  Cat: animal('cat'),
  Dog: animal('dog'),
  Pet: {
    oneOf: [to('Cat'), to('Dog')],
    discriminator: {
      propertyName: 'kind',
      mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
    },
  },
};

/** A document of some operations whose schemas refer to components, and these to each other. */
export const documents: fc.Arbitrary<JsonObject> = fc
  .tuple(schema(2, []), schema(1, ['One']), schema(2, ['One', 'Two']), text)
  .chain(([One, Two, Three, Four]) => {
    const any = schema(2, ['One', 'Two', 'Three', 'Four']);
    const operation = fc.tuple(any, any, text, number).map(([body, response, first, second]) => ({
      parameters: [
        { name: 'first', in: 'query', schema: first },
        { name: 'second', in: 'query', required: true, schema: second },
      ],
      requestBody: { required: true, content: { 'application/json': { schema: body } } },
      responses: {
        '200': { description: '', content: { 'application/json': { schema: response } } },
        default: { description: '' },
      },
    }));
    return fc.array(operation, { minLength: 1, maxLength: 3 }).map((operations) => ({
      openapi: '3.1.0',
      info: { title: 'Any', version: '1.0.0' },
      paths: {
        ...Object.fromEntries(operations.map((one, index) => [`/${index}`, { post: one }])),
        '/tree': { get: gives('Tree') },
        '/pet': { get: gives('Pet') },
      },
      components: { schemas: { One, Two, Three, Four, ...FIXED } },
    }));
  });
