import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../../test/documents.js';
import { MoverProcess } from './mover-process.js';
import { Turn } from './turn.js';
import { compare, filesIn, MANIFEST, type Plan, write } from './write.js';

const files = (texts: Record<string, string>) => Object.entries(texts).map(([path, text]) => ({ path, text }));
const plan = (folder: string, texts: Record<string, string>) => ({
  folder,
  files: files(texts),
  changes: compare(folder, files(texts)),
});
async function writeIn(home: string, ...plans: Plan[]): Promise<void> {
  const turn = await Turn.take(home);
  await write(plans, turn.folder, new MoverProcess()).finally(() => turn.end());
}
const put = (folder: string, texts: Record<string, string>) => writeIn(folder, plan(folder, texts));
const contents = (folder: string) =>
  Object.fromEntries(filesIn(folder).map((path) => [path, readFileSync(join(folder, path), 'utf8')]));

describe('writing', () => {
  test('makes what is missing and lists it', async () => {
    const folder = join(folderOf(), 'out');
    await put(folder, { 'src/a.ts': 'a', 'b.json': '{}' });
    expect(contents(folder)).toEqual({ 'src/a.ts': 'a', 'b.json': '{}' });
    expect(readFileSync(join(folder, MANIFEST), 'utf8')).toBe('b.json\nsrc/a.ts\n');
  });

  test('leaves unchanged files untouched', async () => {
    const folder = folderOf();
    await put(folder, { a: 'a', b: 'b' });
    for (const path of ['a', 'b', MANIFEST]) utimesSync(join(folder, path), 1, 1);
    await put(folder, { a: 'a', b: 'new' });
    expect(statSync(join(folder, 'a')).mtimeMs).toBe(1000);
    expect(statSync(join(folder, MANIFEST)).mtimeMs).toBe(1000);
    expect(statSync(join(folder, 'b')).mtimeMs).toBeGreaterThan(1000);
  });

  test('removes what it made before and nothing else', async () => {
    const folder = folderOf({ 'notes/mine.txt': 'mine', 'CHANGELOG.md': 'c', 'dist/x.js': 'x' });
    await put(folder, { 'old/deep/a': 'a', keep: 'k' });
    await put(folder, { keep: 'k' });
    expect(readdirSync(folder).sort()).toEqual([MANIFEST, 'CHANGELOG.md', 'dist', 'keep', 'notes'].sort());
    expect(compare(folder, files({ keep: 'k' })).strange).toEqual(['notes/mine.txt']);
  });

  test('leaves nothing beside the folder', async () => {
    const top = folderOf();
    await put(join(top, 'out'), { a: 'a' });
    expect(readdirSync(top)).toEqual(['out']);
  });
});

describe('a failing write leaves everything as it was', () => {
  test('when a file cannot move in', async () => {
    const top = folderOf();
    const [one, two] = [join(top, 'one'), join(top, 'two')];
    await put(one, { a: 'old', 'deep/gone': 'old' });
    await put(two, { b: 'old' });
    const before = [contents(one), contents(two)];
    const plans = [plan(one, { a: 'new', 'fresh/c': 'new' }), plan(two, { b: 'new', 'x/y': 'new' })];
    writeFileSync(join(two, 'x'), 'a file where a folder has to be');
    utimesSync(join(one, 'a'), 1, 1);
    await expect(writeIn(top, ...plans)).rejects.toThrow(/EEXIST|ENOTDIR/);
    expect(contents(one)).toEqual(before[0]);
    expect(contents(two)).toEqual({ ...before[1], x: 'a file where a folder has to be' });
    expect(statSync(join(one, 'a')).mtimeMs).toBe(1000);
    expect(existsSync(join(one, 'fresh'))).toBe(false);
    expect(readdirSync(top).sort()).toEqual(['one', 'two']);
  });

  test('when what is to be kept is gone', async () => {
    const folder = folderOf();
    await put(folder, { a: 'old', b: 'old' });
    const next = plan(folder, { a: 'new' });
    rmSync(join(folder, 'b'));
    await expect(writeIn(folder, next)).rejects.toThrow('ENOENT');
    expect(contents(folder)).toEqual({ a: 'old' });
  });
});

test('a folder takes the place of a file', async () => {
  const folder = folderOf();
  await put(folder, { a: '1', b: '2' });
  await put(folder, { a: '3', 'b/deep/y': '4' });
  expect(contents(folder)).toEqual({ a: '3', 'b/deep/y': '4' });
});

describe('comparing', () => {
  test('reports what is missing, different, left over and not ours', async () => {
    const folder = folderOf();
    await put(folder, { a: 'a', b: 'b', c: 'c' });
    writeFileSync(join(folder, 'mine'), '');
    expect(compare(folder, files({ a: 'a', b: 'new', d: 'd' }))).toEqual({
      added: ['d'],
      changed: ['b', MANIFEST],
      removed: ['c'],
      strange: ['mine'],
      unchanged: 1,
    });
  });

  test('passes by a folder within that is generated for itself', async () => {
    const folder = folderOf();
    await put(folder, { a: 'a' });
    mkdirSync(join(folder, 'docs'));
    await put(join(folder, 'docs'), { page: 'p' });
    expect(compare(folder, files({ a: 'a' })).strange).toEqual([]);
  });
});
