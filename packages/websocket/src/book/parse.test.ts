import { expect, it } from 'vitest';
import { parseBookFrame } from './index.js';

const frame = (seq: string) =>
  `{"action":"update","arg":{"topic":"books"},"data":[{"a":[],"b":[],"seq":${seq},"pseq":1,"ts":"1761998400087"}],"ts":1}`;

it('reads a push as JSON.parse does', () => {
  expect(parseBookFrame(frame('9007199254740991'))).toEqual(JSON.parse(frame('9007199254740991')));
});

it('keeps the digits of numbers beyond 2^53', () => {
  expect(parseBookFrame(frame('9007199254740993'))?.data[0]?.seq).toBe('9007199254740993');
});

const FIRST = '{"action":"update","arg":{"topic":"books"},"data":[{"a":[],"b":[],"seq":2,"pseq":1,"ts":"7"}],"ts":1}';

it('gives streams the same arg each time, frozen', () => {
  const [one, other] = [FIRST, FIRST].map((text) => parseBookFrame(text)?.arg);
  expect(other).toBe(one);
  expect(Object.isFrozen(one)).toBe(true);
});

it.each([
  ['a second entry', FIRST.replace('}],', '},{}],')],
  ['more behind the data', FIRST.replace('"ts":1}', '"ts":1,"x":[{}]}')],
  ['the action once more', FIRST.replace('"ts":1}', '"ts":1,"action":"snapshot"}')],
  ['no time', FIRST.replace(',"ts":1}', '}')],
  ['a time of 0', FIRST.replace('"ts":1}', '"ts":0}')],
  ['a fraction of a time', FIRST.replace('"ts":1}', '"ts":1.5}')],
  ['a time beyond 2^53', FIRST.replace('"ts":1}', '"ts":9007199254740993}')],
  ['time first', FIRST.replace('{"action"', '{"ts":3,"action"')],
  ['spaces', FIRST.replaceAll(',', ', ')],
])('reads as JSON.parse does, after a frame that begins alike, one with %s', (_, text) => {
  parseBookFrame(FIRST);
  expect(text).not.toBe(FIRST);
  expect(parseBookFrame(text)).toEqual(JSON.parse(text));
});

it.each([
  FIRST.slice(0, -1),
  `${FIRST}}`,
  FIRST.replace('"ts":1}', '"ts":}'),
  FIRST.replace('"ts":1}', '"ts":01}'),
  FIRST.replace('"seq":2', '"seq":'),
  FIRST.replace('}],', '}}],'),
])('throws, after a frame that begins alike, at what is no JSON: %s', (text) => {
  parseBookFrame(FIRST);
  expect(() => parseBookFrame(text)).toThrow(SyntaxError);
});

it.each([
  '{"event":"subscribe","arg":{"topic":"books"}}',
  '"pong"',
  'null',
  '[]',
  '{"action":"update","arg":{},"data":[1]}',
])('leaves another frame to others: %s', (text) => expect(parseBookFrame(text)).toBeUndefined());

it('throws at what is no JSON', () => {
  expect(() => parseBookFrame('pong')).toThrow(SyntaxError);
});
