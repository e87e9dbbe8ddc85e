import { always, type Kinds, narrows, widens } from './kind.js';

/** Parameters of operations; what is said of their schemas has kinds of its own. */
export const PARAMETERS = {
  'parameter-added': always('compatible', 'the optional {name} is new'),
  'required-parameter-added': narrows('the required {name} is new', 'send it'),
  'required-parameter-with-default-added': narrows('the required {name} is new; {now} stands for it', 'send it'),
  'path-parameter-added': always('breaking', 'the {name} is new', 'put it into the path'),
  'path-parameter-removed': always('breaking', 'the {name} is gone', 'leave it out of the path'),
  'parameter-removed': always('dangerous', 'the {name} is gone', 'stop sending it: it is ignored or refused', {
    code: 'breaking',
  }),
  'deprecated-parameter-removed': always('note', 'the {name} is gone; it was deprecated', 'stop sending it', {
    code: 'breaking',
  }),
  'unstable-parameter-removed': always('note', 'the {name} is gone; the operation is {was}', '', { code: 'breaking' }),
  'parameter-removed-before-sunset': always(
    'breaking',
    'the {name} is gone before {was}, the day it was said to work until',
    'stop sending it',
  ),
  'parameter-renamed': always('breaking', 'the {was} is called {now}', 'send {now} in place of {was}'),
  'parameter-moved': always(
    'breaking',
    'the parameter {name} is in the {now}, was in the {was}',
    'send it in the {now}',
  ),
  'parameter-became-required': narrows('is required', 'send it always'),
  'parameter-became-optional': widens('may be left out', 'handle its absence'),
  'parameter-field-type-changed': always(
    'dangerous',
    'the type is {now}, was {was}: on the wire both are text',
    'send it as text',
    { code: 'breaking' },
  ),
  'parameter-became-list': always('compatible', 'may be sent several times', '', { code: 'breaking' }),
  'parameter-style-changed': always(
    'breaking',
    'is written in the style {now}, was {was}',
    'write it in the style {now}',
  ),
  'parameter-explode-changed': always('breaking', 'lists are written with explode: {now}, was {was}', 'write lists so'),
  'parameter-media-type-changed': always('breaking', 'is written as {now}, was {was}', 'write it as {now}'),
  'reserved-characters-allowed': always(
    'dangerous',
    'reserved characters are sent as they are',
    'leave them unescaped',
  ),
  'reserved-characters-refused': always('dangerous', 'reserved characters are escaped', 'escape them'),
  'empty-parameter-allowed': always('compatible', 'may be sent without a value'),
  'empty-parameter-refused': always(
    'breaking',
    'may no longer be sent without a value',
    'send a value or leave it out',
  ),
} as const satisfies Kinds;
