import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Signer } from '@bitget-spec/auth';
import { createMockExchange } from '@bitget-spec/mock';
import { afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { runLive, signerFor } from '../commands/live.js';
import { runReplay } from '../commands/replay.js';
import { type Loaded, loadOwn } from '../load-own.js';
import { printReplay } from './print.js';
import { type CallResult, probe, reads } from './probe.js';
import { readRecordings, writeRecording } from './recordings.js';
import { replay } from './replay.js';

let loaded: Loaded[];
beforeAll(async () => {
  loaded = await loadOwn();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const KEYS = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };

function folder(files: Record<string, string> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'recordings-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

/** Records what the mock says, and keeps what it said. */
async function record(only: string, fault?: { extra: true } | { blank: 'empty' | 'null' }) {
  const exchange = createMockExchange();
  if (fault) exchange.faults.add({ fault });
  const said: string[] = [];
  const listening: typeof fetch = async (input, init) => {
    const response = await exchange.fetch(input, init);
    said.push(await response.clone().text());
    return response;
  };
  const path = folder();
  const signer = new Signer(KEYS);
  const results = await probe(loaded, {
    baseUrl: 'https://api.bitget.com',
    rate: 10_000,
    only,
    record: path,
    signer,
    fetch: listening,
  });
  return { path, results, said };
}

const differences = (results: Pick<CallResult, 'drifts'>[]): string[] =>
  results.flatMap(({ drifts }) => drifts.map(({ path, kind, file, line }) => `${file}:${line} ${path} ${kind}`)).sort();

describe('a recording', () => {
  test('of every public and signed read fits as the response did, and holds no value of it', async () => {
    const { path, results, said } = await record('/api/v3/');
    const signed = results.filter((result) => result.signed && result.recorded);
    expect(signed.length).toBeGreaterThan(80);
    expect(signed.filter(({ refused }) => !refused).length).toBeGreaterThan(60);
    expect(results.filter((result) => result.unreachable)).toEqual([]);
    expect(results.filter((result) => result.recorded)).toHaveLength(results.length);
    const { recordings, unreadable } = readRecordings(path);
    expect(unreadable).toEqual([]);
    expect(recordings).toHaveLength(results.length);
    expect(differences(replay(recordings, loaded))).toEqual(differences(results));

    const shown = recordings.map(({ response }) => JSON.stringify(response)).join('\n');
    const values = said
      .flatMap((text) => text.match(/"(?:[^"\\]|\\.)*"|\d+(?:\.\d+)?/g) ?? [])
      .map((value) => value.replaceAll('"', ''));
    // Long ones with digits, so that chance gives none of them again: ids, amounts, addresses, moments.
    const revealing = new Set(values.filter((value) => value.length >= 12 && /\d{4}/.test(value)));
    expect(revealing.size).toBeGreaterThan(100);
    expect([...revealing].filter((value) => shown.includes(value))).toEqual([]);
  });

  test('of fields that nobody knows shows them, with the location of the object that lacks them', async () => {
    const { path, results } = await record('/api/v3/account/', { extra: true });
    const replayed = replay(readRecordings(path).recordings, loaded);
    expect(differences(replayed)).toEqual(differences(results));
    const drift = replayed.find(({ operation }) => operation === 'GET /api/v3/account/assets')?.drifts;
    expect(drift?.map(({ path: field, kind }) => `${field} ${kind}`)).toContain('data.assets[].newField unknown field');
    expect(drift?.find(({ path: field }) => field === 'data.assets[].newField')).toMatchObject({
      file: expect.stringMatching(/^spec\/(v3\/account\/assets|common\/schemas)\.yaml$/),
      line: expect.any(Number),
      mend: 'newField: { type: string, x-source: [live] }',
    });
  });

  test.each(['empty', 'null'] as const)('of fields that are %s keeps them so', async (blank) => {
    const { path, results } = await record('/api/v3/trade/', { blank });
    const { recordings } = readRecordings(path);
    expect(differences(replay(recordings, loaded))).toEqual(differences(results));
    const shown = recordings.map(({ response }) => JSON.stringify(response)).join('\n');
    expect(shown.split(blank === 'null' ? ':null' : ':""').length).toBeGreaterThan(20);
  });

  test('is whole or not there', () => {
    const path = folder();
    const recording = { operation: 'GET /api/v3/market/tickers', request: {}, response: '{ "code": "00000" }' };
    const file = writeRecording(path, recording);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ ...recording, response: { code: '00000' } });
    mkdirSync(join(path, 'v3/market/candles.json'));
    expect(() => writeRecording(path, { ...recording, operation: 'GET /api/v3/market/candles' })).toThrow();
    expect(readdirSync(path, { recursive: true }).filter((name) => String(name).endsWith('.tmp'))).toEqual([]);
  });
});

describe('a folder of recordings', () => {
  const GOOD =
    '{"operation":"GET /api/v2/public/time","response":{"code":"00000","msg":"success","requestTime":1,"data":{"serverTime":"1761998400120"}}}';
  const BAD = {
    'half.json': GOOD.slice(0, 60),
    'text.json': 'curl: (6) Could not resolve host}',
    'bare.json': '{"code":"00000"}',
    'list.json': `[${GOOD},{"operation":"GET /api/v2/public/time"}]`,
    'unknown.json': '{"operation":"GET /api/v2/public/times","response":{"code":"00000"}}',
    'name.json': '{"operation":"public.time","response":{"code":"00000"}}',
    'page.json': '{"operation":"GET /api/v2/public/time","response":{"error":"denied"}}',
  };

  test('may be anybody’s: an operation and a response are enough, in a list too', () => {
    const { recordings } = readRecordings(folder({ 'a.json': GOOD, 'b.json': `[${GOOD},${GOOD}]`, 'notes.txt': 'x' }));
    expect(recordings).toHaveLength(3);
    expect(differences(replay(recordings, loaded))).toEqual([]);
  });

  test('says of each file that is none what is wrong and how to mend it, and reads the others', () => {
    const path = folder({ ...BAD, 'good.json': GOOD });
    const { recordings, unreadable } = readRecordings(path, path);
    const text = printReplay(replay(recordings, loaded), unreadable);
    const problems = text.split('\n\n').map((block) => block.replace('\n  ', ': '));
    expect(problems).toEqual([
      'bare.json: names no operation; write { "operation": "GET /api/…", "response": { "code": …, "data": … } }',
      'half.json: is not JSON, and ends in the middle; record it again, or remove it',
      'list.json: entry 2 has no response; write { "operation": "GET /api/…", "response": { "code": …, "data": … } }',
      'text.json: is not JSON; record it again, or remove it',
      'name.json: "public.time" is no operation; write it as GET /api/v3/market/tickers',
      'page.json: the response has no code: it is not one of the exchange',
      expect.stringMatching(/^unknown\.json: no operation is GET \/api\/v2\/public\/times; `bitget-spec find/),
      '4 recordings: 1 as described, 0 differences in 0, 0 refused, 7 unusable',
    ]);
  });

  test('is reported by exit code, and as JSON', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    expect(await runReplay([folder({ 'a.json': GOOD })])).toBe(0);
    expect(
      await runReplay([folder({ 'a.json': GOOD.replace('{"serverTime"', '{"new":1,"serverTime"') }), '--json']),
    ).toBe(1);
    expect(JSON.parse(log.mock.lastCall?.[0])).toMatchObject({
      unreadable: [],
      results: [{ operation: 'GET /api/v2/public/time', drifts: [{ kind: 'unknown field', path: 'data.new' }] }],
    });
    expect(await runReplay([folder(BAD)])).toBe(1);
    await expect(runReplay([])).rejects.toThrow('name one folder of recordings');
    await expect(runReplay(['nowhere'])).rejects.toThrow('nowhere is no folder');
    await expect(runReplay([folder()])).rejects.toThrow('holds no *.json');
  });
});

describe('keys', () => {
  const ENV = {
    BITGET_API_KEY: 'bg_key_of_mine',
    BITGET_SECRET_KEY: 'secret-of-mine',
    BITGET_PASSPHRASE: 'phrase-of-mine',
  };

  test('come from the environment, all three or none, and travel encrypted', () => {
    expect(signerFor('https://api.bitget.com', {})).toBeUndefined();
    expect(signerFor('http://127.0.0.1:4010', ENV)).toBeInstanceOf(Signer);
    const { BITGET_SECRET_KEY: _secret, ...two } = ENV;
    expect(() => signerFor('https://api.bitget.com', two)).toThrow(
      'BITGET_API_KEY and BITGET_PASSPHRASE set, but not BITGET_SECRET_KEY: set all three, or none',
    );
    expect(() => signerFor('https://api.bitget.com', { ...ENV, BITGET_API_KEY: ' padded' })).toThrow(
      /^credentials\.apiKey is padded or not plain text: copy it again/,
    );
    expect(() => signerFor('http://api.bitget.com', ENV)).toThrow(
      'keys are not sent to api.bitget.com without encryption',
    );
  });

  test('are neither printed nor recorded, though a server says them back', async () => {
    const server = createServer((request, response) => {
      response.end(
        JSON.stringify({
          code: '00000',
          msg: `hello ${request.headers['access-key']}`,
          data: { echo: request.headers },
        }),
      );
    });
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    for (const [name, value] of Object.entries(ENV)) vi.stubEnv(name, value);
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const path = folder();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await runLive(['--base-url', url, '--rate', '10000', '--only', '/api/v3/position', '--record', path, '--json']);
    const recorded = readRecordings(path).recordings.map(({ response }) => JSON.stringify(response));
    expect(recorded.length).toBeGreaterThan(0);
    for (const text of [String(log.mock.lastCall), ...recorded]) {
      expect(text).toContain('echo');
      for (const value of Object.values(ENV)) expect(text).not.toContain(value);
    }
  });

  test('that an API does not take are tried once there', async () => {
    const calls: string[] = [];
    const refusing: typeof fetch = async (input) => {
      calls.push(new URL(new Request(input).url).pathname);
      return Response.json({ code: '40084', msg: 'no', requestTime: 1, data: null });
    };
    const options = { baseUrl: 'https://api.bitget.com', rate: 10_000, fetch: refusing, only: '/api/v3/account' };
    const results = await probe(loaded, { ...options, signer: new Signer(KEYS) });
    const open = reads(loaded, { only: '/api/v3/account' }).length;
    expect(calls).toHaveLength(open + 1);
    expect(results.filter(({ signed }) => signed)).toMatchObject([{ refused: '40084 no' }]);
  });
});
