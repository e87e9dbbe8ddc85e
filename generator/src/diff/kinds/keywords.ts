import { always, type Kinds, narrows, widens } from './kind.js';

/** Conditions of JSON Schema that no type can express. */
export const KEYWORDS = {
  'if-added': narrows('the condition (if) is prescribed', 'keep to it'),
  'if-removed': widens('the condition (if) is no longer prescribed', 'do not rely on it'),
  'then-added': narrows('what holds under its condition (then) is prescribed', 'keep to it'),
  'then-removed': widens('what holds under its condition (then) is no longer prescribed', 'do not rely on it'),
  'else-added': narrows('what holds without its condition (else) is prescribed', 'keep to it'),
  'else-removed': widens('what holds without its condition (else) is no longer prescribed', 'do not rely on it'),
  'contains-added': narrows('an entry of a certain shape (contains) is prescribed', 'keep to it'),
  'contains-removed': widens('an entry of a certain shape (contains) is no longer prescribed', 'do not rely on it'),
  'property-names-added': narrows('the shape of names (propertyNames) is prescribed', 'keep to it'),
  'property-names-removed': widens('the shape of names (propertyNames) is no longer prescribed', 'do not rely on it'),
  'unevaluated-items-added': narrows('what else a list holds (unevaluatedItems) is prescribed', 'keep to it'),
  'unevaluated-items-removed': widens(
    'what else a list holds (unevaluatedItems) is no longer prescribed',
    'do not rely on it',
  ),
  'unevaluated-properties-added': narrows(
    'what else an object holds (unevaluatedProperties) is prescribed',
    'keep to it',
  ),
  'unevaluated-properties-removed': widens(
    'what else an object holds (unevaluatedProperties) is no longer prescribed',
    'do not rely on it',
  ),
  'not-added': narrows('what may not be (not) is prescribed', 'keep to it'),
  'not-removed': widens('what may not be (not) is no longer prescribed', 'do not rely on it'),
  'content-schema-added': narrows('the document in the text (contentSchema) is prescribed', 'keep to it'),
  'content-schema-removed': widens(
    'the document in the text (contentSchema) is no longer prescribed',
    'do not rely on it',
  ),
  'if-changed': always('breaking', 'the condition (if) is another', 'check what you send and expect'),
  'not-changed': always('breaking', 'what may not be (not) is another', 'check what you send and expect'),
  'dependent-required-added': narrows('with {name}, {now} is required', 'send {now} beside {name}'),
  'dependent-required-removed': widens(
    'with {name}, {was} is no longer there for certain',
    'handle the absence of {was}',
  ),
  'dependent-required-changed': always(
    'breaking',
    'with {name}, {now} is required, was {was}',
    'send {now} beside {name}',
  ),
  'dependent-schema-added': narrows('with {name}, more is prescribed', 'keep to it'),
  'dependent-schema-removed': widens('with {name}, less is prescribed', 'do not rely on it'),
  'min-contains-increased': narrows('at least {now} entries have that shape, was {was}', 'send {now}'),
  'min-contains-decreased': widens('at least {now} entries have that shape, was {was}', 'do not rely on {was}'),
  'max-contains-increased': widens('at most {now} entries have that shape, was {was}', 'do not rely on {was}'),
  'max-contains-decreased': narrows('at most {now} entries have that shape, was {was}', 'send no more than {now}'),
  'content-media-type-changed': always('breaking', 'the text is {now}, was {was}', 'write and read {now}'),
  'content-encoding-changed': always('breaking', 'the text is encoded as {now}, was {was}', 'write and read {now}'),
} as const satisfies Kinds;
