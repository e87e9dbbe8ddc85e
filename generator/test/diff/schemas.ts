import type { KindId } from '../../src/diff/kinds/index.js';
import type { Polarity } from '../../src/diff/kinds/kind.js';
import type { JsonObject } from '../../src/load/json.js';

/** Two schemas between which one thing has changed. */
export interface SchemaPair {
  kind: KindId;
  base: JsonObject;
  head: JsonObject;
  /** Set where the change means the same as others, which come with it. */
  also?: KindId[];
  /** Only seen on this side. */
  only?: Polarity;
}

const text: JsonObject = { type: 'string' };
const number: JsonObject = { type: 'number' };
const list: JsonObject = { type: 'array', items: text };
const of = (base: JsonObject, more: JsonObject): JsonObject => ({ ...base, ...more });
const object = (properties: JsonObject, ...required: string[]): JsonObject => ({
  type: 'object',
  properties,
  required,
});
const pair = (kind: KindId, base: JsonObject, head: JsonObject, more: Partial<SchemaPair> = {}): SchemaPair => ({
  kind,
  base,
  head,
  ...more,
});
/** A keyword that is new, and one that is gone. */
const appears = (name: string, base: JsonObject, more: JsonObject): SchemaPair[] => [
  pair(`${name}-added` as KindId, base, of(base, more)),
  pair(`${name}-removed` as KindId, of(base, more), base),
];
/** A limit: new, gone, higher, lower. */
const limit = (name: string, key: string, base: JsonObject): SchemaPair[] => [
  ...appears(name, base, { [key]: 5 }),
  pair(`${name}-increased` as KindId, of(base, { [key]: 5 }), of(base, { [key]: 6 })),
  pair(`${name}-decreased` as KindId, of(base, { [key]: 6 }), of(base, { [key]: 5 })),
];
/** What an earlier and a later version say, of a list that may grow. */
const open = (...words: string[]): JsonObject => ({ anyOf: [{ type: 'string', enum: words }, text] });
const choice = (...words: string[]): JsonObject => ({ type: 'string', enum: words });
const shapes = (of: string, ...all: JsonObject[]): JsonObject => ({ [of]: all });
const cat = object({ meow: text }, 'meow');
const dog = object({ bark: text }, 'bark');
const told = (discriminator: JsonObject): JsonObject => ({ oneOf: [cat, dog], discriminator });
const cells = (...all: JsonObject[]): JsonObject => ({ type: 'array', prefixItems: all });

export const SCHEMA_PAIRS: SchemaPair[] = [
  pair('type-changed', text, number),
  pair('type-generalized', { type: 'integer' }, number),
  pair('type-specialized', number, { type: 'integer' }),
  ...appears('format', text, { format: 'uuid' }),
  pair('format-changed', of(text, { format: 'uuid' }), of(text, { format: 'email' })),
  pair('nullable-added', text, { type: ['string', 'null'] }),
  pair('nullable-removed', { type: ['string', 'null'] }, text),
  pair('enum-value-added', choice('a'), choice('a', 'b')),
  pair('enum-value-removed', choice('a', 'b'), choice('a')),
  pair('enum-added', text, choice('a')),
  pair('enum-removed', choice('a'), text),
  ...appears('const', text, { const: 'a' }),
  pair('const-changed', of(text, { const: 'a' }), of(text, { const: 'b' })),
  pair(
    'extensible-enum-value-added',
    of(text, { 'x-extensible-enum': ['a'] }),
    of(text, { 'x-extensible-enum': ['a', 'b'] }),
  ),
  pair(
    'extensible-enum-value-removed',
    of(text, { 'x-extensible-enum': ['a', 'b'] }),
    of(text, { 'x-extensible-enum': ['a'] }),
  ),
  pair('one-of-added', shapes('oneOf', cat, dog), shapes('oneOf', cat, dog, number)),
  pair('one-of-removed', shapes('oneOf', cat, dog, number), shapes('oneOf', dog, cat)),
  pair('any-of-added', shapes('anyOf', cat, dog), shapes('anyOf', cat, dog, number)),
  pair('any-of-removed', shapes('anyOf', cat, dog, number), shapes('anyOf', dog, cat)),
  pair('alternatives-introduced', cat, shapes('oneOf', dog, cat)),
  pair('shape-required', object({ a: text }), of(object({ a: text }), shapes('oneOf', cat, dog))),
  pair('shape-dropped', of(object({ a: text }), shapes('oneOf', cat, dog)), object({ a: text })),
  pair('shape-replaced', cat, shapes('oneOf', object({ meow: text }), dog)),
  pair('alternatives-dropped', shapes('oneOf', dog, cat), cat),
  pair('discriminator-added', shapes('oneOf', cat, dog), told({ propertyName: 'kind' })),
  pair('discriminator-removed', told({ propertyName: 'kind' }), shapes('oneOf', cat, dog)),
  pair('discriminator-property-changed', told({ propertyName: 'kind' }), told({ propertyName: 'type' })),
  pair(
    'discriminator-mapping-added',
    told({ propertyName: 'kind', mapping: { cat: 'Cat' } }),
    told({ propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog' } }),
  ),
  pair(
    'discriminator-mapping-removed',
    told({ propertyName: 'kind', mapping: { cat: 'Cat', dog: 'Dog' } }),
    told({ propertyName: 'kind', mapping: { cat: 'Cat' } }),
  ),
  pair(
    'discriminator-mapping-changed',
    told({ propertyName: 'kind', mapping: { cat: 'Cat' } }),
    told({ propertyName: 'kind', mapping: { cat: 'Dog' } }),
  ),
  ...appears('default', text, { default: 'a' }),
  pair('default-changed', of(text, { default: 'a' }), of(text, { default: 'b' })),
  pair('deprecated', text, of(text, { deprecated: true })),
  pair('undeprecated', of(text, { deprecated: true }), text),
  ...appears('sunset', text, { 'x-sunset': '2027-01-31' }),
  pair('sunset-earlier', of(text, { 'x-sunset': '2027-01-31' }), of(text, { 'x-sunset': '2027-01-30' })),
  pair('sunset-later', of(text, { 'x-sunset': '2027-01-30' }), of(text, { 'x-sunset': '2027-01-31' })),
  pair('sunset-invalid', text, of(text, { 'x-sunset': 'soon' })),
  pair('stability-decreased', text, of(text, { 'x-stability-level': 'beta' })),
  pair('stability-invalid', text, of(text, { 'x-stability-level': 'ripe' })),
  pair('stability-increased', of(text, { 'x-stability-level': 'alpha' }), of(text, { 'x-stability-level': 'beta' })),
  pair('title-changed', text, of(text, { title: 'Name' })),
  pair('description-changed', text, of(text, { description: 'A name.' })),
  pair('example-changed', of(text, { examples: ['a'] }), of(text, { examples: ['b'] })),
  pair('field-added', object({}), object({ a: text })),
  pair('required-field-added', object({}), object({ a: text }, 'a')),
  pair('required-field-with-default-added', object({}), object({ a: of(text, { default: 'b' }) }, 'a')),
  pair('field-removed', object({ a: text }), object({})),
  pair('required-field-removed', object({ a: text }, 'a'), object({})),
  pair('field-renamed', object({ client_oid: text }), object({ clientOid: text })),
  pair('field-became-required', object({ a: text }), object({ a: text }, 'a')),
  pair(
    'field-with-default-became-required',
    object({ a: of(text, { default: 'b' }) }),
    object({ a: of(text, { default: 'b' }) }, 'a'),
  ),
  pair('field-became-optional', object({ a: text }, 'a'), object({ a: text })),
  pair('read-only-added', object({ a: text }), object({ a: of(text, { readOnly: true }) })),
  pair('read-only-removed', object({ a: of(text, { readOnly: true }) }), object({ a: text })),
  pair('write-only-added', object({ a: text }), object({ a: of(text, { writeOnly: true }) })),
  pair('write-only-removed', object({ a: of(text, { writeOnly: true }) }), object({ a: text })),
  pair('required-write-only-removed', object({ a: of(text, { writeOnly: true }) }, 'a'), object({ a: text }, 'a')),
  pair('additional-fields-refused', object({ a: text }), of(object({ a: text }), { additionalProperties: false })),
  pair('additional-fields-allowed', of(object({ a: text }), { additionalProperties: false }), object({ a: text })),
  pair('required-read-only-removed', object({ a: of(text, { readOnly: true }) }, 'a'), object({ a: text }, 'a')),
  pair('additional-fields-described', object({}), of(object({}), { additionalProperties: number })),
  pair('additional-fields-undescribed', of(object({}), { additionalProperties: number }), object({})),
  pair('items-described', { type: 'array' }, list),
  pair('items-undescribed', list, { type: 'array' }),
  pair('further-items-refused', cells(text), of(cells(text), { items: false })),
  pair('further-items-allowed', of(cells(text), { items: false }), cells(text)),
  ...appears('pattern-field', object({ a: text }), { patternProperties: { '^x-': text } }),
  pair('tuple-cell-added', cells(text), cells(text, number)),
  pair('tuple-cell-removed', cells(text, number), cells(text)),
  ...limit('minimum', 'minimum', number),
  ...limit('maximum', 'maximum', number),
  ...limit('exclusive-minimum', 'exclusiveMinimum', number),
  ...limit('exclusive-maximum', 'exclusiveMaximum', number),
  ...limit('min-length', 'minLength', text),
  ...limit('max-length', 'maxLength', text),
  ...limit('min-items', 'minItems', list),
  ...limit('max-items', 'maxItems', list),
  ...limit('min-properties', 'minProperties', object({})),
  ...limit('max-properties', 'maxProperties', object({})),
  ...appears('multiple-of', number, { multipleOf: 5 }),
  pair('multiple-of-changed', of(number, { multipleOf: 5 }), of(number, { multipleOf: 10 })),
  ...appears('unique-items', list, { uniqueItems: true }),
  ...appears('pattern', text, { pattern: '^a$' }),
  pair('pattern-changed', of(text, { pattern: '^a$' }), of(text, { pattern: '^b$' })),
  pair('pattern-generalized', of(text, { pattern: '^a$' }), of(text, { pattern: '.*' })),
  pair('usual-pattern-changed', of(text, { 'x-usual': '^a$' }), of(text, { 'x-usual': '^b$' })),
  ...appears('if', object({ a: text }), { if: { properties: { a: { const: 'x' } } } }),
  ...appears(
    'then',
    of(object({ a: text }), { if: { required: ['a'] } }),
    Object.fromEntries([['then', { required: ['b'] }]]),
  ),
  ...appears('else', of(object({ a: text }), { if: { required: ['a'] } }), { else: { required: ['b'] } }),
  ...appears('contains', list, { contains: { const: 'x' } }),
  ...appears('property-names', object({ a: text }), { propertyNames: { pattern: '^a' } }),
  ...appears('unevaluated-items', list, { unevaluatedItems: false }),
  ...appears('unevaluated-properties', object({ a: text }), { unevaluatedProperties: false }),
  ...appears('not', text, { not: { const: 'x' } }),
  ...appears('content-schema', of(text, { contentMediaType: 'application/json' }), {
    contentSchema: object({ a: text }),
  }),
  pair(
    'if-changed',
    of(object({ a: text }), { if: { required: ['a'] } }),
    of(object({ a: text }), { if: { required: ['b'] } }),
  ),
  pair('not-changed', of(text, { not: { const: 'x' } }), of(text, { not: { const: 'y' } })),
  ...appears('dependent-required', object({ a: text }), { dependentRequired: { a: ['b'] } }),
  pair(
    'dependent-required-changed',
    of(object({ a: text }), { dependentRequired: { a: ['b'] } }),
    of(object({ a: text }), { dependentRequired: { a: ['c'] } }),
  ),
  ...appears('dependent-schema', object({ a: text }), { dependentSchemas: { a: { required: ['b'] } } }),
  pair(
    'min-contains-increased',
    of(list, { contains: text, minContains: 2 }),
    of(list, { contains: text, minContains: 3 }),
  ),
  pair(
    'min-contains-decreased',
    of(list, { contains: text, minContains: 3 }),
    of(list, { contains: text, minContains: 2 }),
  ),
  pair(
    'max-contains-increased',
    of(list, { contains: text, maxContains: 2 }),
    of(list, { contains: text, maxContains: 3 }),
  ),
  pair(
    'max-contains-decreased',
    of(list, { contains: text, maxContains: 3 }),
    of(list, { contains: text, maxContains: 2 }),
  ),
  pair(
    'content-media-type-changed',
    of(text, { contentMediaType: 'text/plain' }),
    of(text, { contentMediaType: 'text/html' }),
  ),
  pair('content-encoding-changed', of(text, { contentEncoding: 'base64' }), of(text, { contentEncoding: 'base32' })),
  pair('open-value-added', open('a'), open('a', 'b')),
  pair('open-value-removed', open('a', 'b'), open('a')),
  pair('enum-opened', choice('a'), open('a')),
  pair('enum-closed', open('a'), choice('a')),
  pair('enum-value-accepted', choice('usdt'), of(choice('USDT'), { 'x-accepts': { usdt: 'USDT' } }), {
    also: ['accepted-spelling-added'],
    only: 'request',
  }),
  pair('accepted-spelling-added', choice('a'), of(choice('a'), { 'x-accepts': { A: 'a' } })),
  pair('accepted-spelling-removed', of(choice('a'), { 'x-accepts': { A: 'a' } }), choice('a')),
  pair(
    'accepted-spelling-changed',
    of(choice('a', 'b'), { 'x-accepts': { A: 'a' } }),
    of(choice('a', 'b'), { 'x-accepts': { A: 'b' } }),
  ),
  // Text that may be empty has a pattern that usually holds.
  pair('empty-text-added', text, of(text, { 'x-usual': '^a$' }), { also: ['usual-pattern-changed'] }),
  pair('empty-text-removed', of(text, { 'x-usual': '^a$' }), text, { also: ['usual-pattern-changed'] }),
  pair('nullable-when-added', text, { type: ['string', 'null'], 'x-null-when': { side: 'buy' } }),
  pair('null-when-added', { type: ['string', 'null'] }, { type: ['string', 'null'], 'x-null-when': { side: 'buy' } }),
  pair('null-when-removed', { type: ['string', 'null'], 'x-null-when': { side: 'buy' } }, { type: ['string', 'null'] }),
  pair(
    'null-when-changed',
    { type: ['string', 'null'], 'x-null-when': { side: 'buy' } },
    { type: ['string', 'null'], 'x-null-when': { side: 'sell' } },
  ),
  pair('enum-value-respelt', choice('usdt-futures'), choice('USDT-FUTURES')),
  pair('evidence-gained', of(text, { 'x-source': ['documented'] }), of(text, { 'x-source': ['documented', 'client'] })),
  pair('evidence-lost', of(text, { 'x-source': ['documented', 'client'] }), of(text, { 'x-source': ['documented'] })),
  pair(
    'live-evidence-lost',
    of(text, { 'x-source': ['documented', 'live'] }),
    of(text, { 'x-source': ['documented'] }),
  ),
];
