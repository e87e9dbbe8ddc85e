import { createMockExchange } from '@bitget-spec/mock/node';
import { bitget } from 'ccxt';

type Exchange = ReturnType<typeof createMockExchange>;

/** The exchange on a port of this machine, and ccxt's client pointed at it. */
export interface CcxtMeeting {
  exchange: Exchange;
  url: string;
  /** A client of one of the mock's keys: of its unified account, or of its classic one. */
  client(apiKey: string, account: 'unified' | 'classic'): bitget;
  close(): Promise<void>;
}

export async function meetCcxt(): Promise<CcxtMeeting> {
  const exchange = createMockExchange();
  const server = await exchange.listen({ port: 0 });
  return {
    exchange,
    url: server.url,
    client(apiKey, account) {
      const client = new bitget({
        apiKey,
        secret: 'test-secret',
        password: 'test-passphrase',
        enableRateLimit: false,
        options: { uta: account === 'unified', fetchMarkets: { types: ['spot', 'swap'] } },
      });
      const hosts: Record<string, unknown> = client.urls.api;
      for (const name of Object.keys(hosts)) hosts[name] = server.url;
      return client;
    },
    close: () => server.close(),
  };
}
