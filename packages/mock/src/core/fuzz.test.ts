import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { Dice, fuzzed, SECRET } from '../../test/fuzzer.js';
import { envelope, NOW } from '../../test/small-exchange.js';
import { defaultAccounts, defaultApis } from '../defaults.js';
import { createMockExchange } from '../hosts/exchange.js';
import { listen } from '../hosts/node.js';
import type { MockReply, MockRequest } from '../types.js';

const RUNS = Number(process.env.FUZZ_RUNS ?? 100_000);
const SEED = process.env.FUZZ_SEED ?? 'fuzz';
const BATCH = 1000;

const accounts = defaultAccounts.map((account) => ({ ...account, secretKey: SECRET }));
const exchange = createMockExchange({ now: NOW, accounts });
/** A new state in which every account is open: the first look at one opens it, whatever becomes of the request. */
function startAnew(): void {
  exchange.reset();
  for (const { apiKey: key } of accounts) exchange.deposit({ key, coin: 'USDT', amount: '1' });
}
const digest = () => createHash('sha1').update(JSON.stringify(exchange.snapshot(), substance)).digest('hex');

/** Leaves out what holds nothing: wallets and books that were looked at, and are empty. */
function substance(_name: string, value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const empty = (entry: unknown) =>
    /^(\["\w+:.*",\{"cash":\{"\$":"0"\},"hold":\{"\$":"0"\}|\{"family":.*"taken":\[\],"resting":\[\]\}$)/s.test(
      JSON.stringify(entry) ?? '',
    );
  return value.filter((entry) => typeof entry !== 'object' || !empty(entry));
}

/** Answers it, sees to the response's form, and returns whether the request was accepted. */
async function accepted(request: MockRequest): Promise<boolean> {
  const pending = exchange.respond(request);
  const reply = pending instanceof Promise ? await pending : pending;
  const { code, msg, requestTime, data } = envelope(reply);
  const good = code === '00000' ? reply.status === 200 : reply.status >= 400 && data === null;
  // 40015 would be a mistake of the mock's own.
  if (!good || code === '40015' || typeof msg !== 'string' || requestTime !== NOW || shows(reply)) {
    expect.fail(`${JSON.stringify(request).slice(0, 2000)} ${JSON.stringify(reply).slice(0, 1000)}`);
  }
  return code === '00000';
}

function shows({ body, headers }: MockReply): boolean {
  return body.includes(SECRET) || Object.values(headers).some((value) => value.includes(SECRET));
}

it(`bears ${RUNS} requests, and only those it accepts leave a trace`, async () => {
  const requests = fuzzed(defaultApis, NOW, SEED);
  let taken = 0;
  for (let done = 0; done < RUNS; done += BATCH) {
    // So that the state that is compared stays small.
    if (done % (20 * BATCH) === 0) startAnew();
    const before = exchange.snapshot();
    const good: MockRequest[] = [];
    for (let i = 0; i < BATCH; i++) {
      const request: MockRequest = requests.next().value;
      if (await accepted(request)) good.push(request);
    }
    const after = digest();
    // The same without the refused ones must come to the same.
    exchange.restore(before);
    for (const request of good) expect(await accepted(request)).toBe(true);
    expect(digest(), `requests ${done} to ${done + BATCH}, seed ${SEED}`).toBe(after);
    taken += good.length;
  }
  // Neither a wall that lets nothing in nor a door that stands open.
  expect(taken).toBeGreaterThan(RUNS / 50);
  expect(taken).toBeLessThan(RUNS / 2);
}, 600_000);

it('bears thousands of broken requests by socket', async () => {
  startAnew();
  const before = digest();
  const server = await listen(exchange, { port: 0 });
  const requests = fuzzed(defaultApis, NOW, `${SEED} socket`);
  const dice = new Dice(SEED);
  const send = () =>
    new Promise<void>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => {
        for (let i = 0; i < 5; i++) socket.write(bytes(requests.next().value, dice));
        if (dice.roll(2) === 0) socket.end();
        else setTimeout(() => socket.destroy(), dice.roll(20));
      });
      socket.setTimeout(200, () => socket.destroy());
      socket.resume();
      socket.on('error', () => {});
      socket.on('close', () => resolve());
    });
  for (let round = 0; round < 40; round++) await Promise.all(Array.from({ length: 20 }, send));
  const url = '/api/v3/market/tickers?category=SPOT';
  expect((await fetch(server.url + url)).status).toBe(200);
  await server.close();
  const seen = exchange.journal.list();
  expect(seen.length).toBeGreaterThan(1000);
  expect(seen.filter(({ accepted: yes, effect }) => yes && effect !== 'read')).toEqual([]);
  expect(digest()).toBe(before);
});

/** The request on the wire, signed wrong so that it may not change anything, now and then with bytes astray. */
function bytes({ method, url, headers, body }: MockRequest, dice: Dice): Buffer {
  const clean = (text: string) => text.replace(/[^\x21-\x7e]/g, (char) => (dice.roll(50) === 0 ? char : '_'));
  const lines = Object.entries({ ...headers, 'access-sign': 'wrong', host: 'x' })
    .filter(([name, value]) => name !== '' && value !== undefined)
    .map(([name, value]) => `${clean(name)}: ${clean(value ?? '')}\r\n`);
  const content = Buffer.from(body);
  const length = dice.roll(20) === 0 ? dice.roll(2_000_000) : content.length;
  const head = `${clean(method)} ${clean(url)} HTTP/1.1\r\n${lines.join('')}content-length: ${length}\r\n\r\n`;
  const wire = Buffer.concat([Buffer.from(head), content]);
  if (dice.roll(8) === 0) wire[dice.roll(wire.length)] = dice.roll(256);
  return wire;
}
