import { createMockExchange } from '@bitget-spec/mock/node';
import { RestClientV2, RestClientV3 } from 'bitget-api';

type Exchange = ReturnType<typeof createMockExchange>;

/** The exchange on a port of this machine, and the npm package `bitget-api` pointed at it. */
export interface Meeting {
  exchange: Exchange;
  url: string;
  /** Clients of one of the mock's keys. */
  clients(
    apiKey: string,
    options?: { apiSecret?: string; demoTrading?: boolean },
  ): { v2: RestClientV2; v3: RestClientV3 };
  close(): Promise<void>;
}

export async function meet(): Promise<Meeting> {
  const exchange = createMockExchange();
  const server = await exchange.listen({ port: 0 });
  return {
    exchange,
    url: server.url,
    clients(apiKey, options = {}) {
      const all = {
        baseUrl: server.url,
        apiKey,
        apiSecret: 'test-secret',
        apiPass: 'test-passphrase',
        keepAlive: true,
        ...options,
      };
      return { v2: new RestClientV2(all), v3: new RestClientV3(all) };
    },
    close: () => server.close(),
  };
}

/** What `bitget-api` throws for a refusal. */
export interface Thrown {
  /** The HTTP status. */
  code: number;
  body: { code: string; msg: string };
}

/** The refusal of a call, as the client hands it on. */
export async function refused(call: Promise<unknown>): Promise<Thrown> {
  const response = await call.then(
    (value) => ({ value }),
    (thrown: Thrown) => ({ thrown }),
  );
  if ('value' in response) throw new Error(`accepted: ${JSON.stringify(response.value)}`);
  return response.thrown;
}

/** A call's `data`. The client throws for every code but `00000`. */
export async function ask<Data>(call: Promise<{ code: string; msg: string; data: Data }>): Promise<Data> {
  const { code, data } = await call;
  if (code !== '00000') throw new Error(`code ${code}`);
  return data;
}

/** A list's only element. */
export function only<Item>(list: readonly Item[] | null | undefined): Item {
  const [item, ...rest] = list ?? [];
  if (item === undefined || rest.length > 0) throw new Error(`not one but ${list?.length ?? 'none'}`);
  return item;
}
