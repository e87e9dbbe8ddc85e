import { copyFileSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { folderOf } from '../../test/documents.js';
import { DiskMemory, type Kept } from './disk-memory.js';

/** What a run has kept that used parts of these numbers. */
const keptOf = (numbers: number[]): Kept => ({
  texts: new Map(numbers.map((one) => [`text ${one}`, `says ${one}`])),
  sound: new Set(numbers.map((one) => `sound ${one}`)),
  pieces: new Map(numbers.map((one) => [`part ${one}`, new Map([['types', [one]]])])),
  files: new Map(numbers.map((one) => [`/file ${one}`, { key: `key ${one}`, digest: `digest ${one}` }])),
  linted: { keys: new Set(numbers.map((one) => `key ${one}`)), seen: new Map([['text /a', String(numbers.length)]]) },
});
const upTo = (most: number) => Array.from({ length: most }, (_, index) => index);

let file = '';
let last = '';
const read = (tool = 'tool') => new DiskMemory(file, tool).read();
/** A run of a process of its own. */
const run = (kept: Kept) => {
  const memory = new DiskMemory(file, 'tool');
  memory.read();
  memory.write(kept);
};
const numbersIn = (kept: Kept | undefined) => [...(kept?.texts.keys() ?? [])].map((key) => Number(key.split(' ')[1]));
const BASE = keptOf(upTo(10));
/** Another of ten is new, and one is gone. */
const NEXT = keptOf([...upTo(9), 10]);

beforeEach(() => {
  file = join(folderOf(), 'v3.memory');
  last = `${file}-last`;
});

test('what the last run kept comes back, with what runs before found out', () => {
  run(BASE);
  expect(read()).toEqual(BASE);
  const before = readFileSync(file);
  run(NEXT);
  expect(readFileSync(file)).toEqual(before);
  const { files, linted } = NEXT;
  expect(read()).toEqual({ ...keptOf([...upTo(10), 10]), files, linted });
  run(BASE);
  expect(read()).toEqual(BASE);
});

test('more that is made of a part that is known comes to it', () => {
  run(BASE);
  const pieces = new Map([...BASE.pieces, ['part 1', new Map<string, unknown>([['types', [1]]]).set('mock', 'more')]]);
  run({ ...BASE, pieces });
  expect(read()?.pieces).toEqual(pieces);
});

test('all is written again once much of it is new: what nobody uses goes then', () => {
  run(BASE);
  const sizes: number[] = [];
  for (let round = 1; round < 40; round++) {
    const kept = keptOf(upTo(10).map((one) => one + round * 3));
    run(kept);
    expect(numbersIn(read())).toEqual(numbersIn(kept));
    sizes.push(statSync(file).size + statSync(last).size);
  }
  expect(Math.max(...sizes)).toBeLessThan(1.2 * Math.min(...sizes));
  for (let round = 0; round < 40; round++) {
    run(keptOf([...upTo(9), 1000 + round]));
    expect(read()?.texts.size).toBeLessThan(13);
  }
});

describe('of two files that do not belong together the first counts alone:', () => {
  const alone = { ...BASE, files: new Map(), linted: { keys: new Set(), seen: new Map() } };

  test('a run was killed before the second', () => {
    run(keptOf([90, 91, 92]));
    renameSync(last, `${last}-before`);
    run(BASE);
    renameSync(`${last}-before`, last);
    expect(read()).toEqual(alone);
    run(NEXT);
    expect(read()?.files).toEqual(NEXT.files);
  });

  test('another run wrote all meanwhile', () => {
    run(keptOf(upTo(9)));
    const slow = new DiskMemory(file, 'tool');
    slow.read();
    run(keptOf([90, 91, 92]));
    run(BASE);
    slow.write(NEXT);
    expect(read()).toEqual(alone);
  });

  test.each<[string, () => void]>([
    ['the second is gone', () => rmSync(last)],
    ['the second is cut short', () => writeFileSync(last, readFileSync(last).subarray(0, -1))],
    ['the second is the first', () => copyFileSync(file, last)],
  ])('%s', (_name, harm) => {
    run(BASE);
    run(NEXT);
    harm();
    expect(read()).toEqual(alone);
  });
});

test('without the first there is nothing', () => {
  run(BASE);
  run(NEXT);
  expect(read('another version')).toBeUndefined();
  const whole = readFileSync(file);
  writeFileSync(file, whole.subarray(0, -1));
  expect(read()).toBeUndefined();
  run(NEXT);
  expect(read()).toEqual(NEXT);
  rmSync(file);
  expect(read()).toBeUndefined();
});

test('where the first cannot be written the second is not', () => {
  const folder = folderOf({ 'v3.memory/x': '' });
  file = join(folder, 'v3.memory');
  run(BASE);
  expect(read()).toBeUndefined();
  expect(() => statSync(`${file}-last`)).toThrow('ENOENT');
});
