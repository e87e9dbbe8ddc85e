import { mock as v2 } from '@bitget-spec/v2/mock';
import { mock as v3 } from '@bitget-spec/v3/mock';
import type { MockAccount, MockData } from './types.js';

/** Both APIs of the exchange. */
export const defaultApis: readonly MockData[] = [v2, v3];

const test = { secretKey: 'test-secret', passphrase: 'test-passphrase' };

/**
 * The keys that the mock knows unless told otherwise, all with `test-secret` and `test-passphrase`. `test-key`
 * works everywhere; the others have the limits of real keys: one kind of account, live or demo only.
 */
export const defaultAccounts: readonly MockAccount[] = [
  { apiKey: 'test-key', ...test },
  { apiKey: 'test-classic-key', mode: 'classic', demo: false, ...test },
  { apiKey: 'test-unified-key', mode: 'unified', demo: false, ...test },
  { apiKey: 'test-demo-key', demo: true, ...test },
  { apiKey: 'test-readonly-key', permissions: ['*:read'], ...test },
];
