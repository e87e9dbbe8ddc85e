import type { SocketTable } from '@bitget-spec/contract';
import { virtualSystem } from '../../client/test/virtual.js';
import type { OrderOptions } from '../src/orders/options.js';
import { connectSocket, type SocketBase } from '../src/runtime.js';
import type { SocketOptions } from '../src/socket/options.js';
import type { Stream, StreamOptions } from '../src/streams/stream.js';
import { createExchange, inMemory } from './exchange.js';

type Order = (request: Record<string, unknown>, options?: OrderOptions) => Promise<unknown>;
type Follow = (arg?: unknown, options?: StreamOptions) => Stream;

export interface TestSocket extends SocketBase {
  public: { books: Follow; kline: Follow; publicTrade: Follow; ticker: Follow };
  private: { account: Follow; fastFill: Follow; fill: Follow; order: Follow; position: Follow } & {
    batchPlace: Order;
    cancelOrder: Order;
    placeOrder: Order;
    spot: { placeOrder: Order };
  };
}

/** As much of REST as orders need. */
export const ROUTES = {
  base: '/api/v3/',
  table: `
GET public/time public
GET account/assets
GET position/current-position
GET position/history-position page=cursor:data.cursor,limit,100,30
GET trade/fills,history-orders,unfilled-orders page=cursor:data.cursor,limit,100
GET trade/order-info
POST trade/place-order order 5/1/uid id=clientOid
`,
  codes: 'unknown 40010 40725 45001\ntaken 25212\nabsent 25204',
};

export const TABLE: SocketTable = {
  base: '/v3/ws/',
  api: '/api/v3/',
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
  requests: `
WS private/batch-place order id=[].clientOid find=trade/order-info:clientOid frame=category batch
WS private/cancel-order order frame=category
WS private/place-order order id=clientOid find=trade/order-info:clientOid rest=trade/place-order frame=category,requestTime
WS private/spot/place-order order id=clientOid find=trade/order-info:clientOid frame=apiCode arg=instType=SPOT,instId
`,
  routes: async () => ({ routes: ROUTES }),
};

export const CREDENTIALS = { apiKey: 'test-key', secretKey: 'test-secret', passphrase: 'test-passphrase' };

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
  /** Lets so much time pass. */
  const pass = (ms: number) => system.run(system.sleep(ms));
  return { system, exchange, socket, pass };
}
