import { expect, expectTypeOf, it } from 'vitest';
import {
  BitgetError,
  type DriftError,
  type ErrorGuard,
  ExchangeError,
  type NotPlacedError,
  type RateLimitError,
} from '../index.js';
import { errorGuard } from '../runtime.js';

interface Codes {
  'v3:trade.placeOrder': '43012' | '40762';
  'v3:public.time': never;
}
const isBitgetError: ErrorGuard<Codes> = errorGuard;

it('narrows by code and operation', () => {
  const error: unknown = new ExchangeError('no', 'pay in', { operation: 'v3:trade.placeOrder', code: '43012' });
  expect([isBitgetError(error), isBitgetError(error, 'v3:trade.placeOrder')]).toEqual([true, true]);
  expect([isBitgetError(error, 'v3:public.time'), isBitgetError(new Error('other'))]).toEqual([false, false]);
  expect(errorGuard(undefined)).toBe(false);

  if (isBitgetError(error)) expectTypeOf(error).toEqualTypeOf<BitgetError>();
  if (isBitgetError(error, 'v3:trade.placeOrder')) {
    expectTypeOf<'43012' | '40762' | '429' | 'timeout' | 'outcome-unknown'>().toExtend<typeof error.code>();
    if (error.code === '43012') expectTypeOf(error.hint).toBeString();
    if (error.code === 'not-placed') expectTypeOf(error).toEqualTypeOf<NotPlacedError>();
    if (error.code === 'drift') expectTypeOf(error).toEqualTypeOf<DriftError>();
    if (error.code === '429') expectTypeOf(error).toEqualTypeOf<RateLimitError>();
    // @ts-expect-error a code that the operation does not name
    expect(error.code === '43021').toBe(false);
  }
  // @ts-expect-error no such operation
  expect(isBitgetError(error, 'v3:trade.placeOder')).toBe(false);
  expect(error).toBeInstanceOf(BitgetError);
});
