import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { run } from './cli.js';

const FILE = fileURLToPath(new URL('../.snippet-cli.json', import.meta.url));
beforeAll(() => writeFileSync(FILE, '[{ "apiKey": "a" }, { "apiKey": "b", "mode": "both" }]'));
afterAll(() => rmSync(FILE));

let out = '';
beforeEach(() => {
  out = '';
  const write = (text: string | Uint8Array) => {
    out += text;
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(write);
  vi.spyOn(process.stderr, 'write').mockImplementation(write);
});
afterEach(() => vi.restoreAllMocks());

it.each([
  [['--port', 'x'], /--port x is no whole number from 0 to 65535/],
  [['--port', '65536'], /--port 65536/],
  [['--now', 'yesterday'], /--now yesterday/],
  [['--limits', 'of'], /--limits of is neither on, off nor a factor above 0/],
  [['--limits', '0'], /--limits 0 is neither/],
  [['--accounts', 'nowhere.json'], /--accounts nowhere.json: ENOENT/],
  [['--accounts', FILE], /--accounts \S+: \[1\]\.mode must be "classic" or "unified"/],
  [['--allow-origin', '*'], /\* is no origin to allow: write scheme, host and port/],
  [['--position-mode', 'hedge'], /--position-mode hedge is neither hedge_mode nor one_way_mode/],
  [['--prot', '1'], /--prot.*--help lists the options/s],
])('%s is refused with a reason', async (args, words) => {
  expect(await run(args)).toBe(1);
  expect(out).toMatch(words);
});

it('helps', async () => {
  expect(await run(['--help'])).toBe(0);
  expect(out).toContain('--seed');
});

it('takes limits and accounts', async () => {
  const before = process.listeners('SIGTERM');
  writeFileSync(FILE, '[{ "apiKey": "bot-1", "ips": ["203.0.113.9"] }]');
  expect(await run(['--port', '0', '--limits', '0.5', '--accounts', FILE])).toBeUndefined();
  const url = /http:\S+/.exec(out)?.[0];
  expect(await (await fetch(`${url}/__mock/limits`)).json()).toEqual({ limits: 0.5 });
  expect(await (await fetch(`${url}/__mock/accounts`)).json()).toEqual([{ apiKey: 'bot-1', ips: ['203.0.113.9'] }]);
  for (const stop of process.listeners('SIGTERM').filter((listener) => !before.includes(listener))) stop('SIGTERM');
});

it('takes origins and a position mode', async () => {
  const before = process.listeners('SIGTERM');
  const origins = ['http://192.168.0.5:5173', 'http://10.0.0.2'];
  const args = origins.flatMap((origin) => ['--allow-origin', origin]);
  expect(await run(['--port', '0', '--position-mode', 'one_way_mode', ...args])).toBeUndefined();
  const url = /http:\S+/.exec(out)?.[0];
  for (const origin of origins)
    expect((await fetch(`${url}/api/v3/public/time`, { headers: { origin } })).status).toBe(200);
  const { engine } = await (await fetch(`${url}/__mock/snapshot`)).json();
  expect(engine.options.positionMode).toEqual({ classic: 'one_way_mode', unified: 'one_way_mode' });
  for (const stop of process.listeners('SIGTERM').filter((listener) => !before.includes(listener))) stop('SIGTERM');
});

it('serves, and stops at a signal', async () => {
  const before = process.listeners('SIGTERM');
  expect(await run(['--port', '0', '--now', '1761998400000'])).toBeUndefined();
  const url = /http:\S+/.exec(out)?.[0];
  expect(await (await fetch(`${url}/api/v3/public/time`)).json()).toMatchObject({ requestTime: 1761998400000 });
  expect(await run(['--port', String(new URL(url ?? '').port)])).toBe(1);
  expect(out).toMatch(/in use/);
  for (const stop of process.listeners('SIGTERM').filter((listener) => !before.includes(listener))) stop('SIGTERM');
});
