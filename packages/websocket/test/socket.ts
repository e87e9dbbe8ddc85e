import { Signer } from '@bitget-spec/auth';
import { virtualSystem } from '../../client/test/virtual.js';
import { connectSocket, type SocketBase } from '../src/runtime.js';
import type { SocketOptions } from '../src/socket/options.js';
import type { Stream, StreamOptions } from '../src/streams/stream.js';
import { createExchange, inMemory } from './exchange.js';

type Follow = (arg?: unknown, options?: StreamOptions) => Stream;

export interface TestSocket extends SocketBase {
  public: { books: Follow; kline: Follow; publicTrade: Follow; ticker: Follow };
  private: { account: Follow; fastFill: Follow; fill: Follow; order: Follow; position: Follow };
}

export const TABLE = {
  base: '/v3/ws/',
  streams: `
public.books instType,topic,symbol snapshot books:levels,books1:replace
public.kline instType,topic=kline,symbol,interval snapshot upsert start
public.publicTrade instType,topic=publicTrade,symbol snapshot append i
public.ticker instType,topic=ticker,symbol snapshot replace
private.account instType=UTA,topic=account snapshot replace
private.fast-fill instType=UTA,topic=fast-fill,symbol? none append execId
private.fill instType=UTA,topic=fill none append execId
private.order instType=UTA,topic=order none upsert orderId
private.position instType=UTA,topic=position snapshot upsert symbol,marginCoin,posSide,marginMode
`,
};

export const CREDENTIALS = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };

// loaded on demand, which takes time that is not the system's
await import('../src/login/session.js');
await new Signer(CREDENTIALS).loading;

export const TICKER = { instType: 'spot', topic: 'ticker', symbol: 'BTCUSDT' };
export const TRADES = { instType: 'spot', topic: 'publicTrade', symbol: 'BTCUSDT' };
export const ORDER = { instType: 'UTA', topic: 'order' };

/** A socket, the exchange behind it, and time that passes as fast as it can. */
export function world(options: SocketOptions = {}) {
  const system = virtualSystem();
  const exchange = createExchange(() => system.monotonic());
  const socket = connectSocket<TestSocket>(TABLE, {
    system,
    webSocket: inMemory(exchange),
    credentials: CREDENTIALS,
    ...options,
  });
  /** Lets so much time pass, and what loads on demand load at its beginning. */
  const pass = async (ms: number) => {
    await system.run(system.sleep(0));
    for (let turns = 0; turns < 20; turns++) await new Promise((resolve) => setImmediate(resolve));
    await system.run(system.sleep(ms));
  };
  return { system, exchange, socket, pass };
}
