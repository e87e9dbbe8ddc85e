import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from './cli.js';
import { Signer } from './signer.js';

const timestamp = '1695806875837';
const URL_GIVEN = 'https://api.bitget.com/api/v3/account/assets?coin=%24AI';
const credentials = { apiKey: 'the-key', secretKey: 'the-secret', passphrase: 'the-pass' };
const sign = (text: string) => new Signer(credentials).sign({ timestamp: text, method: '', path: '' });
const ENV = { BITGET_API_KEY: 'the-key', BITGET_SECRET_KEY: 'the-secret', BITGET_PASSPHRASE: 'the-pass' };

const run = async (args: string[], env: NodeJS.ProcessEnv = ENV, input: string[] = []) => {
  const lines: string[] = [];
  const code = await main(args, env, (line) => lines.push(line), input);
  return { code, lines, text: lines.join('\n') };
};
const explain = (...more: string[]) => ['explain', '--url', URL_GIVEN, '--timestamp', timestamp, ...more];

describe('npx @bitget-spec/auth explain', () => {
  it('prints the text and the cause, with the signature from the environment or standard input', async () => {
    const signature = await sign(`${timestamp}GET/api/v3/account/assets?coin=%24AI`);
    const ways = [
      await run(explain(), { ...ENV, BITGET_SIGNATURE: signature }),
      await run(explain('--stdin'), ENV, [JSON.stringify({ signature })]),
      await run(explain('--stdin'), {}, ['{"secretKey":"the-', `secret","signature":"${signature}"}`]),
    ];
    for (const { code, text } of ways) {
      expect(code).toBe(0);
      expect(text).toContain(`To sign:  ${timestamp}GET/api/v3/account/assets?coin=$AI`);
      expect(text).toContain('not the one');
      expect(text).toContain('Likely:  the query was signed percent-encoded');
      expect(text).not.toContain(signature);
      expect(text).not.toMatch(/the-secret|the-pass/);
    }
  });

  it('takes a body from standard input, and shows no secret of it', async () => {
    const { code, text } = await run(explain('--stdin'), ENV, ['{"body":"{\\"passphrase\\":\\"hidden1\\"}"}']);
    expect([code, text]).toEqual([
      0,
      expect.stringContaining('POST/api/v3/account/assets?coin=$AI{"passphrase":"[red'),
    ]);
  });

  it.each([
    ['--secret-key=s3cr3t'],
    ['--secret-key', 's3cr3t'],
    ['--secretKey', 's3cr3t'],
    ['--passphrase', 's3cr3t'],
    ['--api-key', 's3cr3t'],
    ['--signature', 's3cr3t'],
    ['--sign=s3cr3t'],
    ['--body', '{"passphrase":"s3cr3t"}'],
    ['--body={"subAccountPassword": "s3cr3t"}'],
  ])('refuses a secret as an argument, and says how instead: %s %s', async (...args) => {
    const { code, lines } = await run(explain(...args.filter((one) => one !== undefined)));
    expect([code, lines.length]).toEqual([2, 1]);
    expect(lines[0]).toMatch(
      /^\[@bitget-spec\/auth\] --.*: (set BITGET_\w+, or )?give \{"\w+":"…"\} on standard input with --stdin\.$/,
    );
    expect(lines[0]).not.toContain('s3cr3t');
  });

  const wrong: [string, string[], NodeJS.ProcessEnv, string[], RegExp][] = [
    ['a bad URL', ['explain', '--url', 'https://[s3cr3t'], ENV, [], /no URL, --url: give it whole/],
    ['words for a URL', ['explain', '--url', 'not a url'], ENV, [], /no URL, --url/],
    ['a bad host', explain('--host', 'http://'), ENV, [], /no URL, --host/],
    [
      'a bad PEM',
      explain(),
      { ...ENV, BITGET_SECRET_KEY: '-----BEGIN PRIVATE KEY-----s3cr3t' },
      [],
      /no RSA private key/,
    ],
    [
      'a padded passphrase',
      explain(),
      { ...ENV, BITGET_PASSPHRASE: 's3cr3t ' },
      [],
      /credentials.passphrase is padded/,
    ],
    ['an unknown option', explain('--nonsense=s3cr3t'), ENV, [], /Unknown option '--nonsense'/],
    ['an option without value', ['explain', '--url'], ENV, [], /argument missing: see --help/],
    [
      'input that is no JSON',
      explain('--stdin'),
      ENV,
      ['s3cr3t'],
      /no JSON object, standard input: give a JSON object/,
    ],
    ['a list', explain('--stdin'), ENV, ['["s3cr3t"]'], /no JSON object, standard input/],
    ['no input', explain('--stdin'), ENV, [], /no JSON object, standard input/],
    ['unknown fields', explain('--stdin'), ENV, ['{"secret":"s3cr3t"}'], /named apiKey, secretKey, passphrase/],
    ['numbers', explain('--stdin'), ENV, ['{"secretKey":5}'], /no secrets that are known, standard input/],
    ['endless input', explain('--stdin'), ENV, Array(200).fill('x'.repeat(10_000)), /more than 1 MB, standard input/],
  ];
  it.each(wrong)('says in one line what it can not work with: %s', async (_, args, env, input, words) => {
    const { code, lines } = await run(args, env, input);
    expect([code, lines.length]).toEqual([2, 1]);
    expect(lines[0]).toMatch(words);
    expect(lines[0]).toMatch(/^\[@bitget-spec\/auth\] [^\n]+: [^\n]+\.$/);
    expect(lines[0]).not.toContain('s3cr3t');
  });

  it('as a program: reads standard input, and shows no stack', () => {
    const bin = fileURLToPath(new URL('../bin/bitget-auth.js', import.meta.url));
    const start = (args: string[], input: string) =>
      spawnSync(process.execPath, [bin, ...args], { input, env: {}, encoding: 'utf8' });
    const good = start(explain('--stdin'), '{"secretKey":"the-secret","signature":"x"}');
    expect([good.status, good.stdout]).toEqual([0, expect.stringContaining('another secret')]);
    const bad = start(['explain', '--url', 'https://['], '');
    expect([bad.status, bad.stderr, bad.stdout.split('\n').length]).toEqual([2, '', 2]);
  });

  it('signs the parts that are given, now where nothing is said, and compares only what can be compared', async () => {
    const parts = ['explain', '--path', '/a', '--timestamp', timestamp];
    expect((await run([...parts, '--body', '{"a":1}'], {})).lines).toEqual([
      `To sign:  ${timestamp}POST/a{"a":1}`,
      expect.stringMatching(/^Likely: {2}the secret does not belong to this key/),
      expect.stringMatching(/^ {6}or: {2}something on the way writes the body anew/),
    ]);
    expect((await run(['explain', '--path', '/a'], {})).lines[0]).toMatch(/^To sign: {2}\d{13}GET\/a$/);
    const right = new Signer(credentials).sign({ timestamp, method: 'GET', path: '/a' });
    const signed = { BITGET_SIGNATURE: await right };
    expect((await run(parts, signed)).text).toContain('Signature: not compared, since BITGET_SECRET_KEY is not set');
    expect((await run(parts, { ...ENV, ...signed })).lines[1]).toBe(
      'Signature: the right one for this text and secret',
    );
  });

  it('takes no sentence with a URL in it for one', async () => {
    const { code, text } = await run(['explain', '--url', 'see https://api.bitget.com/a']);
    expect([code, text]).toEqual([2, expect.stringContaining('no URL, --url')]);
  });

  it('compares the clock with the exchange’s', async () => {
    let reported: object = {};
    const server = createServer(({ url }, response) => {
      response.statusCode = url === '/api/v2/public/time' ? 200 : 404;
      response.end(response.statusCode === 200 ? JSON.stringify(reported) : '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const host = `http://127.0.0.1:${port}`;
    const compare = async () => (await run(['explain', '--path', '/a', '--clock', '--host', host], {})).lines.at(-1);
    expect(await compare()).toBe('Clock:    the response holds no time');
    reported = { requestTime: Date.now() + 60_000 };
    expect(await compare()).toMatch(/^Clock: {4}this machine is (59|60)\d{3} ms behind the exchange/);
    reported = { requestTime: Date.now() - 60_000 };
    expect(await compare()).toMatch(/^Clock: {4}this machine is 6\d{4} ms ahead of the exchange/);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await compare()).toBe(`Clock:    no response from ${host}`);
  });

  it('helps', async () => {
    expect(await run([])).toMatchObject({ code: 2, text: expect.stringContaining('Usage') });
    expect(await run(['--help'])).toMatchObject({ code: 0 });
    expect(await run(explain('more'))).toMatchObject({ code: 2, text: expect.stringContaining('Usage') });
  });
});
