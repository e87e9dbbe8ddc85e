import { always, type Kind, type Kinds, narrows, widens } from './kind.js';

/** What is left out of a response is not there, whatever is said to stand for it. */
const breaksSent = (message: string, hint: string): Kind => always('breaking', message, hint, { response: 'note' });

/** Types, formats, lists of values, alternatives. */
export const SCHEMA = {
  'type-changed': always('breaking', 'the type is {now}, was {was}', 'convert the value where you write or read it'),
  'type-generalized': widens('the type is {now}, was {was}', 'handle a value of each type'),
  'type-specialized': narrows('the type is {now}, was {was}', 'send only {now}'),
  'type-compatible': always('compatible', 'the type is {now}, was {was}: the same text on the wire', '', {
    code: 'breaking',
  }),
  'format-added': narrows('the format {now} is required', 'send text of the format {now}'),
  'format-removed': widens('the format {was} is no longer promised', 'do not rely on the format {was}'),
  'format-changed': always('breaking', 'the format is {now}, was {was}', 'write and read the format {now}'),
  'nullable-added': widens('may be null', 'handle null'),
  'nullable-removed': narrows('may no longer be null', 'leave it out or send a value'),

  'enum-value-added': widens('the value {name} is new', 'add a case for {name}'),
  'enum-value-removed': narrows('the value {name} is gone', 'stop sending {name}', { code: 'breaking' }),
  'enum-added': narrows('only {now} may be sent', 'send one of {now}'),
  'enum-removed': widens('any value may come, not only {was}', 'handle a value that is on no list', {
    code: 'breaking',
  }),
  'const-added': narrows('is always {now}', 'send {now}'),
  'const-removed': widens('is no longer always {was}', 'do not rely on {was}'),
  'const-changed': always('breaking', 'is always {now}, was {was}', 'write and expect {now}'),
  'extensible-enum-value-added': always('compatible', 'the value {name} is new in x-extensible-enum'),
  'extensible-enum-value-removed': narrows('the value {name} is gone from x-extensible-enum', 'stop sending {name}'),

  'one-of-added': widens('may also be {name} (oneOf)', 'handle {name}'),
  'one-of-removed': narrows('may no longer be {name} (oneOf)', 'send another alternative'),
  'any-of-added': widens('may also be {name} (anyOf)', 'handle {name}'),
  'any-of-removed': narrows('may no longer be {name} (anyOf)', 'send another alternative'),
  'alternatives-introduced': widens('is one of several shapes now: {now}', 'tell the shapes apart'),
  'shape-required': narrows('has one of these shapes besides: {now}', 'send one of them'),
  'shape-dropped': widens('has none of these shapes besides any more: {was}', 'do not rely on them'),
  'shape-replaced': always('breaking', 'is {now} now, none of which it was: {was}', 'write and read the new shapes'),
  'alternatives-dropped': narrows('has one shape now, was one of {was}', 'send the shape that is left'),
  'discriminator-added': always('note', 'the field {now} tells the alternatives apart'),
  'discriminator-removed': always('note', 'the field {was} no longer tells the alternatives apart'),
  'discriminator-property-changed': always('note', 'the field {now} tells the alternatives apart, was {was}'),
  'discriminator-mapping-added': always('note', 'the discriminator maps {name}'),
  'discriminator-mapping-removed': always('note', 'the discriminator no longer maps {name}'),
  'discriminator-mapping-changed': always('note', 'the discriminator maps {name} to {now}, was {was}'),

  'default-added': breaksSent('left out, it stands for {now}', 'say it where {now} is not what you mean'),
  'default-removed': breaksSent('left out, it no longer stands for {was}', 'say {was} where you mean it'),
  'default-changed': breaksSent('left out, it stands for {now}, was {was}', 'say {was} where you mean it'),

  deprecated: always('note', 'is deprecated', 'move on before it is removed'),
  undeprecated: always('note', 'is no longer deprecated'),
  'sunset-added': always('note', 'is switched off on {now}', 'move on before {now}'),
  'sunset-removed': always(
    'breaking',
    'no longer says when it is switched off, was {was}',
    'move on without waiting for a day',
  ),
  'sunset-earlier': always('breaking', 'is switched off on {now}, was {was}', 'move on before {now}'),
  'sunset-later': always('note', 'is switched off on {now}, was {was}'),
  'sunset-invalid': always(
    'breaking',
    'is switched off on {now}, was {was}: one is no date',
    'ask when it is switched off',
  ),
  'stability-decreased': always('breaking', 'is {now}, was {was}', 'expect it to change'),
  'stability-invalid': always(
    'breaking',
    'is {now}, was {was}: one is no level of stability',
    'ask what is promised of it',
  ),
  'stability-increased': always('note', 'is {now}, was {was}'),

  'title-changed': always('note', 'has another title'),
  'description-changed': always('note', 'is described in other words'),
  'example-changed': always('note', 'has other examples'),
} as const satisfies Kinds;
