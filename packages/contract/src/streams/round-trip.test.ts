import { expect, test } from 'vitest';
import type { ChannelMetadata } from '../channel.js';
import { parseStream, streamLine } from './index.js';

const books: ChannelMetadata = {
  id: 'public.rpi-books',
  key: 'v9:public.rpiBooks',
  kind: 'stream',
  summary: '',
  private: false,
  topics: ['books', 'books1'],
  args: [
    { name: 'instType', values: ['spot'] },
    { name: 'topic', values: ['books', 'books1'] },
    { name: 'symbol', optional: true },
    { name: 'interval', values: ['1m'], optional: true },
  ],
  push: { first: 'snapshot', merge: { books: 'levels', books1: 'replace' }, by: ['symbol', 'i'] },
  permission: 'none',
  account: 'any',
  effect: 'read',
};

test('a line says what the metadata say', () => {
  const line = streamLine(books) ?? '';
  expect(line).toBe(
    'public.rpi-books instType=spot,topic,symbol?,interval?=1m snapshot books:levels,books1:replace symbol,i',
  );
  expect(parseStream(line)).toEqual({
    id: 'public.rpi-books',
    private: false,
    parts: [
      { name: 'instType', value: 'spot', optional: false },
      { name: 'topic', value: undefined, optional: false },
      { name: 'symbol', value: undefined, optional: true },
      { name: 'interval', value: '1m', optional: true },
    ],
    first: 'snapshot',
    merge: { books: 'levels', books1: 'replace' },
    by: ['symbol', 'i'],
  });
});

test('one way to merge, and nothing that identifies', () => {
  const line = streamLine({ ...books, push: { first: 'unknown', merge: 'append' } }) ?? '';
  expect(parseStream(line)).toMatchObject({ first: 'unknown', merge: 'append', by: [] });
});

test('what is no stream has none', () => {
  const { push, ...trade } = books;
  expect(streamLine(trade)).toBeUndefined();
});

test('words of later do no harm', () => {
  expect(parseStream('public.x topic later whatever')).toMatchObject({ first: 'unknown', merge: 'append' });
});

test.each([
  ['a part that separates', { ...books, args: [{ name: 'a,b' }] }, 'a word that a line of streams can\'t carry, "a,b"'],
  ['another socket than the name says', { ...books, private: true }, 'is on the wrong socket for its name'],
])('%s is refused', (_, channel, message) => {
  expect(() => streamLine(channel)).toThrow(message);
});
