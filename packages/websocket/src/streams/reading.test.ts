import { expect, test } from 'vitest';
import { createQueue } from './queue.js';
import { createReading } from './reading.js';

const push = (...data: number[]) => ({ type: 'push', push: { arg: {}, data } }) as never;

function loop() {
  const queue = createQueue(10, 'oldest');
  const reading = createReading(queue, () => {});
  const items = reading.iterate<number>((event) => ('push' in event ? (event.push.data as number[]) : []));
  const put = (...data: number[]) => {
    queue.put(push(...data));
    reading.wake();
  };
  return { items, put, reading };
}

test('of several calls of `next` that wait at once, each gets an entry, in order', async () => {
  const { items, put } = loop();
  const first = items.next();
  const second = items.next();
  put(1, 2, 3);
  put(4);
  const got = [await first, await second, await items.next(), await items.next()];
  expect(got.map(({ value }) => value)).toEqual([1, 2, 3, 4]);
});

test('after `close` comes nothing more, not even what the same push held', async () => {
  const { items, put, reading } = loop();
  put(1, 2, 3);
  expect((await items.next()).value).toBe(1);
  reading.end(undefined);
  expect(await items.next()).toEqual({ value: undefined, done: true });
});

test('what waits is read where an error ended the stream, and then the error', async () => {
  const { items, put, reading } = loop();
  put(1, 2);
  expect((await items.next()).value).toBe(1);
  reading.end(new Error('lost'));
  expect((await items.next()).value).toBe(2);
  await expect(items.next()).rejects.toThrow('lost');
  expect((await items.next()).done).toBe(true);
});
