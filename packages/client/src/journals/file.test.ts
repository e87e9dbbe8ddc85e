import { spawn } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Intent } from '../outcomes/intent.js';
import { fileJournal } from './file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-'));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
const newPath = () => join(folder, `intents-${++count}.jsonl`);
const intent = (id: string): Intent => ({
  id,
  account: 'a',
  operation: 'v3:trade.placeOrder',
  method: 'POST',
  path: '/api/v3/trade/place-order',
  at: 1_761_998_400_000,
  clientOids: [`c-${id}`],
  generated: [],
  body: { symbol: 'BTCUSDT', clientOid: `c-${id}` },
});
const idsOf = (intents: readonly Intent[]) => intents.map(({ id }) => id);

it('keeps what is unsettled, in order, and nothing else', async () => {
  const path = newPath();
  const journal = await fileJournal(path);
  const settled = await Promise.all(['a', 'b', 'c'].map((id) => journal.onIntent(intent(id))));
  await settled[1]?.();
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await journal.close();
  await expect(journal.onIntent(intent('d'))).rejects.toThrow('the journal is closed');
  const next = await fileJournal(path);
  expect(await next.unsettled()).toEqual([intent('a'), intent('c')]);
  await next.done(intent('a'));
  await next.close();
  const last = await fileJournal(path);
  expect(idsOf(await last.unsettled())).toEqual(['c']);
  await last.close();
});

it('has written when it returns', async () => {
  const path = newPath();
  const journal = await fileJournal(path);
  await journal.onIntent(intent('a'));
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ intent: intent('a') });
  await journal.close();
});

it('drops a last line that was torn, and says where one before it is damaged', async () => {
  const path = newPath();
  const journal = await fileJournal(path);
  await journal.onIntent(intent('a'));
  await journal.close();
  const whole = await readFile(path, 'utf8');
  for (const tail of ['{"intent":{"id":"b","ope', '\0\0\0\0', '{"done":"a"']) {
    await writeFile(path, whole + tail);
    const next = await fileJournal(path);
    expect(idsOf(await next.unsettled())).toEqual(['a']);
    await next.onIntent(intent('c')); // on a line of its own
    await next.close();
    const last = await fileJournal(path);
    expect(idsOf(await last.unsettled())).toEqual(['a', 'c']);
    await last.close();
  }
  await writeFile(path, `${whole}{"intent":{"id":"b"\n${whole}`);
  await expect(fileJournal(path)).rejects.toThrow(`the journal is damaged, ${path}:2`);
  await writeFile(path, whole);
  await (await fileJournal(path)).close(); // the lock was given back
});

it('is written anew when it grows, with what is unsettled', async () => {
  const path = newPath();
  const journal = await fileJournal(path, { maxBytes: 2_000 });
  await journal.onIntent(intent('kept'));
  for (let i = 0; i < 100; i++) {
    const settled = await journal.onIntent(intent(`${i}`));
    await settled();
  }
  expect((await stat(path)).size).toBeLessThan(3_000);
  await journal.close();
  const next = await fileJournal(path);
  expect(idsOf(await next.unsettled())).toEqual(['kept']);
  await next.close();
});

it('belongs to one process, and to the next once that is gone', async () => {
  const path = newPath();
  const journal = await fileJournal(path);
  await expect(fileJournal(path)).rejects.toThrow(`the journal belongs to process ${process.pid}`);
  await journal.close();

  const module = new URL('../../dist/journals/file.js', import.meta.url).href;
  const script = `const { fileJournal } = await import('${module}');
    await fileJournal(${JSON.stringify(path)}); console.log('open'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await expect(fileJournal(path)).rejects.toThrow(`the journal belongs to process ${child.pid}`);
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  const next = await fileJournal(path);
  await next.onIntent(intent('a'));

  // somebody who believed it to be free, at the same moment: the one before notices, and sends nothing
  await writeFile(`${path}.lock`, '{"host":"elsewhere","pid":1,"id":"x"}');
  await expect(next.onIntent(intent('b'))).rejects.toThrow('the journal belongs to process 1 on elsewhere');
  expect(idsOf(await next.unsettled())).toEqual(['a']);
  await expect(fileJournal(path)).rejects.toThrow('elsewhere');
  await next.close();
});

it('goes on after a write that failed', async () => {
  const path = newPath();
  const journal = await fileJournal(path);
  await journal.onIntent(intent('a'));
  const lock = await readFile(`${path}.lock`, 'utf8');
  await appendFile(`${path}.lock`, ' ');
  await expect(journal.onIntent(intent('b'))).rejects.toThrow();
  await writeFile(`${path}.lock`, lock);
  await journal.onIntent(intent('c'));
  await journal.close();
  const next = await fileJournal(path);
  expect(idsOf(await next.unsettled())).toEqual(['a', 'c']);
  await next.close();
});
