// Which of our kinds speak of the same thing as an id of oasdiff: the topic of both, and the direction that the id says.

/** Topic → what marks it in an id of oasdiff, and which kinds of ours belong to it. The first that fits an id is its topic. */
const TOPICS = [
  ['extensible enum', /x-extensible-enum/, /^extensible-enum/],
  ['sunset', /sunset/, /sunset/],
  ['stability', /stability/, /^stability/],
  ['removed operation', /^api-(path-)?removed/, /operation-removed|operation-moved/],
  ['deprecation', /deprecat|reactivated/, /^(un)?deprecated$|^deprecated-|-removed$/],
  ['added operation', /^endpoint-added/, /^operation-(added|moved)/],
  ['operation id', /operation-id/, /^operation-id/],
  ['tag', /api-tag/, /^tag-/],
  ['webhook', /webhook/, /^webhook/],
  ['security', /security/, /^(authentication|scope|security|oauth)/],
  ['status', /-status-/, /-status-/],
  ['media type', /media-?type-(added|removed|name)|mediatype-(?!enum)/, /^media-type/],
  ['described body', /media-type-schema/, /^body-(un)?described/],
  [
    'header presence',
    /response-header-(removed|added|became-optional)|(required|optional)-response-header-removed/,
    /header-(added|removed|became)/,
  ],
  [
    'body presence',
    /request-body-(added|removed|became-(optional|required))/,
    /^(required-)?body-(added|removed|became)/,
  ],
  ['discriminator', /discriminator/, /^discriminator/],
  ['content schema', /content-schema/, /^content-schema/],
  ['content', /content-(media|encod)/, /^content-(media|encod)/],
  ['enum', /enum/, /^(enum|open-value)|^const/],
  ['null', /nullable/, /nullable|null-when|type-/],
  ['default', /default-value/, /default-(added|removed|changed)$/],
  ['const', /const-/, /^const|^enum/],
  ['max items', /max-items/, /^max-items/],
  ['min items', /min-items/, /^min-items/],
  ['max length', /max-length/, /^(max-length|not-changed)/],
  ['min length', /min-length/, /^(min-length|not-changed)/],
  ['min contains', /min-contains/, /^min-contains/],
  ['max contains', /max-contains/, /^max-contains/],
  ['contains', /contains/, /^contains/],
  ['max', /max-/, /maximum/],
  ['min', /min-/, /minimum/],
  ['pattern fields', /pattern-property/, /^pattern-field/],
  ['pattern', /pattern/, /^pattern-/],
  [
    'type',
    /list-of-types|type-(changed|generalized|specialized|compatible)/,
    /^(type|format)-|^parameter-became-list|^parameter-field-type|^pattern-added/,
  ],
  ['all of', /all-of/, /./],
  ['alternatives', /one-of|any-of/, /^(one-of|any-of|alternatives|type-changed|shape)/],
  ['prefix items', /prefix-items/, /^tuple/],
  ['conditions', /-(if|then|else)-/, /^(if|then|else)-/],
  ['dependent', /dependent/, /^dependent/],
  ['names', /property-names/, /^property-names/],
  ['unevaluated', /unevaluated/, /^unevaluated/],
  ['flags', /(read|write)-only$/, /^(required-)?(read|write)-only/],
  [
    'parameter presence',
    /(request|path)-(default-)?parameter|parameter-(removed|became)/,
    /parameter-(added|removed|became|renamed|moved|with-default)/,
  ],
  ['field presence', /propert/, /field-|^not-changed/],
  ['schema component', /^api-schema/, /^$/],
];

/** @param {string} id of oasdiff */
export function topicOf(id) {
  const [name, , kinds] = TOPICS.find(([, marks]) => marks.test(id)) ?? [];
  const polarity = /^request|-request-/.test(id) ? 'request' : /response/.test(id) ? 'response' : undefined;
  return { name, kinds, polarity };
}
