import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folderOf, problemsOf } from '../../test/documents.js';
import { Reader } from './reader.js';
import { Source } from './source.js';

const bin = fileURLToPath(new URL('../../bin/bitget-spec.js', import.meta.url));
const pets = 'openapi: 3.0.3\ninfo: { title: Pets, version: 1.0.0 }\npaths: {}\n';
const referring = (ref: string) => `${pets}components: { schemas: { A: { $ref: ${JSON.stringify(ref)} } } }\n`;

/** The command as a process: what it says, and what it costs. Its own time is counted, since tests run beside each other. */
function run(folder: string, input: string, ...args: string[]) {
  const peak = join(folder, 'peak');
  const watch = `process.on('exit', () => require('fs').writeFileSync(${JSON.stringify(peak)}, JSON.stringify(process.resourceUsage())))`;
  const hook = join(folder, 'hook.cjs');
  writeFileSync(hook, watch);
  const { status, signal, stderr } = spawnSync(
    process.execPath,
    ['--require', hook, bin, 'generate', '--input', input, '--output', join(folder, 'out'), ...args],
    { cwd: folder, encoding: 'utf8', timeout: 20_000 },
  );
  if (signal) throw new Error(`ended by ${signal}: ${stderr}`);
  const lines = stderr.trimEnd().split('\n');
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(peak, 'utf8'));
  return { status, lines, seconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
}

describe('input that would harm is refused in one line, soon and in little memory', () => {
  const bomb = `${pets}x-a: &a [x, x, x, x, x, x, x, x, x, x]\n${[...'bcdefghi'].map((name, at) => `x-${name}: &${name} [${Array(10).fill(`*${'abcdefghi'[at]}`).join(', ')}]\n`).join('')}`;
  const cases: [name: string, make: (file: string) => void, expected: RegExp][] = [
    ['a pipe', (file) => execFileSync('mkfifo', [file]), /the file is no regular file; name a file/],
    ['a device', (file) => symlinkSync('/dev/zero', file), /the file is no regular file/],
    ['a folder', (file) => mkdirSync(file), /the file is no regular file/],
    [
      'a file of 200 MB',
      (file) => {
        closeSync(openSync(file, 'w'));
        truncateSync(file, 200 * 1024 * 1024);
      },
      /the file has 200 MB, and at most 64 MB are read/,
    ],
    [
      'aliases of aliases',
      (file) => writeFileSync(file, bomb),
      /unfolds to over 1000000 values more than it has, by its aliases/,
    ],
    [
      'an alias of itself',
      (file) => writeFileSync(file, `${pets}x-a: &a { a: *a }\n`),
      /nested more than 100 levels deep, or holds itself/,
    ],
    [
      '10,000 levels of lists',
      (file) => writeFileSync(file, `${pets}x-a: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`),
      /nesting exceeded|nested more than/,
    ],
    [
      '10,000 levels of blocks',
      (file) =>
        writeFileSync(
          file,
          `${pets}x-a:\n${Array.from({ length: 10_000 }, (_, at) => `${' '.repeat(at + 1)}a:\n`).join('')}`,
        ),
      /nesting exceeded|nested more than/,
    ],
    [
      'a prototype',
      (file) => writeFileSync(file, `${pets}x-a: { "__proto__": { a: 1 } }\n`),
      /a key that is called __proto__/,
    ],
  ];
  test.each(cases)('%s', (_, make, expected) => {
    const folder = folderOf();
    make(join(folder, 'a.yaml'));
    const { status, lines, seconds, megabytes } = run(folder, 'a.yaml');
    expect(lines[0]).toMatch(expected);
    expect(lines.slice(1)).toEqual(['[bitget-spec] 1 problem; nothing was written']);
    expect(status).toBe(1);
    expect(megabytes).toBeLessThan(500);
    // Two threads read it, the rules beside the loader; either is done within two seconds.
    expect(seconds).toBeLessThan(3);
  });

  test('10,000 levels of JSON', () => {
    const folder = folderOf({ 'a.json': `{"openapi":"3.0.3","x-a":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}` });
    const { lines, megabytes } = run(folder, 'a.json');
    expect(lines[0]).toMatch(/nesting exceeded|nested more than/);
    expect(megabytes).toBeLessThan(500);
  });
});

describe('references stay below the roots', () => {
  const secret = {
    'secret/keys.json': '{ "type": "object", "title": "S3CRET" }',
    'secret/keys.txt': 'S3CRET: !x "S3CRET"\n- S3CRET',
  };
  const refused =
    /^pets\/openapi\.yaml:4:\d+ refers to \S*, which lies outside of \S*; copy it there, or allow its folder with --root$/;

  test.each(['/etc/passwd', '../secret/keys.json', '../secret/keys.txt', '../secret/none.yaml', '/dev/zero'])(
    '%s',
    async (ref) => {
      const folder = folderOf({ ...secret, 'pets/openapi.yaml': referring(ref) });
      const [problem, ...others] = await problemsOf(Source.load(join(folder, 'pets/openapi.yaml')));
      expect(problem).toMatch(refused);
      expect(problem).not.toMatch(/S3CRET|root:/);
      expect(others).toEqual([]);
    },
  );

  test('a link that leads out is no way out, nor is a companion', async () => {
    const folder = folderOf({ ...secret, 'pets/openapi.yaml': referring('link/keys.json') });
    symlinkSync('../secret', join(folder, 'pets/link'));
    expect((await problemsOf(Source.load(join(folder, 'pets/openapi.yaml')))).join()).toMatch(refused);
    writeFileSync(join(folder, 'pets/openapi.yaml'), `${pets}x-bitget-spec: { errors: ../secret/keys.yaml }\n`);
    expect((await problemsOf(Source.load(join(folder, 'pets/openapi.yaml')))).join()).toMatch(refused);
  });

  test('a folder that the caller names may be read, and spec/ by the documents in it', async () => {
    const folder = folderOf({
      ...secret,
      'pets/openapi.yaml': referring('../secret/keys.json'),
      'spec/v9/openapi.yaml': referring('../common/a.yaml'),
      'spec/common/a.yaml': 'type: string',
    });
    const reader = new Reader([join(folder, 'pets'), join(folder, 'secret')]);
    expect((await Source.load(join(folder, 'pets/openapi.yaml'), reader)).files).toHaveLength(2);
    expect((await Source.load(join(folder, 'spec/v9/openapi.yaml'))).files).toHaveLength(2);
    const { status } = run(folder, 'pets/openapi.yaml', '--no-lint', '--root', 'secret');
    expect(status).toBe(0);
    expect(run(folder, 'pets/openapi.yaml', '--no-lint').status).toBe(1);
  });

  test('what a file says is in no message', async () => {
    for (const text of [
      'S3CRET',
      '"S3CRET',
      '*S3CRET',
      '!S3CRET x',
      'S3CRET: [',
      '{"a": "S3CRET" x}',
      '- S3CRET: x\n y',
      '@S3CRET',
    ]) {
      const problems = await problemsOf(
        Source.load(join(folderOf({ 'openapi.yaml': referring('.env'), '.env': text }), 'openapi.yaml')).then(
          (source) => import('../model/build.js').then(({ buildApi }) => buildApi(source, 'a')),
        ),
      );
      expect(problems.join()).not.toContain('S3CRET');
    }
  });
});
