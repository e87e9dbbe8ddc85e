import { always, type Kinds, narrows, widens } from './kind.js';

/** What a trader has to know of an operation, and OpenAPI has no words for. */
export const FACTS = {
  'limit-stated': always('dangerous', 'allows {now}; no limit was stated', 'keep to it'),
  'limit-unstated': always('note', 'no limit is stated any more, was {was}'),
  'limit-lowered': always('dangerous', 'allows {now}, was {was}', 'slow down to {now}'),
  'limit-raised': always('compatible', 'allows {now}, was {was}'),
  'limit-scope-changed': always(
    'dangerous',
    'counts {now}, was {was}',
    'share the limit among all that it is counted for',
  ),
  'limit-scope-learned': always('note', 'counts {now}, which was unknown'),
  'limit-scope-forgotten': always('note', 'whose requests count is unknown, was {was}'),
  'limit-condition-changed': always('dangerous', 'the limit holds {now}, was {was}', 'check which limit is yours'),
  'permission-learned': always('note', 'wants the permission {now}; it was unknown'),
  'permission-forgotten': always('note', 'the permission that it wants is unknown, was {was}'),
  'permission-required': always(
    'breaking',
    'wants the permission {now}; none was needed',
    'allow {now} to your API key',
  ),
  'permission-raised': always('breaking', 'wants the permission {now}, was {was}', 'allow {now} to your API key'),
  'permission-lowered': always('compatible', 'wants the permission {now}, was {was}'),
  'permission-area-changed': always('breaking', 'wants the permission {now}, was {was}', 'allow {now} to your API key'),
  'account-narrowed': always('breaking', 'works on {now} accounts only, was {was}', 'call it for a {now} account'),
  'account-widened': always('compatible', 'works on {now} accounts, was {was}'),
  'account-changed': always('breaking', 'works on {now} accounts, was {was}', 'call it for a {now} account'),
  'effect-raised': always('dangerous', 'its effect is {now}, was {was}', 'do not send it again blindly'),
  'effect-lowered': always('compatible', 'its effect is {now}, was {was}'),
  'effect-changed': always(
    'dangerous',
    'its effect is {now}, was {was}',
    'check what you do when its response is lost',
  ),
  'reason-changed': always('note', 'another reason is given for what is unusual about it'),
  'mock-became-stateful': always('note', 'the mock answers it from what happened before'),
  'mock-lost-state': always('note', 'the mock answers it from its schema only, no longer from what happened before'),
  'alias-added': always('note', 'the wrong path {name} is known and leads here'),
  'alias-removed': always('note', 'the wrong path {name} no longer leads anywhere'),
  'alias-retargeted': always('note', 'the wrong path {name} leads to {now}, was {was}'),
  'exception-added': always('note', 'does not follow a source: {name}'),
  'exception-removed': always('note', 'follows its sources again: {name}'),
  'migration-target-changed': always('note', '{now} takes its place, was {was}'),
} as const satisfies Kinds;

/** How a list is read to its end. */
export const PAGING = {
  'paging-added': always('compatible', 'can be read page by page'),
  'paging-removed': always('breaking', 'can no longer be read page by page', 'read one page'),
  'paging-style-changed': always('breaking', 'is read by {now}, was {was}', 'let the client page, or page by {now}'),
  'paging-next-moved': always('breaking', 'the value for the next page is at {now}, was {was}', 'read {now}'),
  'paging-parameter-changed': always('breaking', 'the next page is asked for by {now}, was {was}', 'send {now}'),
  'page-size-parameter-changed': always('breaking', 'the size of a page is {now}, was {was}', 'send {now}'),
  'page-size-lowered': always('dangerous', 'a page has at most {now} entries, was {was}', 'ask for {now} at most'),
  'page-size-raised': always('compatible', 'a page has at most {now} entries, was {was}'),
  'window-shortened': always('dangerous', 'one call looks back {now} days, was {was}', 'ask for shorter spans'),
  'window-lengthened': always('compatible', 'one call looks back {now} days, was {was}'),
} as const satisfies Kinds;

/** How an attempt whose response was lost is found. */
export const LOOKUP = {
  'order-id-added': always('compatible', 'an attempt has a number of the caller: {now}'),
  'order-id-removed': always(
    'breaking',
    'an attempt has no number of the caller any more, was {was}',
    'do not send it twice',
  ),
  'order-id-moved': always('breaking', 'the caller’s number of an attempt is {now}, was {was}', 'send it as {now}'),
  'lookup-added': always('compatible', 'a lost attempt can be found by {name}'),
  'lookup-removed': always('dangerous', 'a lost attempt can no longer be found by {name}', 'look by another call'),
  'lookup-changed': always(
    'dangerous',
    'a lost attempt is found by {name} otherwise: {now}, was {was}',
    'look it up so',
  ),
  'lookup-reordered': always('note', 'a lost attempt is looked for by {now} first, was {was}'),
  'lookup-proof-lost': always(
    'dangerous',
    'an attempt that {name} does not list may still be there',
    'do not send it again on that alone',
  ),
  'lookup-proof-gained': always('compatible', 'an attempt that {name} does not list is not there'),
} as const satisfies Kinds;

/** Business codes. */
export const CODES = {
  'expected-code-added': always('compatible', 'may fail with {name}'),
  'expected-code-removed': always('note', 'is not said to fail with {name} any more'),
  'code-added': always('compatible', 'the code {name} is known'),
  'code-removed': always('dangerous', 'the code {name} is known no more', 'handle it by its number', {
    code: 'breaking',
  }),
  'code-kind-changed': always('dangerous', 'the code {name} is about {now}, was {was}', 'check what you do on it'),
  'code-outcome-changed': always(
    'dangerous',
    'after the code {name} the outcome of a write is {now}, was {was}',
    'check what you do on it',
  ),
  'code-retry-gained': always('compatible', 'the same request may be sent again after the code {name}'),
  'code-retry-lost': always(
    'dangerous',
    'the same request must not be sent again after the code {name}',
    'stop sending it again',
  ),
  'code-message-changed': always(
    'note',
    'the message of the code {name} is {now}, was {was}',
    'match codes, not messages',
  ),
  'code-meaning-changed': always('note', 'the meaning of the code {name} is said in other words'),
  'code-hint-changed': always('note', 'the hint of the code {name} is another'),
  'code-products-changed': always('note', 'the code {name} belongs to {now}, was {was}'),
} as const satisfies Kinds;

/** Lists that may grow, spellings, text that may be empty, values that depend on the request. */
export const VALUES = {
  'open-value-added': always('compatible', 'the value {name} is new on a list that may grow'),
  'open-value-removed': always(
    'dangerous',
    'the value {name} is gone from a list that may grow',
    'wait for {name} no more',
    {
      request: 'note',
    },
  ),
  'enum-opened': widens('values that are on no list may come', 'handle a value that you do not know'),
  'enum-closed': narrows('only listed values may be sent', 'send one of them'),
  'enum-value-accepted': always('compatible', 'the value {was} is spelt {now}; {was} is still taken for it', '', {
    code: 'breaking',
  }),
  'accepted-spelling-added': always('compatible', 'the spelling {name} is taken for {now}'),
  'accepted-spelling-removed': narrows('the spelling {name} is no longer taken for {was}', 'write {was}'),
  'accepted-spelling-changed': always(
    'breaking',
    'the spelling {name} stands for {now}, was {was}',
    'write the word that you mean',
  ),
  'empty-text-added': widens('may be empty text', 'handle ""'),
  'empty-text-removed': always('compatible', 'is no longer empty text'),
  'nullable-when-added': widens('may be null where the request says {now}', 'handle null there'),
  'null-when-added': always('note', 'is null only where the request says {now}'),
  'null-when-removed': widens('may be null whatever the request says, not only where it says {was}', 'handle null'),
  'null-when-changed': widens('is null where the request says {now}, was {was}', 'handle null there'),
} as const satisfies Kinds;

/** The same thing by another name, told from a removal and an addition. */
export const RENAMES = {
  'operation-moved': always('breaking', 'is called {now}', 'call {now}'),
  'enum-value-respelt': always('breaking', 'the value {was} is spelt {now}', 'write and read {now}'),
  'security-scheme-renamed': always('note', 'the security scheme {was} is called {now}'),
  'code-replaced': always('dangerous', 'the code {was} is {now} now, with the same message', 'handle {now}', {
    code: 'breaking',
  }),
  'channel-moved': always('breaking', 'the channel is called {now}', 'subscribe to {now}'),
  'topic-respelt': always('breaking', 'the topic {was} is spelt {now}', 'subscribe to {now}'),
} as const satisfies Kinds;

/** From where a fact is known. */
export const EVIDENCE = {
  'evidence-gained': always('note', 'is now {name} as well'),
  'evidence-lost': always('note', 'is no longer {name}', 'trust it less'),
  'live-evidence-lost': always(
    'dangerous',
    'was seen in live traffic, which the description no longer says',
    'check it before you rely on it',
  ),
} as const satisfies Kinds;
