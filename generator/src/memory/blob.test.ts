import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf } from '../../test/documents.js';
import { readBlob, sweep, writeBlob } from './blob.js';

const value = {
  values: new Map<string, unknown>([['a', { b: [1, null, Number.NaN, -0], c: 'é' }]]),
  linted: new Set(['k']),
};

test('a value comes back as it was, to the tool that wrote it', () => {
  const file = join(folderOf(), 'deep/er/v3.memory');
  writeBlob(file, 'tool', value);
  expect(readBlob(file, 'tool')?.value).toEqual(value);
  expect(readBlob(file, 'another version')).toBeUndefined();
  expect(readdirSync(join(file, '..'))).toEqual(['v3.memory']);
});

test('a file of which any byte is another, or that is cut short anywhere, is as good as none', () => {
  const file = join(folderOf(), 'v3.memory');
  expect(readBlob(file, 'tool')).toBeUndefined();
  writeBlob(file, 'tool', value);
  const whole = readFileSync(file);
  for (let at = 0; at < whole.length; at++) {
    const broken = Buffer.from(whole);
    broken.writeUInt8(whole.readUInt8(at) ^ 1, at);
    for (const bytes of [broken, whole.subarray(0, at)]) {
      writeFileSync(file, bytes);
      expect(readBlob(file, 'tool')).toBeUndefined();
    }
  }
});

test('where nothing can be written, nothing is', () => {
  const folder = folderOf({ 'in-the-way': '', 'taken/v3.memory/x': '' });
  for (const name of ['in-the-way/v3.memory', 'taken/v3.memory']) writeBlob(join(folder, name), 'tool', value);
  writeBlob(join(folder, 'v3.memory'), 'tool', { cannot: () => 'be written' });
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual([
    'in-the-way',
    'taken',
    'taken/v3.memory',
    'taken/v3.memory/x',
  ]);
});

test('what a killed process left half written is gone after an hour', () => {
  const folder = folderOf({ 'v3.memory': '', 'v3.memory.1-a.part': '', 'v3.memory.2-b.part': '' });
  const hourAgo = Date.now() / 1000 - 3601;
  for (const name of ['v3.memory', 'v3.memory.1-a.part']) utimesSync(join(folder, name), hourAgo, hourAgo);
  sweep(folder);
  expect(readdirSync(folder).sort()).toEqual(['v3.memory', 'v3.memory.2-b.part']);
  sweep(join(folder, 'none'));
});
