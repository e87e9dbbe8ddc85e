import { mock as v2 } from '@bitget-spec/v2/mock';
import { mock as v3 } from '@bitget-spec/v3/mock';
import { describe, expect, it } from 'vitest';
import { exampleRequest } from '../test/fuzzer.js';
import { envelope, NOW } from '../test/small-exchange.js';
import { faultsOf } from '../test/tester.js';
import { createMockExchange } from './index.js';

const { handle, reset } = createMockExchange({ now: NOW });

// What an example asks for may not be there in a new exchange: an order, a position, a quote, enough coins, a debt.
const NOT_THERE = new Set(
  '12022 22002 25204 25227 25597 25601 40066 40109 40774 43001 43012 43023 43025 25217 43117 43124 50040 50061'.split(
    ' ',
  ),
);

it.each([v2, v3].map((api) => [api.api, api.operations] as const))(
  'takes the example request of every operation for what it is: %s',
  async (_name, operations) => {
    const refused: string[] = [];
    let accepted = 0;
    for (const operation of operations) {
      reset();
      const { code, msg } = envelope(await handle(exampleRequest(operation, NOW)));
      if (code === '00000') accepted++;
      else if (!NOT_THERE.has(code)) refused.push(`${operation.key} ${code} ${msg}`);
    }
    expect(refused).toEqual([]);
    expect(accepted).toBeGreaterThan(operations.length * 0.85);
  },
);

it.each(['trade.grid', 'stockplus', 'cfd', 'copy.futures'])(
  'takes every example request of %s, and responds as its schema says',
  async (area) => {
    const operations = v3.operations.filter(({ key }) => key.startsWith(`v3:${area}.`));
    expect(operations.length).toBeGreaterThan(10);
    for (const operation of operations) {
      const reply = await handle(exampleRequest(operation, NOW));
      const { code, data } = envelope(reply);
      expect([operation.key, code, reply.headers['x-mock-fidelity']]).toEqual([operation.key, '00000', 'validated']);
      expect(faultsOf(operation.key, data), operation.key).toEqual([]);
    }
  },
);

describe('wrong paths that are known', () => {
  it.each([v2, v3].flatMap(({ aliases = [] }) => aliases).map(({ path, use }) => [path, use] as const))(
    '%s is answered with a path that is right',
    async (path, use) => {
      const [method = '', url = ''] = path.split(' ');
      const reply = await handle({ method, url });
      expect(reply.headers['x-mock-use'], use).toMatch(/^(GET|POST) \/api\//);
      expect(envelope(reply)).toMatchObject({ code: '40404', msg: expect.stringContaining('use ') });
    },
  );
});
