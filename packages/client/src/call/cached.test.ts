import { expect, it, vi } from 'vitest';
import { cached } from './cached.js';

const later = () => {
  let resolve: (value: number) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<number>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};

it('keeps responses by request for their time, whatever the order of its fields', async () => {
  let time = 0;
  const call = vi.fn(async (request: { a: number; b: number }) => request.a + call.mock.calls.length);
  const read = cached(call, { ttlMs: 10, now: () => time, maxEntries: 2 });
  expect(await read({ a: 1, b: 2 })).toBe(2);
  expect(await read({ b: 2, a: 1 })).toBe(2);
  time = 10;
  expect(await read({ a: 1, b: 2 })).toBe(3);
  expect(await read.refresh({ a: 1, b: 2 })).toBe(4);
  await read({ a: 2, b: 2 });
  await read({ a: 3, b: 2 }); // the first goes
  await read({ a: 1, b: 2 });
  expect(call).toHaveBeenCalledTimes(6);
  read.clear();
  await read({ a: 1, b: 2 });
  expect(call).toHaveBeenCalledTimes(7);
});

it('shares a request, keeps no failure, and keeps what is still good when a refresh fails', async () => {
  const responses = [later(), later(), later()];
  let next = 0;
  const read = cached((_: undefined) => responses[next++]?.promise ?? Promise.reject(new Error('too many')));
  const both = Promise.allSettled([read(), read()]);
  responses[0]?.reject(new Error('down'));
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const again = read();
  responses[1]?.resolve(5);
  expect(await again).toBe(5);
  const refreshed = read.refresh();
  responses[2]?.reject(new Error('down'));
  await expect(refreshed).rejects.toThrow('down');
  expect(await read()).toBe(5);
});

it("a caller's signal ends that caller's wait alone", async () => {
  const response = later();
  const read = cached((_: undefined) => response.promise);
  const controller = new AbortController();
  const gone = read(undefined, { signal: controller.signal });
  const patient = read();
  controller.abort(new Error('enough'));
  await expect(gone).rejects.toThrow('enough');
  await expect(read(undefined, { signal: controller.signal })).rejects.toThrow('enough');
  response.resolve(1);
  expect(await patient).toBe(1);
});
