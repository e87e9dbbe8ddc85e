/**
 * Who trades in the comparison, with enough money for all rounds.
 * @type {import('@bitget-spec/mock').MockAccount}
 */
export const account = {
  apiKey: 'bench-key',
  secretKey: 'bench-secret',
  passphrase: 'bench-passphrase',
  mode: 'unified',
  balances: { uta: { USDT: '1000000000000', BTC: '1000000000' } },
};
