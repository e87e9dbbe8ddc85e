/** A small exchange and a client's signature, for the tests of this package. */
import { createHmac } from 'node:crypto';
import type { MockData, MockOperation, MockReply, MockRequest } from '../src/types.js';

export const NOW = 1_761_998_400_000;

const orderReference = {
  type: 'object',
  required: ['orderId', 'clientOid'],
  properties: { orderId: { $ref: '#/schemas/OrderId' }, clientOid: { type: 'string' } },
};
const common = {
  Price: { type: 'string', pattern: '^\\d+(\\.\\d+)?$' },
  TimestampMs: { type: 'string', pattern: '^\\d{13}$' },
  OrderId: { type: 'string', minLength: 1 },
  Side: { type: 'string', enum: ['buy', 'sell'] },
  AnySide: { anyOf: [{ $ref: '#/schemas/Side' }, { type: 'string' }] },
  OrderReference: orderReference,
  Order: {
    allOf: [
      { $ref: '#/schemas/OrderReference' },
      {
        type: 'object',
        required: ['price', 'side', 'fee', 'createdTime', 'leverage', 'open'],
        properties: {
          symbol: { type: 'string', minLength: 1 },
          price: { $ref: '#/schemas/Price' },
          side: { $ref: '#/schemas/AnySide' },
          fee: { oneOf: [{ type: 'null' }, { $ref: '#/schemas/Price' }] },
          createdTime: { $ref: '#/schemas/TimestampMs' },
          leverage: { type: 'integer', minimum: 1, maximum: 125 },
          open: { type: 'boolean' },
        },
      },
    ],
  },
};
const order = {
  type: 'object',
  required: ['category', 'symbol', 'qty', 'side'],
  properties: {
    category: { type: 'string', enum: ['SPOT', 'USDT-FUTURES'] },
    symbol: { type: 'string', minLength: 1 },
    qty: { $ref: '#/schemas/Price' },
    side: { $ref: '#/schemas/Side' },
    clientOid: { type: 'string', pattern: '^[.A-Z:/a-z0-9_-]{1,32}$' },
  },
};
const base: Pick<MockOperation, 'account' | 'effect' | 'permission' | 'limits' | 'errors' | 'fidelity'> = {
  account: 'any',
  effect: 'read',
  permission: 'none',
  limits: [],
  errors: [],
  fidelity: 'validated',
};
const unified = { account: 'unified', permission: 'trade:write', signed: true } as const;

const tickers: MockOperation = {
  ...base,
  id: 'marketTickers',
  key: 'v3:market.tickers',
  method: 'GET',
  path: '/api/v3/market/tickers',
  signed: false,
  limits: [{ count: 20, seconds: 1, by: 'ip' }],
  query: {
    type: 'object',
    required: ['category'],
    properties: {
      category: { type: 'string', enum: ['SPOT', 'USDT-FUTURES'] },
      symbol: { type: 'string', minLength: 1 },
      limit: { type: 'integer', minimum: 1, maximum: 100 },
    },
  },
  response: {
    type: 'array',
    items: {
      type: 'object',
      required: ['symbol', 'lastPrice', 'ts'],
      properties: {
        symbol: { type: 'string' },
        lastPrice: { $ref: '#/schemas/Price' },
        ts: { $ref: '#/schemas/TimestampMs' },
      },
    },
  },
  request: { category: 'SPOT' },
  example: [{ symbol: 'BTCUSDT', lastPrice: '64250.5', ts: '1761998400000' }],
};

const placeOrder: MockOperation = {
  ...base,
  ...unified,
  id: 'tradePlaceOrder',
  key: 'v3:trade.placeOrder',
  method: 'POST',
  path: '/api/v3/trade/place-order',
  effect: 'order',
  orderId: 'clientOid',
  body: order,
  response: { $ref: '#/schemas/OrderReference' },
  example: { orderId: '1288910034525716481', clientOid: 'bot-7f3a-000017' },
};

const placeBatch: MockOperation = {
  ...placeOrder,
  id: 'tradePlaceBatch',
  key: 'v3:trade.placeBatch',
  path: '/api/v3/trade/place-batch',
  orderId: '[].clientOid',
  body: { type: 'array', items: order },
  response: { type: 'array', items: { $ref: '#/schemas/OrderReference' } },
  example: [placeOrder.example],
};

const historyOrders: MockOperation = {
  ...base,
  ...unified,
  id: 'tradeHistoryOrders',
  key: 'v3:trade.historyOrders',
  method: 'GET',
  path: '/api/v3/trade/history-orders',
  permission: 'trade:read',
  paging: { style: 'cursor', next: 'data.cursor', limit: 'limit', max: 100 },
  query: {
    type: 'object',
    properties: { symbol: { type: 'string' }, limit: { type: 'integer', minimum: 1 }, cursor: { type: 'string' } },
  },
  response: {
    type: 'object',
    required: ['list', 'cursor'],
    properties: { list: { type: 'array', items: { $ref: '#/schemas/Order' } }, cursor: { type: 'string' } },
  },
  example: {
    list: [{ orderId: '1288910034525716481', clientOid: 'a', price: '64250.5', side: 'buy', leverage: 20 }],
    cursor: '1288910034525716481',
  },
};

const mixPlaceOrder: MockOperation = {
  ...placeOrder,
  id: 'mixOrderPlaceOrder',
  key: 'v2:mix.order.placeOrder',
  path: '/api/v2/mix/order/place-order',
  account: 'classic',
  body: {
    type: 'object',
    required: ['symbol', 'productType'],
    properties: { symbol: { type: 'string' }, productType: { $ref: '#/schemas/ProductType' } },
  },
  response: {
    type: 'object',
    required: ['orderId', 'productType'],
    properties: { orderId: { type: ['string', 'null'] }, productType: { type: 'string' } },
  },
};

export const v3: MockData = {
  api: 'v3',
  schemas: common,
  operations: [tickers, placeOrder, placeBatch, historyOrders],
};
export const v2: MockData = {
  api: 'v2',
  schemas: {
    ...common,
    ProductType: { type: 'string', enum: ['USDT-FUTURES'], 'x-accepts': { 'usdt-futures': 'USDT-FUTURES' } },
  },
  operations: [mixPlaceOrder],
};
export const apis = [v2, v3];

/** The same with a limit by key: two requests in ten seconds. */
export const limited: MockData[] = apis.map((api) => ({
  ...api,
  operations: api.operations.map((operation) =>
    operation.signed
      ? {
          ...operation,
          limits: [
            { count: 2, seconds: 10, by: 'uid' },
            { count: 1, seconds: 10, by: 'uid', when: 'copyTrader' },
          ],
        }
      : operation,
  ),
}));

/** A request signed with the text given as what the client signed, by default the URL and body as they are. */
export function signed(method: string, url: string, body = '', changes: Partial<SignedBy> = {}): MockRequest {
  const {
    key = 'test-key',
    secret = 'test-secret',
    time = String(NOW),
    text = `${time}${method}${url}${body}`,
  } = changes;
  return {
    method,
    url,
    body,
    headers: {
      'access-key': key,
      'access-passphrase': 'test-passphrase',
      'access-timestamp': time,
      'access-sign': createHmac('sha256', secret).update(text).digest('base64'),
      'content-type': 'application/json',
      ...changes.headers,
    },
  };
}

interface SignedBy {
  key: string;
  secret: string;
  time: string;
  text: string;
  headers: Record<string, string | undefined>;
}

interface Envelope {
  code: string;
  msg: string;
  requestTime: number;
  data: unknown;
}

/** The envelope of a reply. */
export function envelope(reply: MockReply): Envelope {
  return JSON.parse(reply.body);
}
