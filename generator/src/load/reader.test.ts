import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { folderOf } from '../../test/documents.js';
import { Stamps } from '../stamps.js';
import { SpecError } from './diagnostic.js';
import { contentOf } from './disk.js';
import { type Parsed, type Parsing, Reader } from './reader.js';

let folder = '';
let file = '';
/** Knows how the file looks, and what is in it. */
let stamps = Stamps.open();

afterEach(() => void vi.useRealTimers());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + 10_000);
  folder = folderOf({ 'a.yaml': 'one: 1\n' });
  file = join(folder, 'a.yaml');
  stamps = Stamps.open();
  contentOf(file, stamps);
});

test('what a file says is kept under the digest of the text that says it, or not at all', async () => {
  const kept = new Map<string, Parsed>();
  let interfere = () => writeFileSync(file, 'two: 2\n');
  const parsed: Parsing = async (digest, parse) => {
    interfere();
    const made = await parse();
    kept.set(digest, made);
    return made;
  };
  const read = () => new Reader([folder], { parsed, stamps }).read(file);
  await expect(read()).rejects.toThrow('changes while it is read');
  expect(kept.size).toBe(0);
  interfere = () => {};
  const { digest, value } = await read();
  expect(value).toEqual({ two: 2 });
  expect(kept.get(digest)?.value).toEqual({ two: 2 });
});

test('places are looked for in the text that was parsed, or not at all', async () => {
  const known: Parsed = { value: { one: 1 }, references: [], hidesReferences: false };
  const document = await new Reader([folder], { parsed: async () => known, stamps }).read(file);
  writeFileSync(file, 'two: 2\n');
  expect(() => document.text).toThrow(SpecError);
  expect(() => document.text).toThrow('a.yaml:1:1 error changes while it is read');
  writeFileSync(file, 'one: 1\n');
  expect(document.text).toBe('one: 1\n');
});

test('what a text says as JSON is not taken for what it says as YAML', async () => {
  writeFileSync(join(folder, 'b.json'), 'one: 1\n');
  const asked: string[] = [];
  const parsed: Parsing = (key, parse) => {
    asked.push(key);
    return parse();
  };
  const reader = new Reader([folder], { parsed });
  const [yaml, json] = [await reader.read(file), await reader.read(join(folder, 'b.json'))];
  expect(yaml.digest).toBe(json.digest);
  expect(new Set(asked).size).toBe(2);
});
