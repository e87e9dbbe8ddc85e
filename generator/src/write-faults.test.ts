import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folderOf, THEIRS } from '../test/documents.js';
import { filesIn } from './emit/write.js';

/** A disk that is full, read-only or somebody else's: real ones, which takes root, or a user who is not. */
const BIN = fileURLToPath(new URL('../bin/bitget-spec.js', import.meta.url));
const root = process.getuid?.() === 0;
const mounts = root && spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
const nobody = root && spawnSync('setpriv', ['--reuid', '65534', '--clear-groups', 'true']).status === 0;

const document = (summary: string) => `${THEIRS}paths:
  /pets: { get: { operationId: listPets, summary: ${summary}, responses: { '200': { description: Fine. } } } }
`;
const GENERATE = `'${process.execPath}' '${BIN}' generate --no-lint --input pets.yaml --output out`;

/** Runs a script with a folder of its own as working directory, which holds two descriptions. */
const sh = (script: string, before: string[] = [], folder = folderOf()): Promise<{ code: number; text: string }> => {
  writeFileSync(join(folder, 'pets.yaml'), document('Old'));
  writeFileSync(join(folder, 'new.yaml'), document('New'));
  return new Promise((resolve) => {
    const [command = '', ...args] = [...before, 'sh', '-ec', script];
    execFile(command, args, { cwd: folder, encoding: 'utf8' }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: out + err }),
    );
  });
};

/** On a disk of its own that holds what the old description gives; `fault` comes between that and the new one. */
const onDisk = (size: string, fault: string) =>
  sh(
    `mount -t tmpfs -o size=${size} none /mnt; cp *.yaml /mnt; cd /mnt; ${GENERATE}; cp -r out /tmp/out-$$; cp new.yaml pets.yaml
    ${fault}
    ${GENERATE} && exit 9
    diff -r out /tmp/out-$$ && echo SAME; rm -r /tmp/out-$$`,
    ['unshare', '-m'],
  );

describe.skipIf(!mounts)('the old tree stays, and one line says why', () => {
  test('on a disk that is full', async () => {
    const { code, text } = await onDisk('1m', 'head -c 2m /dev/zero > filler || true');
    expect(text).toMatch(/^\[bitget-spec\] ENOSPC: no space left on device.*; nothing was written$/m);
    expect({ code, same: text.includes('SAME') }).toEqual({ code: 0, same: true });
  });

  test('on a disk that fills up while the files are laid ready', async () => {
    const { code, text } = await onDisk(
      '1m',
      'head -c 2m /dev/zero > filler || true; truncate -s -12k filler; ls -s filler',
    );
    expect(text).toMatch(/^\[bitget-spec\] ENOSPC: no space left on device, write.*; nothing was written$/m);
    expect({ code, same: text.includes('SAME') }).toEqual({ code: 0, same: true });
  });

  test('on a disk that is read-only', async () => {
    const { code, text } = await onDisk('1m', 'mount -o remount,ro /mnt');
    expect(text).toMatch(/^\[bitget-spec\] EROFS: read-only file system.*; nothing was written$/m);
    expect({ code, same: text.includes('SAME') }).toEqual({ code: 0, same: true });
  });
});

describe.skipIf(root && !nobody)('the old tree stays where rights are missing', () => {
  test.each(['out', 'out/src'])('to %s', async (closed) => {
    const folder = folderOf();
    expect((await sh(GENERATE, [], folder)).code).toBe(0);
    const contents = () => filesIn(join(folder, 'out')).map((path) => readFileSync(join(folder, 'out', path), 'utf8'));
    const before = contents();
    const open = spawnSync('chmod', ['-R', 'a+rwX', folder]);
    expect(open.status).toBe(0);
    chmodSync(join(folder, closed), 0o555);
    const asNobody = root ? ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'] : [];
    const { code, text } = await sh(`cp new.yaml pets.yaml; ${GENERATE}`, asNobody, folder);
    chmodSync(join(folder, closed), 0o755);
    expect(text).toMatch(/^\[bitget-spec\] EACCES: permission denied.*; nothing was written$/m);
    expect(code).toBe(1);
    expect(contents()).toEqual(before);
  });
});
