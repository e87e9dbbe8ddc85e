import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { Cache } from './cache.js';
import { compare, write } from './emit/write.js';
import { folderOf } from './testing.js';

const target = { name: 'v9', input: 'openapi.yaml', output: 'out', docs: 'out/docs' };
const asked = { targets: [target], lint: true };
const files = [{ path: 'src/a.ts', text: 'a' }];

let folder = '';
const at = (path: string) => join(folder, path);
const remember = (cache = new Cache(folder, true)) =>
  cache.remember(asked, [at('spec/openapi.yaml')], [[at('out'), files]], 7);
const fresh = (now = asked, enabled = true) => new Cache(folder, enabled).upToDate(now);

beforeEach(() => {
  folder = folderOf({ 'spec/openapi.yaml': 'openapi: 3.1.0\n', 'node_modules/x/package.json': '{}' });
  utimesSync(at('spec/openapi.yaml'), 1, 1);
  write([{ folder: at('out'), files, changes: compare(at('out'), files) }]);
});

test('with nothing changed there is nothing to do', () => {
  remember();
  expect(fresh()).toEqual({ inputs: [at('spec/openapi.yaml')], operations: 7 });
});

describe('the work is done again when', () => {
  test.each<[string, () => void]>([
    ['a byte that was read is another', () => writeFileSync(at('spec/openapi.yaml'), 'openapi: 3.1.1\n')],
    ['a byte that was written is another', () => writeFileSync(at('out/src/a.ts'), 'b')],
    ['the list of what was written is another', () => writeFileSync(at('out/.generated'), '')],
    ['a file is new among those that were read', () => writeFileSync(at('spec/orphan.yaml'), '')],
    ['a file is new among those that were written', () => writeFileSync(at('out/src/mine.ts'), '')],
    ['the memory is cut short', () => writeFileSync(at('node_modules/.cache/bitget-spec/generate.json'), '{"tool"')],
  ])('%s', (_name, change) => {
    remember();
    change();
    expect(fresh()).toBeUndefined();
  });

  test('something else is asked', () => {
    remember();
    expect(fresh({ ...asked, lint: false })).toBeUndefined();
    expect(fresh({ ...asked, targets: [{ ...target, output: 'elsewhere' }] })).toBeUndefined();
    expect(fresh(asked, false)).toBeUndefined();
  });

  test('a file was saved while the work was going on', () => {
    const cache = new Cache(folder, true);
    const soon = Date.now() / 1000 + 5;
    utimesSync(at('spec/openapi.yaml'), soon, soon);
    remember(cache);
    expect(fresh()).toBeUndefined();
  });
});

test('only content counts, not the time of a file', () => {
  remember();
  utimesSync(at('spec/openapi.yaml'), 2, 2);
  writeFileSync(at('out/src/a.ts'), readFileSync(at('out/src/a.ts')));
  expect(fresh()).toBeDefined();
});

test('nothing is remembered where there is no node_modules', () => {
  const bare = folderOf({ 'openapi.yaml': '' });
  mkdirSync(join(bare, 'out'));
  const cache = new Cache(bare, true);
  cache.remember(asked, [], [], 0);
  expect(cache.upToDate(asked)).toBeUndefined();
});
