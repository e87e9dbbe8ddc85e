import { expect, test } from 'vitest';
import { migrated } from '../../test/migrate/project.js';

/** What a first run leaves behind. */
const BARREL = `import { createClient } from '@bitget-spec/v2';
import { createClient as createClientV3 } from '@bitget-spec/v3';
export const client = createClient({ demo: true });
export const clientV3 = createClientV3({ demo: true });
await client.close();
await clientV3.close();
`;
const USER = `import { client, clientV3 } from './barrel.js';
const [{ lastPrice: lastPr }] = await clientV3.market.tickers({ category: 'SPOT', symbol: 'BTCUSDT' });
console.log(lastPr, await client.convert.currencies());
`;

test('a second run moves what was written since, to the clients that the first has made', () => {
  const { files, listed } = migrated({
    'src/barrel.ts': BARREL,
    'src/user.ts': `${USER}await client.spot.trade.cancelOrder({ symbol: 'BTCUSDT', orderId: '1' });\n`,
  });
  expect(files['src/barrel.ts']).toBe(BARREL);
  expect(files['src/user.ts']).toBe(`${USER}await clientV3.trade.cancelOrder({ orderId: '1' });\n`);
  expect(listed.map(({ operation }) => operation)).toEqual(['v2:convert.currencies']);
});
