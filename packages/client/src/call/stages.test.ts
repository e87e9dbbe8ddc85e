import { expect, it } from 'vitest';
import { limiter, outcomes, pages, retries, signatureReports } from '../index.js';
import { http } from '../runtime.js';
import { innermostFirst } from './stages.js';

it('orders stages by name, in whatever order they are given: the transport comes first, the caller last', () => {
  const given = [pages(), limiter(), undefined, outcomes(), http(), signatureReports(), retries()];
  const order = ['http', 'limits', 'signature', 'retries', 'outcomes', 'pages'];
  expect(innermostFirst(given).map(({ name }) => name)).toEqual(order);
  expect(innermostFirst(given.reverse()).map(({ name }) => name)).toEqual(order);
});
