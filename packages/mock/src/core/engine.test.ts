import { expect, it } from 'vitest';
import { apis, envelope, NOW, signed } from '../../test/small-exchange.js';
import { controlOf } from '../control/control.js';
import { defaultAccounts } from '../defaults.js';
import type { EngineSnapshot } from '../engine/index.js';
import { overrideHandlers } from '../overrides.js';
import { createClock } from './clock.js';
import { refuse } from './errors.js';
import { handle } from './handle.js';
import { createState, type MockEngine, type OperationHandler } from './state.js';

const KEY = 'v3:trade.placeOrder';
const BODY = '{"category":"SPOT","symbol":"A","qty":"1","side":"buy","clientOid":"x"}';

/** Counts what it is asked. */
function counting(handler: OperationHandler) {
  const calls: unknown[] = [];
  const note = (name: string) => (about: unknown) => void calls.push([name, about]);
  const engine: MockEngine = {
    handlers: new Map([[KEY, handler]]),
    control: {
      deposit: note('deposit'),
      setPrice: note('setPrice'),
      reset: note('reset'),
      restore: note('restore'),
      snapshot: (): EngineSnapshot => ({ format: 'bitget-mock/1', calls: calls.length }),
    },
  };
  return { engine, calls };
}

function exchange(engine: MockEngine, overrides = {}) {
  const clock = createClock(NOW);
  const accounts = defaultAccounts;
  const state = createState({ apis, accounts, seed: 's', handlers: overrideHandlers(overrides), engine });
  const place = async () => {
    const reply = await handle(signed('POST', '/api/v3/trade/place-order', BODY), state, clock);
    return { ...envelope(reply), fidelity: reply.headers['x-mock-fidelity'] };
  };
  return { state, place, control: controlOf(state, clock) };
}

it('answers from the engine where there is one', async () => {
  const { engine } = counting(({ fields }) => ({ orderId: '1', clientOid: fields.clientOid }));
  expect(await exchange(engine).place()).toMatchObject({
    data: { orderId: '1', clientOid: 'x' },
    fidelity: 'stateful',
  });
});

it('passes its refusals on', async () => {
  const { engine } = counting(() => {
    throw refuse('43012');
  });
  const { place, state } = exchange(engine);
  expect(await place()).toMatchObject({ code: '43012', data: null });
  expect(state.journal.list()).toMatchObject([{ accepted: false }]);
});

it('lays overrides over its response, and leaves it out where they refuse', async () => {
  let orders = 0;
  const { engine } = counting(() => ({ orderId: String(++orders), clientOid: 'x' }));
  const over = exchange(engine, { [KEY]: () => ({ orderId: 'mine' }) });
  expect(await over.place()).toMatchObject({ data: { orderId: 'mine', clientOid: 'x' }, fidelity: 'override' });
  expect(orders).toBe(1);
  expect(await exchange(engine, { [KEY]: () => refuse('40762') }).place()).toMatchObject({ code: '40762' });
  expect(orders).toBe(1);
});

it('is controlled', () => {
  const { engine, calls } = counting(() => ({}));
  const { control } = exchange(engine);
  control.deposit({ key: 'test-unified-key', coin: 'USDT', amount: '5' });
  control.price({ symbol: 'BTCUSDT', price: '70000' });
  const snapshot = control.snapshot();
  control.restore(snapshot);
  control.reset('test-key');
  control.reset();
  expect(calls).toEqual([
    [
      'deposit',
      {
        owner: expect.objectContaining({ key: 'test-unified-key', mode: 'unified' }),
        coin: 'USDT',
        amount: '5',
        now: NOW,
      },
    ],
    ['setPrice', { symbol: 'BTCUSDT', price: '70000', now: NOW }],
    ['restore', { format: 'bitget-mock/1', calls: 2 }],
    ['reset', { key: 'test-key' }],
    ['reset', { seed: 's' }],
  ]);
});
