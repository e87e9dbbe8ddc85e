import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

const PROGRAM = `
  import { createClient } from '@bitget-spec/v3';
  import { createMockExchange } from '@bitget-spec/mock';

  const exchange = createMockExchange();
  exchange.restore(exchange.snapshot());
  const credentials = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };
  const bitget = createClient({ credentials, fetch: exchange.fetch });
  const order = { category: 'SPOT', symbol: 'BTCUSDT', side: 'buy', orderType: 'limit', qty: '1', price: '2', clientOid: 'csp' };
  const { clientOid } = await bitget.trade.placeOrder(order);
  const refused = await bitget.trade.placeOrder({ ...order, side: 'byu' }).catch(({ code }) => code);
  let evaluates = true;
  try { new Function(''); } catch { evaluates = false; }
  console.log(clientOid, refused, evaluates);
`;

it('checks requests and snapshots where the platform allows no eval', () => {
  const args = ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', PROGRAM];
  expect(execFileSync(process.execPath, args, { cwd: import.meta.dirname, encoding: 'utf8' })).toBe(
    'csp 400171 false\n',
  );
});
