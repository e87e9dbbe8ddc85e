import { dereference, validate } from '@cfworker/json-schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorTime } from '../../../../scripts/processor-time.js';
import { credentials, routes, type TestClient, thrown } from '../../test/client.js';
import { connectCore } from '../call/connect.js';
import { connect } from '../call/connect-all.js';
import type { DriftEvent } from '../call/hooks.js';
import { DriftError, type DriftOptions, drift } from './drift.js';
import { misfits, type ResponseSchemas, type Schema } from './fit.js';

const order: Schema = {
  type: 'object',
  required: ['orderId'],
  properties: {
    orderId: { oneOf: [{ $ref: '#/schemas/Id' }, { type: 'null' }] },
    side: { anyOf: [{ type: 'string', enum: ['buy', 'sell'] }, { type: 'string' }] },
    price: { type: 'string', pattern: '^\\d+$' },
    seq: { type: 'integer' },
    level: { type: 'array', minItems: 2, prefixItems: [{ type: 'string' }, { type: 'number', minimum: 0 }] },
  },
};
const responses: ResponseSchemas = {
  schemas: { Id: { type: 'string', minLength: 1, maxLength: 20 } },
  responses: { 'v3:trade.placeOrder': order, 'v3:account.assets': { type: 'array', items: order } },
};
const found = (value: unknown, schema: Schema = order) => misfits(value, schema, responses);

describe('misfits', () => {
  it('says where, what was expected and what sort of thing is there', () => {
    expect(found({ orderId: '1', side: 'new', price: '5', seq: 1, level: ['a', 1], more: {} })).toEqual([]);
    expect(found([{ orderId: 7, price: '5.0' }], { type: 'array', items: order })).toEqual([
      { path: 'data[0].orderId', expected: 'string, or null', got: 'number' },
      { path: 'data[0].price', expected: 'text like /^\\d+$/', got: 'a decimal of 3 characters' },
    ]);
    expect(found({ side: 1, level: ['a', -1] })).toEqual([
      { path: 'data.orderId', expected: 'a value', got: 'nothing' },
      { path: 'data.side', expected: 'string, or string', got: 'number' },
      { path: 'data.level[1]', expected: 'at least 0', got: 'number' },
    ]);
    expect(found(null)).toEqual([{ path: 'data', expected: 'object', got: 'null' }]);
  });
  it('takes time in proportion to a text, and tests none that is too long anyway', () => {
    const number = { type: 'string', pattern: '^$|^[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?$' };
    const slow = { type: 'string', maxLength: 20, pattern: '^(a+)+$' };
    const begun = processorTime();
    expect(found(`${'1'.repeat(100_000)}x`, number)).toEqual([]);
    expect(found(`${'1'.repeat(9_000)}x`, number)).toHaveLength(1);
    expect(found(`${'a'.repeat(40)}!`, slow)).toEqual([
      { path: 'data', expected: 'at most 20 characters', got: 'text of 41 characters' },
    ]);
    expect(processorTime() - begun).toBeLessThan(1_000);
  });
  it('takes integers past 2^53, which arrive as texts', () => {
    expect(found({ orderId: '1', seq: '12345678901234567890' })).toEqual([]);
    expect(found({ orderId: '1', seq: '12' })).toHaveLength(1);
  });
  it('reports so many at most', () => {
    expect(
      found(
        Array.from({ length: 50 }, () => 1),
        { type: 'array', items: order },
      ),
    ).toHaveLength(10);
  });
  it('property: agrees with a validator of the trade', () => {
    const value = fc.oneof(
      fc.record(
        {
          orderId: fc.constantFrom('1', '', 7, null, 'x'.repeat(21)),
          side: fc.constantFrom('buy', 'other', 1),
          price: fc.constantFrom('5', '5.0', null),
          seq: fc.constantFrom(1, 1.5, 'x'),
          level: fc.constantFrom(['a', 1], ['a'], ['a', -1], [1, 1], {}),
        },
        { requiredKeys: [] },
      ),
      fc.constantFrom(null, [], 'text', 1),
    );
    const lookup = { ...dereference({ $id: 'https://x/schemas' }) };
    for (const [name, schema] of Object.entries(responses.schemas))
      dereference(schema as object, lookup, undefined, `/schemas/${name}`);
    dereference(order as object, lookup, undefined, '/order');
    fc.assert(
      fc.property(value, (one) => {
        expect(!found(one).length).toBe(validate(one, order as object, '2020-12', lookup).valid);
      }),
    );
  });
});

describe('drift', () => {
  const make = (data: unknown, options?: DriftOptions, load = async () => responses) => {
    const events: DriftEvent[] = [];
    let sent = 0;
    const client = connectCore<TestClient>(routes, {
      credentials,
      fetch: async () => {
        sent++;
        return new Response(JSON.stringify({ code: '00000', msg: 'success', requestTime: 1, data }));
      },
      use: [drift(load, options)],
      onDrift: (event) => void events.push(event),
    });
    return { client, events, sent: () => sent };
  };

  it('never breaks a call, reports, and shows no value', async () => {
    const { client, events } = make({ orderId: 'a-secret-that-is-much-too-long' });
    expect(await client.trade.placeOrder({})).toEqual({ orderId: 'a-secret-that-is-much-too-long' });
    expect(events).toEqual([
      {
        operation: 'v3:trade.placeOrder',
        path: 'data.orderId',
        expected: 'at most 20 characters, or null',
        got: 'text of 30 characters',
      },
    ]);
    expect(await client.trade.fills()).toBeTruthy(); // no schema, no opinion
    expect(events).toHaveLength(1);
  });
  it('in strict mode throws, and still says what the exchange did', async () => {
    const { client } = make({ orderId: 5 }, { strict: true });
    const error = await thrown(client.trade.placeOrder({}));
    expect(error).toBeInstanceOf(DriftError);
    expect(error).toMatchObject({ code: 'drift', operation: 'v3:trade.placeOrder', data: { orderId: 5 } });
    expect(String(error)).toContain('data.orderId: expected string, or null, got number');
    expect(JSON.stringify(error)).not.toContain('"data"');
    expect(await make({ orderId: '5' }, { strict: true }).client.trade.placeOrder({})).toEqual({ orderId: '5' });
  });
  it('does without schemas that can not be loaded, except in strict mode, which sends nothing', async () => {
    const broken = () => Promise.reject(new Error('offline'));
    expect(await make(1, {}, broken).client.trade.placeOrder({})).toBe(1);
    const { client, sent } = make(1, { strict: true }, broken);
    expect(await thrown(client.trade.placeOrder({}))).toMatchObject({ code: 'not-sent' });
    expect(sent()).toBe(0);
  });
  it('loads nothing where nobody listens', async () => {
    let loaded = 0;
    const load = async () => {
      loaded++;
      return responses;
    };
    const client = connectCore<TestClient>(routes, {
      fetch: async () => new Response('{"code":"00000","data":1}'),
      use: [drift(load)],
    });
    await client.public.time();
    expect(loaded).toBe(0);
  });
});

it('onDrift without drift() is an error where the client is made, not silence', () => {
  const onDrift = () => {};
  expect(() => connect(routes, { onDrift })).toThrow(
    "[@bitget-spec/client] onDrift without drift(), createClient: add drift(() => import('@bitget-spec/v3/validators')) to use",
  );
  expect(() => connect(routes, { onDrift, use: [drift(async () => responses)] })).not.toThrow();
});
