import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Files, folderOf } from '../../test/documents.js';
import { impact } from './index.js';

const FILES = 2_000;
const SPEC = join(import.meta.dirname, '../../../spec');

/** A file of a project: a typed request, lists, a class; every twentieth has a line that a change reaches. */
const consumer = (
  index: number,
): string => `import { createClient, type TradePlaceOrderRequest, type UnifiedOrder } from '@bitget-spec/v3';
${index % 50 ? `import { total as before } from './m${index - 1}.js';` : 'const before = 0;'}

const client = createClient();
export interface Row${index} { id: string; symbol: string; qty: number; note?: string }
export const rowOf = (order: UnifiedOrder): Row${index} => ({ id: order.orderId, symbol: order.symbol, qty: Number(order.qty) });

export async function load${index}(symbol: string): Promise<Row${index}[]> {
  const { list = [] } = await client.trade.historyOrders({ category: 'SPOT', symbol });
  return list.map(rowOf).filter(({ qty }) => qty > ${index});
}

export async function place${index}(qty: string): Promise<string | undefined> {
  const request: TradePlaceOrderRequest = { category: 'SPOT', symbol: 'BTCUSDT', qty, side: 'buy', orderType: 'market' };
  const { orderId } = await client.trade.placeOrder(request);
  return orderId;
}

export class Book${index} {
  private readonly rows = new Map<string, Row${index}>();
  add(order: UnifiedOrder): void {
    this.rows.set(order.orderId, rowOf(order));
  }
  get size(): number {
    return [...this.rows.values()].reduce((sum, { qty }) => sum + qty, 0);
  }
  sign(order: UnifiedOrder): number {
    ${index % 20 ? 'return Number(order.qty);' : "switch (order.side) {\n      case 'buy':\n        return 1;\n      default:\n        return -1;\n    }"}
  }
}
export const total = before + ${index};
`;

const OPTIONS = {
  strict: true,
  target: 'es2023',
  module: 'nodenext',
  lib: ['es2023', 'dom'],
  types: [],
  skipLibCheck: true,
};

it.runIf(process.env.SOAK)('looks into 2,000 files within 20 seconds', { timeout: 600_000 }, async () => {
  const [from, to] = [folderOf(), folderOf()];
  for (const folder of [from, to]) cpSync(SPEC, join(folder, 'spec'), { recursive: true });
  const enums = join(to, 'spec/common/enums.yaml');
  writeFileSync(enums, readFileSync(enums, 'utf8').replace('enum: [buy, sell]', 'enum: [buy, sell, both]'));
  const files: Files = {
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({ compilerOptions: OPTIONS }),
  };
  for (let index = 0; index < FILES; index++) files[`m${index}.ts`] = consumer(index);
  const project = folderOf(files);
  const [started, before] = [performance.now(), process.cpuUsage()];
  const { report } = await impact({ from, to, project });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  console.log(
    `${report.files} files in ${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of processor time`,
  );
  expect(report.files).toBe(FILES);
  expect(report.impacts.map(({ kind }) => kind)).toEqual(Array(FILES / 20).fill('case'));
  // On a machine that does nothing else: one thread does it all.
  expect(seconds).toBeLessThan(20);
});
