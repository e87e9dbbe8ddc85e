import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { folderOf } from '../test/documents.js';
import { Cache, NOTHING } from './cache.js';
import { MoverProcess } from './emit/mover-process.js';
import { Turn } from './emit/turn.js';
import { compare, write } from './emit/write.js';
import { contentOf, filesOf, readText, readTextIfThere, recorded, type Seen, yamlBelow } from './load/disk.js';
import type { Settings } from './memory/tool.js';
import { Stamps } from './stamps.js';

const target = { name: 'v9', input: 'openapi.yaml', output: 'out', docs: 'out/docs' };
const settings: Omit<Settings, 'cwd'> = { targets: [target], types: undefined, lint: true, shared: undefined };
const cacheOf = (now = settings, enabled = true) => new Cache({ ...now, cwd: folder }, enabled);
const files = [{ path: 'src/a.ts', text: 'a' }];

let folder = '';
const at = (path: string) => join(folder, path);
const read = (): Seen => {
  const seen: Seen = new Map();
  recorded(seen, () => [readText(at('spec/openapi.yaml')), yamlBelow(at('spec')), readTextIfThere(at('LICENSE'))]);
  return seen;
};
const remember = (seen = read()) => {
  const made = { target, operations: 7, advice: {}, folders: new Map([[at('out'), files]]) };
  cacheOf().remember({ made: [made] }, NOTHING, new Map(), new Map([[target.name, seen]]));
};
const fresh = (now = settings, enabled = true) => {
  const { targets, isWhole } = cacheOf(now, enabled).fresh();
  const entry = targets.get(target.name);
  return isWhole && entry ? { inputs: filesOf(entry.seen), operations: entry.operations } : undefined;
};

afterEach(() => void vi.useRealTimers());
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  folder = folderOf({ 'spec/openapi.yaml': 'openapi: 3.1.0\n', 'node_modules/x/package.json': '{}' });
  const turn = await Turn.take(at('out'));
  await write([{ folder: at('out'), files, changes: compare(at('out'), files) }], turn.folder, new MoverProcess());
  turn.end();
});

test('with nothing changed there is nothing to do', () => {
  remember();
  expect(fresh()).toEqual({ inputs: [at('spec/openapi.yaml')], operations: 7 });
});

test('what was read twice, and was another the second time, is not known', () => {
  const seen = read();
  writeFileSync(at('spec/openapi.yaml'), 'openapi: 3.1.1\n');
  recorded(seen, () => readText(at('spec/openapi.yaml')));
  remember(seen);
  expect(fresh()).toBeUndefined();
  writeFileSync(at('spec/openapi.yaml'), 'openapi: 3.1.0\n');
  expect(fresh()).toBeUndefined();
});

test('what was known by its looks, and is another once it is read, is not known', () => {
  vi.setSystemTime(Date.now() + 10_000);
  const stamps = Stamps.open();
  const file = at('spec/openapi.yaml');
  contentOf(file, stamps);
  const seen: Seen = new Map();
  const content = recorded(seen, () => contentOf(file, stamps));
  writeFileSync(file, 'openapi: 3.1.1\n');
  expect(() => recorded(seen, () => content.text)).toThrow('changes while it is read');
  remember(seen);
  expect(fresh()).toBeUndefined();
});

describe('the work is done again when', () => {
  test.each<[string, () => void]>([
    ['a byte that was read is another', () => writeFileSync(at('spec/openapi.yaml'), 'openapi: 3.1.1\n')],
    ['a byte that was written is another', () => writeFileSync(at('out/src/a.ts'), 'b')],
    ['the list of what was written is another', () => writeFileSync(at('out/.generated'), '')],
    ['a file is new among those that were read', () => writeFileSync(at('spec/orphan.yaml'), '')],
    [
      'a file is new far below them',
      () => mkdirSync(at('spec/a/b'), { recursive: true }) && writeFileSync(at('spec/a/b/orphan.yaml'), ''),
    ],
    ['a file that was missed is there', () => writeFileSync(at('LICENSE'), 'MIT')],
    [
      'a file that was read is a link to another that says the same',
      () => {
        mkdirSync(at('else'));
        renameSync(at('spec/openapi.yaml'), at('else/openapi.yaml'));
        symlinkSync(at('else/openapi.yaml'), at('spec/openapi.yaml'));
      },
    ],
    ['a file that was read is gone', () => rmSync(at('spec/openapi.yaml'))],
    ['a file is new among those that were written', () => writeFileSync(at('out/src/mine.ts'), '')],
    ['the memory is cut short', () => writeFileSync(at('node_modules/.cache/bitget-spec/generate'), '{"tool"')],
  ])('%s', (_name, change) => {
    remember();
    change();
    expect(fresh()).toBeUndefined();
  });

  test('the settings changed', () => {
    remember();
    expect(fresh({ ...settings, lint: false })).toBeUndefined();
    expect(fresh({ ...settings, targets: [{ ...target, output: 'elsewhere' }] })).toBeUndefined();
    expect(fresh(settings, false)).toBeUndefined();
  });

  test.each<[string, () => void]>([
    ['a file was saved', () => writeFileSync(at('spec/openapi.yaml'), 'openapi: 3.1.1\n')],
    ['an older file was moved over one', () => renameSync(at('older.yaml'), at('spec/openapi.yaml'))],
    ['a file was added', () => renameSync(at('older.yaml'), at('spec/orphan.yaml'))],
    ['a file was removed', () => rmSync(at('spec/openapi.yaml'))],
    ['a file came that was missed', () => writeFileSync(at('LICENSE'), 'MIT')],
  ])('%s while the work was going on', (_name, change) => {
    writeFileSync(at('older.yaml'), 'openapi: 3.1.1\n');
    utimesSync(at('older.yaml'), 1, 1);
    const seen = read();
    change();
    remember(seen);
    expect(fresh()).toBeUndefined();
  });
});

test('what was written counts as it was meant, not as it is found afterwards', () => {
  writeFileSync(at('out/src/a.ts'), 'of another run');
  remember();
  expect(fresh()).toBeUndefined();
});

test('a memory that cannot be written is none', () => {
  writeFileSync(at('node_modules/.cache'), 'in the way');
  remember();
  expect(fresh()).toBeUndefined();
});

test('only content counts, not the time of a file', () => {
  remember();
  utimesSync(at('spec/openapi.yaml'), 2, 2);
  writeFileSync(at('out/src/a.ts'), readFileSync(at('out/src/a.ts')));
  expect(fresh()).toBeDefined();
});

test('what was made elsewhere, where paths are others, is not known', () => {
  remember();
  const other = folderOf();
  symlinkSync(at('node_modules'), join(other, 'node_modules'));
  expect(fresh()).toBeDefined();
  expect(new Cache({ ...settings, cwd: other }, true).fresh()).toEqual(NOTHING);
});

test('nothing is remembered where there is no node_modules', () => {
  const bare = folderOf({ 'openapi.yaml': '' });
  mkdirSync(join(bare, 'out'));
  const cache = new Cache({ ...settings, cwd: bare }, true);
  cache.remember({ made: [] }, NOTHING, new Map(), new Map());
  expect(cache.fresh()).toEqual(NOTHING);
  expect(cache.memory('v9')).toBeUndefined();
});
