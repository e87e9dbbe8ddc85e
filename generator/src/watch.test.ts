import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';

const BIN = join(import.meta.dirname, '../bin/bitget-spec.js');
const KILL_AT = new URL('../test/kill-at.mjs', import.meta.url).href;
const PACKAGES = join(import.meta.dirname, '../../packages');
const document = (summary: string) => `openapi: 3.1.0
info: { title: Ping, version: '1' }
paths:
  /ping: { get: { operationId: ping, summary: ${summary}, responses: { '200': { description: pong } } } }
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bitget-spec-watch-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('follows changes, a line for each, builds what it changed, survives broken input, and stops on a signal', async () => {
  mkdirSync(join(folder, 'node_modules/@bitget-spec'), { recursive: true });
  for (const name of ['client', 'contract'])
    symlinkSync(join(PACKAGES, name), join(folder, 'node_modules/@bitget-spec', name));
  const file = join(folder, 'ping.yaml');
  writeFileSync(file, document('Ask'));
  const args = ['generate', '--input', file, '--output', join(folder, 'ping'), '--watch'];
  const child = spawn(process.execPath, [BIN, ...args], { cwd: folder });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const client = () => readFileSync(join(folder, 'ping/src/client.ts'), 'utf8');
  const built = () => readFileSync(join(folder, 'ping/dist/client.d.ts'), 'utf8');
  const lines = (number: number) => expect.poll(() => said.split('\n').length - 1).toBe(number);
  try {
    await lines(2);
    expect(said).toMatch(/^ping: \d+ files changed in ping, ping\/docs, \d+\.\d s\nwatching; press Ctrl\+C to stop\n$/);
    expect(client()).toContain('Ask.');
    expect(built()).toContain('Ask.');

    // As editors save: a new file moves over the old one.
    writeFileSync(`${file}.new`, document('Ask again'));
    renameSync(`${file}.new`, file);
    await lines(3);
    expect(said).toMatch(/\nping\.yaml: \d+ files changed in ping, ping\/docs, \d+\.\d s\n$/);
    expect(client()).toContain('Ask again.');
    expect(built()).toContain('Ask again.');

    writeFileSync(file, 'oops: [');
    await lines(5);
    expect(said).toMatch(
      /\nping\.yaml: 1 problem; nothing was written; waiting for the next change\nping\.yaml:\d+:\d+ error .*\n$/,
    );
    expect(client()).toContain('Ask again.');

    writeFileSync(file, document('Mended'));
    await lines(6);
    expect(client()).toContain('Mended.');
    expect(built()).toContain('Mended.');

    // A file that is not there yet, in a folder that is not there yet.
    writeFileSync(file, document('More').replace('/ping: {', "/pong: { $ref: './parts/pong.yaml' }\n  /ping: {"));
    await lines(8);
    expect(said).toMatch(/\nping\.yaml: 1 problem; .*\nping\.yaml:.* refers to \S+pong\.yaml, which is not there.*\n$/);
    mkdirSync(join(folder, 'parts'));
    writeFileSync(
      join(folder, 'parts/pong.yaml'),
      "get: { operationId: pong, responses: { '200': { description: ping } } }\n",
    );
    await expect.poll(client).toContain('More.');
    expect(client()).toContain('pong');
  } finally {
    child.kill('SIGTERM');
  }
  expect(await ended).toBe(0);
});

test('what changes while it starts is generated too', async () => {
  const file = join(folder, 'ping.yaml');
  writeFileSync(file, document('Ask'));
  const child = spawn(process.execPath, [
    BIN,
    'generate',
    '--input',
    file,
    '--output',
    join(folder, 'ping'),
    '--watch',
  ]);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  try {
    let said = '';
    child.stdout.on('data', (data) => (said += data));
    const client = join(folder, 'ping/src/client.ts');
    await expect.poll(() => existsSync(client), { interval: 1 }).toBe(true);
    writeFileSync(file, document('Ask again'));
    await expect.poll(() => readFileSync(client, 'utf8')).toContain('Ask again.');
    await expect.poll(() => said).toContain('watching');
  } finally {
    child.kill('SIGTERM');
  }
  expect(await ended).toBe(0);
});

test('one process moves all in, another where it was killed, and none is left when this one is', async () => {
  const file = join(folder, 'ping.yaml');
  const log = mkdtempSync(join(tmpdir(), 'bitget-spec-log-'));
  writeFileSync(file, document('Ask'));
  const args = ['generate', '--no-lint', '--input', file, '--output', join(folder, 'ping'), '--watch'];
  const env = { ...process.env, NODE_OPTIONS: `--import ${KILL_AT}`, KILL_LOG: join(log, 'changes') };
  const child = spawn(process.execPath, [BIN, ...args], { cwd: folder, env });
  const closed = new Promise((resolve) => child.once('close', resolve));
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  const client = () => readFileSync(join(folder, 'ping/src/client.ts'), 'utf8');
  const movers = () => [
    ...new Set([...readFileSync(env.KILL_LOG, 'utf8').matchAll(/^mover \d+ (\d+)$/gm)].map(([, pid]) => Number(pid))),
  ];
  try {
    await expect.poll(() => said).toContain('watching');
    const save = async (summary: string) => {
      writeFileSync(file, document(summary));
      await expect.poll(client).toContain(`${summary}.`);
    };
    await save('Ask again');
    await save('Ask once more');
    const [first = 0, ...others] = movers();
    expect(others).toEqual([]);
    process.kill(first, 'SIGKILL');
    await save('Ask another');
    await save('Ask the other again');
    expect(movers()).toEqual([first, expect.any(Number)]);
  } finally {
    child.kill('SIGKILL');
  }
  await closed; // as do all that hold its output
  rmSync(log, { recursive: true });
});

type Wait = () => Promise<void>;

/** How editors save, a step at a time. */
const EDITORS: Record<string, (file: string, text: string, wait: Wait) => Promise<void>> = {
  'in place': async (file, text) => writeFileSync(file, text),
  'truncates, then writes': async (file, text, wait) => {
    truncateSync(file);
    await wait();
    writeFileSync(file, text);
  },
  'writes in three pieces': async (file, text, wait) => {
    writeFileSync(file, text.slice(0, 20));
    await wait();
    appendFileSync(file, text.slice(20, 90));
    await wait();
    appendFileSync(file, text.slice(90));
  },
  'a new file over the old one': async (file, text, wait) => {
    writeFileSync(`${file}.new`, text);
    await wait();
    renameSync(`${file}.new`, file);
  },
  'moves the old one away, then writes': async (file, text, wait) => {
    renameSync(file, `${file}~`);
    await wait();
    writeFileSync(file, text);
    await wait();
    unlinkSync(`${file}~`);
  },
  'two files change places': async (file, text, wait) => {
    writeFileSync(`${file}_new_`, text);
    renameSync(file, `${file}_old_`);
    await wait();
    renameSync(`${file}_new_`, file);
    await wait();
    unlinkSync(`${file}_old_`);
  },
  'removes, then writes': async (file, text, wait) => {
    unlinkSync(file);
    await wait();
    writeFileSync(file, text);
  },
};

test('however an editor saves, and however long it takes, the last state is generated, and of none before is told', async () => {
  const file = join(folder, 'ping.yaml');
  writeFileSync(file, document('Ask'));
  const args = ['generate', '--no-lint', '--input', file, '--output', join(folder, 'ping'), '--watch'];
  const child = spawn(process.execPath, [BIN, ...args], { cwd: folder });
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  try {
    await expect.poll(() => said).toContain('watching');
    for (const [name, save] of Object.entries(EDITORS)) {
      for (const ms of [0, 10, 22, 40]) {
        const [from, started] = [said.length, performance.now()];
        const summary = `Ask as ${name.replace(',', '')} does in ${ms} ms`;
        await save(file, document(summary), () => sleep(ms));
        const isSwift = performance.now() - started < 50;
        await expect
          .poll(() => readFileSync(join(folder, 'ping/src/client.ts'), 'utf8'), { interval: 5 })
          .toContain(summary);
        await expect.poll(() => said.slice(from)).toMatch(/files changed.*\n$/);
        // One that is slower is seen halfway, and that may be told of.
        if (isSwift)
          expect({ summary, said: said.slice(from) }).toEqual({
            summary,
            said: expect.stringMatching(/^.*files changed.*\n$/),
          });
      }
    }
    const from = said.length;
    writeFileSync(file, readFileSync(file)); // as it was
    await sleep(150);
    expect(said.slice(from)).toBe('');
  } finally {
    child.kill('SIGTERM');
  }
});
