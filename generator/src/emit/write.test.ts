import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../testing.js';
import { compare, filesIn, MANIFEST, write } from './write.js';

const files = (texts: Record<string, string>) => Object.entries(texts).map(([path, text]) => ({ path, text }));
const put = (folder: string, texts: Record<string, string>) =>
  write([{ folder, files: files(texts), changes: compare(folder, files(texts)) }]);
const contents = (folder: string) =>
  Object.fromEntries(filesIn(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));

describe('writing', () => {
  test('makes what is missing and lists it', () => {
    const folder = join(folderOf(), 'out');
    put(folder, { 'src/a.ts': 'a', 'b.json': '{}' });
    expect(contents(folder)).toEqual({ 'src/a.ts': 'a', 'b.json': '{}' });
    expect(readFileSync(join(folder, MANIFEST), 'utf8')).toBe('b.json\nsrc/a.ts\n');
  });

  test('leaves unchanged files untouched', () => {
    const folder = folderOf();
    put(folder, { a: 'a', b: 'b' });
    for (const path of ['a', 'b', MANIFEST]) utimesSync(join(folder, path), 1, 1);
    put(folder, { a: 'a', b: 'new' });
    expect(statSync(join(folder, 'a')).mtimeMs).toBe(1000);
    expect(statSync(join(folder, MANIFEST)).mtimeMs).toBe(1000);
    expect(statSync(join(folder, 'b')).mtimeMs).toBeGreaterThan(1000);
  });

  test('removes what it made before and nothing else', () => {
    const folder = folderOf({ 'notes/mine.txt': 'mine', 'CHANGELOG.md': 'c', 'dist/x.js': 'x' });
    put(folder, { 'old/deep/a': 'a', keep: 'k' });
    put(folder, { keep: 'k' });
    expect(readdirSync(folder).sort()).toEqual([MANIFEST, 'CHANGELOG.md', 'dist', 'keep', 'notes'].sort());
    expect(compare(folder, files({ keep: 'k' })).strange).toEqual(['notes/mine.txt']);
  });

  test('leaves nothing beside the folder', () => {
    const top = folderOf();
    put(join(top, 'out'), { a: 'a' });
    expect(readdirSync(top)).toEqual(['out']);
  });
});

describe('a failing write leaves everything as it was', () => {
  test('when a file cannot move in', () => {
    const top = folderOf();
    const [one, two] = [join(top, 'one'), join(top, 'two')];
    put(one, { a: 'old', 'deep/gone': 'old' });
    put(two, { b: 'old' });
    const before = [contents(one), contents(two)];
    const plans = [
      {
        folder: one,
        files: files({ a: 'new', 'fresh/c': 'new' }),
        changes: compare(one, files({ a: 'new', 'fresh/c': 'new' })),
      },
      {
        folder: two,
        files: files({ b: 'new', 'x/y': 'new' }),
        changes: compare(two, files({ b: 'new', 'x/y': 'new' })),
      },
    ];
    writeFileSync(join(two, 'x'), 'a file where a folder has to be');
    expect(() => write(plans)).toThrow(/EEXIST|ENOTDIR/);
    expect(contents(one)).toEqual(before[0]);
    expect(contents(two)).toEqual({ ...before[1], x: 'a file where a folder has to be' });
    expect(existsSync(join(one, 'fresh'))).toBe(false);
    expect(readdirSync(top).sort()).toEqual(['one', 'two']);
  });

  test('when there is no room or no right beside the folder', () => {
    const top = folderOf();
    put(join(top, 'out'), { a: 'old' });
    const changes = compare(join(top, 'out'), files({ a: 'new' }));
    writeFileSync(join(top, `out.new-${process.pid}`), 'in the way'); // root may write anywhere, so no chmod
    expect(() => write([{ folder: join(top, 'out'), files: files({ a: 'new' }), changes }])).toThrow();
    expect(contents(join(top, 'out'))).toEqual({ a: 'old' });
  });
});

describe('comparing', () => {
  test('tells what is missing, different, left over and not ours', () => {
    const folder = folderOf();
    put(folder, { a: 'a', b: 'b', c: 'c' });
    writeFileSync(join(folder, 'mine'), '');
    expect(compare(folder, files({ a: 'a', b: 'new', d: 'd' }))).toEqual({
      added: ['d'],
      changed: ['b', MANIFEST],
      removed: ['c'],
      strange: ['mine'],
      unchanged: 1,
    });
  });

  test('passes by a folder within that is generated for itself', () => {
    const folder = folderOf();
    put(folder, { a: 'a' });
    mkdirSync(join(folder, 'docs'));
    put(join(folder, 'docs'), { page: 'p' });
    expect(compare(folder, files({ a: 'a' })).strange).toEqual([]);
  });
});
