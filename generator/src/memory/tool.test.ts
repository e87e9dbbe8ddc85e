import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { folderOf } from '../../test/documents.js';
import { Stamps } from '../stamps.js';
import { installedFor } from './tool.js';

const manifest = (name: string, version: string, ...dependencies: string[]) =>
  JSON.stringify({ name, version, dependencies: Object.fromEntries(dependencies.map((one) => [one, '*'])) });

test('versions of what a package runs with, wherever it is installed', () => {
  const folder = folderOf({
    'node_modules/own/package.json': manifest('own', '1.0.0', 'parser', 'gone'),
    'node_modules/own/node_modules/parser/package.json': manifest('parser', '2.0.0', 'deep', 'own'),
    'node_modules/parser/package.json': manifest('parser', '1.0.0'),
    'node_modules/deep/package.json': manifest('deep', '3.0.0'),
    'node_modules/other/package.json': manifest('other', '4.0.0'),
  });
  const versions = () => installedFor(join(folder, 'node_modules/own'));
  expect(versions()).toEqual(['deep 3.0.0', 'own 1.0.0', 'parser 2.0.0']);
  writeFileSync(join(folder, 'node_modules/deep/package.json'), manifest('deep', '3.0.1'));
  expect(versions()).toEqual(['deep 3.0.1', 'own 1.0.0', 'parser 2.0.0']);
});

test('a package that it shares with whoever has it installed counts, too', () => {
  const own = JSON.stringify({ name: 'own', version: '1.0.0', peerDependencies: { compiler: '*' } });
  const folder = folderOf({
    'node_modules/own/package.json': own,
    'node_modules/compiler/package.json': manifest('compiler', '5.9.0'),
  });
  expect(installedFor(join(folder, 'node_modules/own'))).toEqual(['compiler 5.9.0', 'own 1.0.0']);
});

test('a manifest that looks as it did is not read again', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 });
  const folder = folderOf({
    'node_modules/own/package.json': manifest('own', '1.0.0', 'parser'),
    'node_modules/parser/package.json': manifest('parser', '1.0.0'),
  });
  const stamps = Stamps.open();
  const versions = () => installedFor(join(folder, 'node_modules/own'), stamps);
  expect([versions(), versions()]).toEqual([
    ['own 1.0.0', 'parser 1.0.0'],
    ['own 1.0.0', 'parser 1.0.0'],
  ]);
  const find = vi.spyOn(JSON, 'parse');
  versions();
  expect(find).not.toHaveBeenCalled();
  writeFileSync(join(folder, 'node_modules/parser/package.json'), manifest('parser', '1.0.1-later'));
  expect(versions()).toEqual(['own 1.0.0', 'parser 1.0.1-later']);
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('the same where packages are links into a store', () => {
  const folder = folderOf({
    'store/own@1/node_modules/own/package.json': manifest('own', '1.0.0', 'parser'),
    'store/parser@2/node_modules/parser/package.json': manifest('parser', '2.0.0'),
  });
  symlinkSync(join(folder, 'store/parser@2/node_modules/parser'), join(folder, 'store/own@1/node_modules/parser'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(folder, 'store/own@1/node_modules/own'), join(folder, 'node_modules/own'));
  expect(installedFor(join(folder, 'node_modules/own'))).toEqual(['own 1.0.0', 'parser 2.0.0']);
});
