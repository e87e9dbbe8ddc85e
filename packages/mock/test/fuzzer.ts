/** Requests that start out right and go wrong in every way, for the tests of this package. Same seed, same requests. */
import { stringToSign, wireQuery } from '@bitget-spec/auth';
import { hashText, spread } from '../src/core/hash.js';
import { isRecord } from '../src/core/schema.js';
import type { MockData, MockOperation, MockRequest } from '../src/types.js';
import { signed } from './small-exchange.js';

/** A secret that no response may show. */
export const SECRET = 'fuzz-51e7-never-shown';

/** Numbers that follow from a seed. */
export class Dice {
  #state: number;

  constructor(seed: string) {
    this.#state = hashText(seed);
  }

  /** A whole number below `sides`. */
  roll(sides: number): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    return spread(this.#state) % sides;
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.roll(list.length)] ?? list[0];
  }
}

/** An operation's example, signed as a client would. */
export function exampleRequest(
  { method, path, request }: MockOperation,
  now: number,
  key = 'test-key',
  secret = 'test-secret',
): MockRequest {
  const fields = isRecord(request) ? request : {};
  const time = String(now);
  if (method === 'POST') return signed(method, path, JSON.stringify(listOf(request) ?? fields), { key, time, secret });
  const query = wireQuery(fields);
  const text = stringToSign({ timestamp: now, method, path, query: fields });
  return signed(method, query === '' ? path : `${path}?${query}`, '', { text, key, time, secret });
}

/** The body where it is a list: alone, or under the one name `body`. */
function listOf(request: unknown): unknown[] | undefined {
  const list = isRecord(request) && Object.keys(request).join() === 'body' ? request.body : request;
  return Array.isArray(list) ? list : undefined;
}

/** One request after the other: an example, with up to four things changed, often signed again after that. */
export function* fuzzed(apis: readonly MockData[], now: number, seed: string): Generator<MockRequest> {
  const examples = apis
    .flatMap(({ operations }) => operations)
    .map((operation) => exampleRequest(operation, now, 'test-key', SECRET));
  const [first, ...more] = examples;
  if (!first) return;
  const dice = new Dice(seed);
  for (;;) {
    let request: MockRequest = dice.pick([first, ...more]);
    for (let changes = dice.roll(5); changes > 0; changes--) request = dice.pick(CHANGES)(request, dice);
    if (dice.roll(3) > 0) request = again(request, dice);
    yield request;
  }
}

type Change = (request: MockRequest, dice: Dice) => MockRequest;

const KEYS = ['test-key', 'test-key', 'test-classic-key', 'test-unified-key', 'test-readonly-key'] as const;

function again({ method, url, body, headers }: MockRequest, dice: Dice): MockRequest {
  const request = signed(method, url, body, {
    key: dice.pick([...KEYS]),
    time: headers['access-timestamp'] ?? '0',
    secret: SECRET,
  });
  return { ...request, headers: { ...headers, ...request.headers } };
}

const CHANGES: readonly [Change, ...Change[]] = [
  (request, dice) => ({ ...request, method: dice.pick(['GET', 'POST', 'PUT', 'HEAD', 'get', '', noise(dice, 9)]) }),
  (request, dice) => ({ ...request, url: cut(request.url, dice) }),
  (request, dice) => ({
    ...request,
    url: `${request.url}${dice.pick(['/', '?', '&', '#', '%', '%00', noise(dice, 30)])}`,
  }),
  (request, dice) => ({
    ...request,
    url: `${request.url}?${field(dice)}=${encodeURIComponent(JSON.stringify(value(dice)).replace(/[\ud800-\udfff]/g, ''))}`,
  }),
  (request, dice) => ({ ...request, body: cut(request.body, dice) }),
  (request, dice) => ({ ...request, body: flip(request.body, dice) }),
  (request, dice) => ({ ...request, body: dice.roll(40) === 0 ? large(dice) : noise(dice, 60) }),
  (request, dice) => ({ ...request, body: changed(request.body, dice) }),
  (request, dice) => ({ ...request, body: changed(request.body, dice) }),
  (request, dice) => ({ ...request, headers: { ...request.headers, [header(dice)]: undefined } }),
  (request, dice) => ({ ...request, headers: { ...request.headers, [header(dice)]: noise(dice, 40) } }),
  (request, dice) => ({ ...request, headers: { ...request.headers, [noise(dice, 9)]: 'x'.repeat(dice.roll(3000)) } }),
];

function header(dice: Dice): string {
  const own = ['access-key', 'access-sign', 'access-timestamp', 'access-passphrase', 'content-type'] as const;
  return dice.pick([...own, 'paptrading', 'x-mock-ip', 'locale', '__proto__']);
}

function field(dice: Dice): string {
  return dice.pick(['symbol', 'clientOid', 'orderId', 'limit', '__proto__', 'constructor', 'coin', noise(dice, 9)]);
}

function value(dice: Dice): unknown {
  const texts = [
    '',
    '0',
    '-1',
    '1e400',
    '0x10',
    'NaN',
    '9'.repeat(400),
    '0.'.padEnd(300, '1'),
    'USDT',
    'null',
  ] as const;
  const others = [null, true, 0, -0, 1e308, 2 ** 53, [], {}, [[]], { __proto__: null }, ['a', 'a']] as const;
  return dice.roll(2) === 0 ? dice.pick([...texts, noise(dice, 60)]) : dice.pick([...others]);
}

/** A JSON body with one field more, less or different, on the outside or within a list. */
function changed(body: string, dice: Dice): string {
  let data: unknown;
  if (body.length > 10_000) return body;
  try {
    data = JSON.parse(body);
  } catch {
    return body;
  }
  const objects = [data, ...Object.values(data ?? {}).flat()].filter(isRecord);
  const target = objects[dice.roll(objects.length)];
  if (!target) return JSON.stringify([data, value(dice)]);
  const names = Object.keys(target);
  const name = dice.roll(3) === 0 ? field(dice) : (names[dice.roll(names.length)] ?? field(dice));
  if (dice.roll(4) === 0) delete target[name];
  else Object.defineProperty(target, name, { value: value(dice), enumerable: true, configurable: true });
  return JSON.stringify(data);
}

function cut(text: string, dice: Dice): string {
  return text.slice(0, dice.roll(text.length + 1));
}

function flip(text: string, dice: Dice): string {
  const at = dice.roll(text.length + 1);
  return text.slice(0, at) + String.fromCharCode(dice.roll(0x10000)) + text.slice(at + dice.roll(3));
}

function noise(dice: Dice, length: number): string {
  const units = Array.from({ length: dice.roll(length) }, () => dice.roll(dice.roll(2) === 0 ? 128 : 0x10000));
  return String.fromCharCode(...units);
}

function large(dice: Dice): string {
  return dice.pick([
    '['.repeat(200_000),
    `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    '{"a":'.repeat(20_000),
    `{"symbol":"${'é'.repeat(600_000)}"}`,
    `[${'{},'.repeat(20_000)}{}]`,
    'x'.repeat(1_048_577),
  ]);
}
