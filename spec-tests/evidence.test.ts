import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { knownOf, sumKnown } from '../generator/src/report/known.js';
import { qualityOf, sum } from '../generator/src/report/quality.js';
import { all, apis, root, urlOf } from './description.js';

const inUse = apis.filter(({ sources }) => sources.size);
const operations = all.filter(({ api }) => inUse.includes(api)).map(({ operation }) => operation);

test('every operation of v2 and v3 has its evidence, and at least one kind of source knows it', () => {
  expect(inUse.map(({ name }) => name)).toEqual(['v2', 'v3']);
  expect(operations.filter(({ knownFrom }) => !knownFrom?.operation.length).map(urlOf)).toEqual([]);
});

describe('the README', () => {
  const text = readFileSync(join(root, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ');
  const known = inUse.flatMap((api) => knownOf(api) ?? []);
  const { fields, nobody, alone, by } = sumKnown(known.map(({ total }) => total));
  const { limitUnknown, permissionUnknown } = sum(inUse.map((api) => qualityOf(api).total));
  const stock = known.flatMap(({ groups }) => groups).filter(({ name }) => name.startsWith('stockplus'));
  const paged = operations.filter(({ knownFrom }) => knownFrom?.operation.some((kind) => /page|example/.test(kind)));
  const number = (count: number) => count.toLocaleString('en-US');
  const share = (count: number) => `${number(count)} (${((100 * count) / fields).toFixed(1)} %)`;

  const percent = (count: number) => `${((100 * count) / fields).toFixed(1)} %`;

  test.each([
    `Known so far: ${percent(by.ts ?? 0)} of the fields from a maintained TypeScript client, ${percent(by.go ?? 0)} from a Go client that is held against the live exchange, ${percent(by.page ?? 0)} from the official pages, none from a recorded response`,
    `Of the ${number(fields)} fields of v2 and v3, ${nobody} are named by no source and ${share(alone)} by one source alone`,
    `all ${stock.reduce((sum, group) => sum + group.known.alone, 0)} of Stock+`,
    `${operations.length - paged.length} of the ${operations.length} operations have no official page`,
    `The limit is unknown for ${limitUnknown} of them, the permission for ${permissionUnknown}`,
    `${number(by.page ?? 0)} fields (${((100 * (by.page ?? 0)) / fields).toFixed(1)} %) stand in the tables of the official pages`,
    `${share(by.go ?? 0)} in the Go client`,
    `${share(by.ts ?? 0)} in the TypeScript client`,
  ])('says as the report does: %s', (sentence) => {
    expect(text).toContain(sentence);
  });

  test('asks for recordings only while there are none', () => {
    expect(text.includes('No response recorded')).toBe(by.recording === 0);
    expect(stock.every((group) => group.known.alone === group.known.fields)).toBe(true);
  });
});
