import { linkSync, mkdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { folderOf } from '../test/documents.js';
import { Stamps } from './stamps.js';

let folder = '';
const at = (path: string) => join(folder, path);
/** Whether the file was read, and what is said of it. */
function ask(stamps: Stamps, file = at('a.yaml'), now = 'anew') {
  let isRead = false;
  const digest = stamps.digestOf(file, () => {
    isRead = true;
    return now;
  });
  return { isRead, digest };
}
/** As if everything that is on disk had been there for a while. */
const later = (ms = 10_000) => vi.setSystemTime(Date.now() + ms);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  folder = folderOf({ 'a.yaml': 'one', 'b.yaml': 'two' });
});
afterEach(() => void vi.useRealTimers());

const kept = () => {
  later();
  const stamps = Stamps.open(at('stamps'));
  ask(stamps, at('a.yaml'), 'of one');
  stamps.save();
  return Stamps.open(at('stamps'));
};

test('a file that looks as it did is not read again, in this process or the next', () => {
  const stamps = kept();
  expect(ask(stamps)).toEqual({ isRead: false, digest: 'of one' });
  expect(ask(stamps)).toEqual({ isRead: false, digest: 'of one' });
  expect(ask(stamps, at('b.yaml'))).toEqual({ isRead: true, digest: 'anew' });
  expect(ask(stamps, at('b.yaml'))).toEqual({ isRead: false, digest: 'anew' });
});

test.each<[string, () => void]>([
  ['is longer', () => writeFileSync(at('a.yaml'), 'longer')],
  [
    'has the same length, and the time of its content is set back',
    () => {
      const { atime, mtime } = statSync(at('a.yaml'));
      writeFileSync(at('a.yaml'), 'two');
      utimesSync(at('a.yaml'), atime, mtime);
    },
  ],
  [
    'is another of the same length and time',
    () => {
      const { atime, mtime } = statSync(at('a.yaml'));
      utimesSync(at('b.yaml'), atime, mtime);
      renameSync(at('b.yaml'), at('a.yaml'));
    },
  ],
  ['has another name, too', () => linkSync(at('a.yaml'), at('c.yaml'))],
])('one that %s is read again', async (_, change) => {
  const stamps = kept();
  await sleep(20); // a tick of the file system's clock
  change();
  later();
  expect(ask(stamps)).toEqual({ isRead: true, digest: 'anew' });
  expect(ask(stamps)).toEqual({ isRead: false, digest: 'anew' });
});

test('one that changed just now may change once more and look the same: it is not kept', () => {
  vi.setSystemTime(statSync(at('a.yaml')).ctimeMs + 1500);
  const stamps = Stamps.open();
  expect(ask(stamps).isRead).toBe(true);
  expect(ask(stamps).isRead).toBe(true);
  later();
  expect(ask(stamps).isRead).toBe(true);
  expect(ask(stamps).isRead).toBe(false);
});

test('something else that is found out about a file is kept beside its digest', () => {
  const stamps = kept();
  let reads = 0;
  const version = () => stamps.findingOf('version', at('a.yaml'), () => `1.0.${reads++}`);
  expect([version(), version()]).toEqual(['1.0.0', '1.0.0']);
  expect(ask(stamps)).toEqual({ isRead: false, digest: 'of one' });
  writeFileSync(at('a.yaml'), 'longer');
  expect(version()).toBe('1.0.1');
});

test('what is read through a link is read each time', () => {
  const stamps = kept();
  rmSync(at('a.yaml'));
  symlinkSync(at('b.yaml'), at('a.yaml'));
  later();
  expect(ask(stamps)).toEqual({ isRead: true, digest: 'anew' });
  expect(ask(stamps)).toEqual({ isRead: true, digest: 'anew' });
});

test('what reading throws is thrown, and not kept', () => {
  later();
  const stamps = Stamps.open();
  const refuse = () => {
    throw new Error('no YAML');
  };
  expect(() => stamps.digestOf(at('a.yaml'), refuse)).toThrow('no YAML');
  expect(() => stamps.digestOf(at('missing.yaml'), refuse)).toThrow('no YAML');
  mkdirSync(at('folder'));
  expect(() => stamps.digestOf(at('folder'), refuse)).toThrow('no YAML');
  expect(ask(stamps)).toEqual({ isRead: true, digest: 'anew' });
});

test('what is kept is what was asked for last', () => {
  kept();
  const other = Stamps.open(at('stamps'));
  ask(other, at('b.yaml'));
  other.save();
  const now = Stamps.open(at('stamps'));
  expect(ask(now, at('b.yaml')).isRead).toBe(false);
  expect(ask(now).isRead).toBe(true);
});

test('a file that is broken, or where none can be written, is as good as none', () => {
  kept();
  writeFileSync(at('stamps'), 'broken');
  expect(ask(Stamps.open(at('stamps'))).isRead).toBe(true);
  const stamps = Stamps.open(at('a.yaml/stamps'));
  ask(stamps);
  stamps.save();
});
