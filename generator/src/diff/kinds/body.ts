import { always, type Kinds, narrows, widens } from './kind.js';

/** Bodies of requests, statuses, bodies and headers of responses. */
export const BODIES = {
  'body-added': always('compatible', 'takes an optional body'),
  'required-body-added': narrows('takes a body, which is required', 'send a body'),
  'body-removed': always('breaking', 'takes no body', 'stop sending a body'),
  'body-became-required': narrows('the body is required', 'send a body always'),
  'body-became-optional': widens('the body may be left out', 'handle its absence'),
  'media-type-added': always('compatible', 'the media type {name} is new'),
  'media-type-removed': always('breaking', 'the media type {name} is gone', 'write or accept another media type'),
  'media-type-generalized': widens('the media type is {now}, was {was}', 'read what is sent as {now}'),
  'media-type-specialized': narrows('the media type is {now}, was {was}', 'write {now}', { response: 'note' }),
  'media-type-parameter-changed': always('note', 'the media type is {now}, was {was}'),
  'body-described': narrows('the body of {name} has a schema; none was described', 'keep to it'),
  'body-undescribed': widens('the body of {name} has no schema any more', 'do not rely on its shape', {
    response: 'dangerous',
  }),
  'part-encoding-changed': always('breaking', 'the part {name} is encoded otherwise', 'write it so'),
  'success-status-added': always('dangerous', 'may succeed with {name}', 'handle {name}: its body may be another'),
  'success-status-removed': always('breaking', 'no longer succeeds with {name}', 'expect another status'),
  'error-status-added': always('compatible', 'may fail with {name}'),
  'error-status-removed': always('note', 'no longer fails with {name}'),
  'response-description-changed': always('note', 'the response is described in other words'),
  'header-added': always('compatible', 'the response header {name} is new'),
  'header-removed': always('dangerous', 'the optional response header {name} is gone', 'stop reading it'),
  'required-header-removed': always('breaking', 'the response header {name} is gone', 'stop reading it'),
  'header-became-optional': always('breaking', 'may be left out', 'handle its absence'),
  'header-became-required': always('compatible', 'is always there'),
} as const satisfies Kinds;
