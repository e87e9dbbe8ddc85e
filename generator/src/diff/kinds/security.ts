import { always, type Kinds } from './kind.js';

/** Who may call, and how he proves it. */
export const SECURITY = {
  'authentication-required': always('breaking', 'wants credentials: {now}', 'send {now}'),
  'authentication-dropped': always('compatible', 'wants no credentials, was {was}'),
  'authentication-became-optional': always('compatible', 'may be called without credentials'),
  'authentication-alternative-added': always('compatible', 'may be called with {name}'),
  'authentication-alternative-removed': always(
    'breaking',
    'may no longer be called with {name}',
    'use another way to authenticate',
  ),
  'scope-required': always('breaking', '{name} wants the scope {now}', 'ask for the scope {now}'),
  'scope-dropped': always('compatible', '{name} no longer wants the scope {was}'),
  'security-scheme-added': always('compatible', 'the security scheme {name} is new'),
  'security-scheme-removed': always('note', 'the security scheme {name} is gone'),
  'security-scheme-type-changed': always(
    'breaking',
    'the security scheme {name} is {now}, was {was}',
    'authenticate so',
  ),
  'security-key-moved': always('breaking', 'the key of {name} is sent as {now}, was {was}', 'send it as {now}'),
  'security-bearer-format-changed': always('note', 'the token of {name} is {now}, was {was}'),
  'oauth-flow-added': always('compatible', '{name} has the flow {now}'),
  'oauth-flow-removed': always('breaking', '{name} no longer has the flow {was}', 'use another flow'),
  'oauth-url-changed': always('breaking', 'the {name} is {now}, was {was}', 'use {now}'),
  'oauth-scope-added': always('compatible', 'the scope {name} is new'),
  'oauth-scope-removed': always('note', 'the scope {name} is gone'),
  'oauth-scope-description-changed': always('note', 'the scope {name} is described in other words'),
} as const satisfies Kinds;
