import { expectTypeOf } from 'vitest';
import type { Overrides } from './overrides.js';

const overrides: Overrides = {
  'v3:trade.placeOrder': (request, call) => {
    expectTypeOf(request.symbol).toEqualTypeOf<string>();
    expectTypeOf(call.now).toEqualTypeOf<number>();
    return { orderId: '1' };
  },
  // @ts-expect-error an order's number is text
  'v2:spot.trade.placeOrder': () => ({ orderId: 1 }),
};

const misspelt: Overrides = {
  // @ts-expect-error no such operation
  'v3:trade.plceOrder': () => ({}),
};

export default [overrides, misspelt];
