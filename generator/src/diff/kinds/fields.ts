import { always, type Kinds, narrows, widens } from './kind.js';

/** Fields of objects and entries of lists. */
export const FIELDS = {
  'field-added': always('compatible', 'the optional field {name} is new'),
  'required-field-added': narrows('the required field {name} is new', 'send {name}'),
  'required-field-with-default-added': narrows('the required field {name} is new; {now} stands for it', 'send {name}'),
  'field-removed': always('dangerous', 'the optional field {name} is gone', 'stop using {name}', { code: 'breaking' }),
  'required-field-removed': always('breaking', 'the field {name} is gone', 'stop using {name}', {
    request: 'dangerous',
    code: 'breaking',
  }),
  'field-renamed': always('breaking', 'the field {was} is called {now}', 'write and read {now} in place of {was}'),
  'field-became-required': narrows('is required', 'send it always'),
  'field-with-default-became-required': narrows('is required, though {now} stood for it', 'send it always'),
  'field-became-optional': widens('may be left out', 'handle its absence'),
  'read-only-added': always('note', 'is only received', 'stop sending it'),
  'read-only-removed': always('note', 'may be sent, too'),
  'required-read-only-removed': always('note', 'has to be sent, too', 'send it', { request: 'breaking' }),
  'write-only-added': always('note', 'is only sent', 'stop reading it'),
  'write-only-removed': always('note', 'comes in responses, too'),
  'required-write-only-removed': always('note', 'comes in every response, too', 'expect it', { response: 'dangerous' }),
  'additional-fields-refused': narrows('fields that are not described are refused', 'send described fields only'),
  'additional-fields-allowed': widens('fields that are not described may come', 'ignore fields that you do not know', {
    response: 'dangerous',
  }),
  'additional-fields-described': narrows('fields that are not named have a shape', 'give them that shape'),
  'additional-fields-undescribed': widens(
    'fields that are not named have no promised shape any more',
    'do not rely on their shape',
  ),
  'pattern-field-added': narrows('fields called like {name} have a shape', 'give them that shape'),
  'pattern-field-removed': widens('fields called like {name} have no promised shape', 'do not rely on their shape'),
  'items-described': narrows('the entries have a shape; none was described', 'keep to it'),
  'items-undescribed': widens('the entries have no promised shape any more', 'do not rely on their shape'),
  'further-items-refused': narrows('nothing may follow the described values', 'send these only'),
  'further-items-allowed': widens('values may follow that are not described', 'ignore what you do not know', {
    response: 'dangerous',
  }),
  'tuple-cell-added': widens('a value is new at position {name}', 'expect a longer row'),
  'tuple-cell-removed': narrows('the value at position {name} is gone', 'send shorter rows'),
} as const satisfies Kinds;
