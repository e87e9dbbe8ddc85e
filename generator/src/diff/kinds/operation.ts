import { always, type Kinds } from './kind.js';

/** Operations, webhooks, callbacks and servers. */
export const OPERATIONS = {
  'api-added': always('compatible', 'the API is new'),
  'api-removed': always('breaking', 'the API is gone', 'move to another one'),
  'operation-added': always('compatible', 'is new'),
  'operation-removed': always('breaking', 'is gone', 'stop calling it'),
  'deprecated-operation-removed': always('note', 'is gone; it was deprecated', 'stop calling it', { code: 'breaking' }),
  'unstable-operation-removed': always('note', 'is gone; it was {was}', '', { code: 'breaking' }),
  'operation-removed-before-sunset': always(
    'breaking',
    'is gone before {was}, the day it was said to work until',
    'stop calling it',
  ),
  'operation-id-added': always('note', 'has the operationId {now}', '', { code: 'breaking' }),
  'operation-id-removed': always('note', 'has no operationId, was {was}', '', { code: 'breaking' }),
  'operation-id-changed': always('note', 'has the operationId {now}, was {was}', '', { code: 'breaking' }),
  'path-parameter-renamed': always('note', 'the part {was} of the path is called {now}', '', { code: 'breaking' }),
  'summary-changed': always('note', 'has another summary'),
  'tag-added': always('note', 'has the tag {name}'),
  'tag-removed': always('note', 'no longer has the tag {name}'),
  'documentation-link-changed': always('note', 'the page of its documentation is {now}, was {was}'),
  'webhook-added': always('compatible', 'the webhook is new', 'handle it, or do not subscribe to it'),
  'webhook-removed': always('breaking', 'the webhook is gone', 'stop waiting for it'),
  'callback-added': always('compatible', 'the callback {name} is new'),
  'callback-removed': always('breaking', 'the callback {name} is gone', 'stop waiting for it'),
  'server-added': always('compatible', 'the server {name} is new'),
  'server-removed': always('breaking', 'the server {name} is gone', 'call another server'),
  'link-added': always('note', 'the link {name} is new'),
  'link-removed': always('note', 'the link {name} is gone'),
  'version-decreased': always('note', 'info.version is {now}, was {was}'),
} as const satisfies Kinds;
