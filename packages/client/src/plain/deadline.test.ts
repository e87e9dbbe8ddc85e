import { getEventListeners } from 'node:events';
import { platformSystem as system } from '@bitget-spec/auth';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withDeadline } from './deadline.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const timedOut = () => new Error('late');
const never = () => new Promise<never>(() => {});

it('ends with the work and leaves no timer and no listener', async () => {
  const { signal } = new AbortController();
  for (const work of [async () => 1, () => Promise.reject(new Error('no'))]) {
    await withDeadline(work, { signal, timeoutMs: 100, timedOut, system }).catch(() => {});
    expect(vi.getTimerCount()).toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  }
});

it('ends with the time, though the work goes on', async () => {
  const work = vi.fn((_stop?: AbortSignal) => never());
  const ended = expect(withDeadline(work, { signal: undefined, timeoutMs: 100, timedOut, system })).rejects.toThrow(
    'late',
  );
  await vi.advanceTimersByTimeAsync(100);
  await ended;
  expect(work.mock.calls[0]?.[0]?.aborted).toBe(true);
});

it('ends with the signal within the tick', async () => {
  const controller = new AbortController();
  const ended = withDeadline(never, { signal: controller.signal, timeoutMs: 0, timedOut, system });
  const seen = ended.catch((reason) => reason);
  controller.abort('why');
  expect(await Promise.race([seen, new Promise((resolve) => process.nextTick(resolve, 'next tick'))])).toBe('why');
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

it('begins nothing under a signal that is aborted', async () => {
  const work = vi.fn(never);
  await expect(withDeadline(work, { signal: AbortSignal.abort('why'), timeoutMs: 5, timedOut, system })).rejects.toBe(
    'why',
  );
  expect(work).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

it.each([0, Number.POSITIVE_INFINITY, 2 ** 31])('%d ms sets no timer', async (timeoutMs) => {
  const ended = withDeadline(async () => vi.getTimerCount(), { signal: undefined, timeoutMs, timedOut, system });
  expect(await ended).toBe(0);
});
