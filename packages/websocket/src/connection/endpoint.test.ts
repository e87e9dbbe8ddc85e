import { expect, test } from 'vitest';
import { world } from '../../test/socket.js';
import { LIMITS, TIMING } from '../socket/options.js';
import { createCounters } from '../socket/status.js';
import { createEndpoint } from './endpoint.js';

test('what is requested after the end opens no connection', async () => {
  const { system, pass } = world();
  let dials = 0;
  const open = () => {
    dials++;
    return new Promise<never>(() => {});
  };
  const runtime = {
    system,
    tick: system.monotonic,
    open,
    limits: LIMITS,
    timing: TIMING,
    hooks: {},
    counters: createCounters(),
    redact: (text: string) => text,
    login: async () => '',
    syncClock: async () => false,
  };
  const endpoint = createEndpoint(runtime, 'wss://example.com/', 'private', () => {});
  endpoint.close();
  let error: unknown;
  endpoint.request({ text: '{}' }, (thrown) => {
    error = thrown;
  });
  await pass(1_000);
  expect([dials, error]).toEqual([0, expect.objectContaining({ code: 'closed' })]);
});
