import type { Item } from './sidebar.js';

/** The guides in the order in which they are best read. */
export const guideItems: Item[] = [
  {
    text: 'Start',
    items: [
      { text: 'Quick start', link: '/guides/quick-start' },
      { text: 'Signing, step by step', link: '/guides/signing' },
      { text: 'Signing calculator', link: '/guides/signing-calculator' },
    ],
  },
  {
    text: 'Trade without surprises',
    items: [
      { text: 'Errors and outcomes', link: '/guides/errors-and-outcomes' },
      { text: 'Live data', link: '/guides/live-data' },
      { text: 'What continuous means', link: '/guides/continuous' },
      { text: 'Orders over a socket', link: '/guides/socket-orders' },
      { text: 'Limits', link: '/guides/limits' },
      { text: 'Paging', link: '/guides/paging' },
      { text: 'Demo trading', link: '/guides/demo-trading' },
      { text: 'From v1 to v2 to v3', link: '/guides/migrating' },
    ],
  },
  {
    text: 'Build',
    items: [
      { text: 'Test your bot offline', link: '/guides/testing' },
      { text: 'Use the packages', link: '/guides/packages' },
      { text: 'Upgrade', link: '/guides/upgrading' },
      { text: 'Use it before it is on npm', link: '/guides/before-npm' },
      { text: 'For machines', link: '/guides/machines' },
    ],
  },
  {
    text: 'The project',
    items: [
      { text: 'What a change does to you', link: '/guides/spec-changes' },
      { text: 'Add an endpoint', link: '/guides/add-an-endpoint' },
      { text: 'Lend us a recording', link: '/guides/lend-us-a-recording' },
      { text: 'Generate from another API', link: '/guides/another-api' },
    ],
  },
];

/** Pages from data. */
const reference: Item[] = [
  { text: 'All APIs', link: '/reference' },
  { text: 'Error codes', link: '/errors' },
  { text: 'Shared names', link: '/scalars' },
  { text: 'Limits', link: '/limits' },
  { text: 'Wrong and outdated paths', link: '/aliases' },
  { text: 'From v1', link: '/migration/v1' },
  { text: 'From v2 to v3', link: '/migration/v2-v3/' },
  { text: 'Spec quality', link: '/quality' },
  { text: 'What has changed', link: '/changes/' },
];

export const referenceItems: Item[] = [{ text: 'Reference', items: reference }];

/** The menu at the top. */
export const moreItems: { text: string; link: string }[] = [
  ...reference.map(({ text, link = '' }) => ({ text, link })),
  { text: 'For machines', link: '/guides/machines' },
];
