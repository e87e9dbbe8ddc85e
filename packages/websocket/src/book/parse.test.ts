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
