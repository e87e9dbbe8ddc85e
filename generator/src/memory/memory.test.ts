import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apiOf, folderOf, OURS } from '../../test/documents.js';
import { digestedSite, siteApi } from '../emit/site/site-api.js';
import type { Parsed } from '../load/reader.js';
import { Memory } from './memory.js';

const says = (value: unknown): Parsed => ({ value, references: [], hidesReferences: false });

test('what a run that failed has gathered is let go', async () => {
  const memory = new Memory();
  const parsed = (text: string) => memory.parsed(text, async () => says(text));
  const isKnown = async (text: string) => (await memory.parsed(text, async () => says('anew'))).value !== 'anew';
  memory.begin();
  await parsed('one');
  memory.turn();
  memory.begin();
  await parsed('two');
  // no turn: it failed
  memory.begin();
  expect(await isKnown('one')).toBe(true);
  expect(await isKnown('two')).toBe(false);
});

test('what files say is kept on disk from process to process, unless JSON cannot say it', async () => {
  const onDisk = { file: join(folderOf(), 'v3.memory'), tool: 'tool' };
  const shared = { a: 1 };
  const values = {
    ...{ plain: { a: ['é', null, 1.5] }, nan: [Number.NaN], minus: { zero: -0 }, odd: { '': {}, b: {} } },
    alias: [shared, { shared }],
  };
  const parsed = (memory: Memory, anew: boolean) =>
    Promise.all(
      Object.entries(values).map(async ([digest, value]) => {
        const known = await memory.parsed(digest, async () => says(anew ? value : 'not known'));
        return known.value;
      }),
    );
  const first = new Memory(onDisk);
  first.begin();
  expect(await parsed(first, true)).toEqual(Object.values(values));
  first.turn();
  for (let process = 2; process < 4; process++) {
    const next = new Memory(onDisk);
    next.begin();
    expect(await parsed(next, false)).toEqual([values.plain, 'not known', 'not known', values.odd, 'not known']);
    next.turn();
  }
});

test('what the site says of an API is kept on disk, and written again where it is another, or lost', async () => {
  const file = join(folderOf(), 'v3.memory');
  const siteFile = `${file}-site`;
  const siteOf = async (title: string) => digestedSite(siteApi(await apiOf(OURS.replace('Test API', title))));
  const run = (site: Awaited<ReturnType<typeof siteOf>>) => {
    const memory = new Memory({ file, tool: 'tool' });
    memory.begin();
    memory.keepSite(site);
    memory.turn();
    const { digest, pages, api } = Memory.siteOf(file, 'tool') ?? {};
    expect({ digest, pages, api }).toEqual(site);
    return statSync(siteFile).ino;
  };
  const [one, other] = [await siteOf('One'), await siteOf('Another')];
  const first = run(one);
  expect(run(one)).toBe(first);
  expect(run(other)).not.toBe(first);
  writeFileSync(siteFile, 'lost');
  expect(Memory.siteOf(file, 'tool')).toBeUndefined();
  run(other);
});
