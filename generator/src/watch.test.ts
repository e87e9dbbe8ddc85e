import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';

const BIN = join(import.meta.dirname, '../bin/bitget-spec.js');
const document = (summary: string) => `openapi: 3.1.0
info: { title: Ping, version: '1' }
paths:
  /ping: { get: { operationId: ping, summary: ${summary}, responses: { '200': { description: pong } } } }
`;

const folder = mkdtempSync(join(tmpdir(), 'bitget-spec-watch-'));
afterEach(() => rmSync(folder, { recursive: true }));

test('follows changes, survives broken input, and stops on a signal', async () => {
  const file = join(folder, 'ping.yaml');
  writeFileSync(file, document('Ask'));
  const args = ['generate', '--input', file, '--output', join(folder, 'ping'), '--watch'];
  const child = spawn(process.execPath, [BIN, ...args], { cwd: folder });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const client = () => readFileSync(join(folder, 'ping/src/client.ts'), 'utf8');
  try {
    await expect.poll(() => said, { timeout: 15_000 }).toContain('watching');
    expect(client()).toContain('Ask.');

    // As editors save: a new file moves over the old one.
    writeFileSync(`${file}.new`, document('Ask again'));
    renameSync(`${file}.new`, file);
    await expect.poll(client, { timeout: 15_000 }).toContain('Ask again.');

    writeFileSync(file, 'oops: [');
    await expect.poll(() => said, { timeout: 15_000 }).toContain('nothing was written; waiting');
    expect(said).toMatch(/ping\.yaml:\d+:\d+ error/);
    expect(client()).toContain('Ask again.');

    writeFileSync(file, document('Mended'));
    await expect.poll(client, { timeout: 15_000 }).toContain('Mended.');
  } finally {
    child.kill('SIGTERM');
  }
  expect(await ended).toBe(0);
}, 90_000);
