import { createMockExchange } from '@bitget-spec/mock';
import { createClient } from '@bitget-spec/v3';
import { dashboard } from './dashboard.ts';

// The exchange runs in the page. A real key has no business in a browser: send orders through a server of yours, such as
// ../worker, and let the page ask the exchange for what is public.
const bitget = createClient({
  fetch: createMockExchange().fetch,
  credentials: { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' },
});

const root = document.querySelector<HTMLElement>('#dashboard');
if (root) dashboard(root, bitget, { symbols: ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'] });
