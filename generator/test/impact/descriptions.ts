import type { Files } from '../documents.js';

interface Version {
  sides: string;
  stpModes: string;
  category: string;
  /** Fields of an order, a line each. */
  order: string;
  /** Fields of a request to place one. */
  place: string;
  /** Names of what it requires. */
  placeRequired: string;
  orderRequired: string;
  /** Fields of a fee. */
  fee: string;
  /** What a fill is made of. */
  fill: string;
  cancelAll: string;
}

/** A description of ours, whose received lists may grow. */
const ours = ({
  sides,
  stpModes,
  category,
  order,
  place,
  placeRequired,
  orderRequired,
  fee,
  fill,
  cancelAll,
}: Version): string => `openapi: 3.1.0
info: { title: Trade API, version: 1.0.0, description: A few calls. }
x-bitget-spec: { names: url, envelope: data, responses: open }
servers: [{ url: 'https://api.example' }]
paths:
  /api/v3/trade/place-order:
    post:
      summary: Place an order
      security: [{ accessKey: [] }]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [${placeRequired}]
              properties:
                symbol: { type: string }
                side: { $ref: '#/components/schemas/Side' }
                qty: { type: string }
                stpMode: { $ref: '#/components/schemas/StpMode' }
                category: { $ref: '#/components/schemas/Category' }
${indented(place, 16)}
      responses: { '200': { description: Placed., content: { application/json: { schema: { type: object, properties: { data: { type: object, required: [orderId], properties: { orderId: { type: string } } } } } } } } }
  /api/v3/trade/order-info:
    get:
      summary: Get an order
      parameters: [{ name: orderId, in: query, required: true, schema: { type: string } }]
      responses: { '200': { description: The order., content: { application/json: { schema: { type: object, properties: { data: { $ref: '#/components/schemas/Order' } } } } } } }
  /api/v3/trade/orders:
    get:
      summary: List orders
      parameters: [{ name: symbol, in: query, schema: { type: string } }]
      responses: { '200': { description: The orders., content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { $ref: '#/components/schemas/Order' } } } } } } } }
  /api/v3/trade/fills:
    get:
      summary: List fills
      parameters: [{ name: symbol, in: query, schema: { type: string } }]
      responses: { '200': { description: The fills., content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { $ref: '#/components/schemas/Fill' } } } } } } } }
${cancelAll}
components:
  securitySchemes: { accessKey: { type: apiKey, in: header, name: ACCESS-KEY } }
  schemas:
    Side: { type: string, enum: [${sides}] }
    StpMode: { type: string, enum: [${stpModes}] }
    Category: { type: string, enum: [${category}] }
    Order:
      type: object
      required: [${orderRequired}]
      properties:
        orderId: { type: string }
        symbol: { type: string }
        side: { $ref: '#/components/schemas/Side' }
        category: { $ref: '#/components/schemas/Category' }
        fees: { type: array, items: { $ref: '#/components/schemas/Fee' } }
${indented(order, 8)}
    Fee:
      type: object
      required: [amount]
      properties:
        amount: { type: string }
${indented(fee, 8)}
    Fill:
      type: object
      required: [fillId]
      properties:
        fillId: { type: string }
${indented(fill, 8)}
`;

const indented = (lines: string, by: number): string =>
  lines
    .trim()
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line.trim()}`)
    .join('\n');

const CANCEL_ALL = `  /api/v3/trade/cancel-all:
    post:
      summary: Cancel every order
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [symbol], properties: { symbol: { type: string } } } } } }
      responses: { '200': { description: Done., content: { application/json: { schema: { type: object, properties: { data: { type: object, properties: { count: { type: string } } } } } } } } }
`;

const OURS_OLD = ours({
  sides: 'buy, sell',
  stpModes: 'none, cancel_taker, cancel_both',
  category: 'spot, usdt-futures',
  orderRequired: 'orderId, symbol, side, category, fees, price, fee, clientOid, cTime, size',
  order: `price: { type: string }
    fee: { type: string }
    clientOid: { type: string }
    cTime: { type: string, description: When the order was placed and accepted. }
    size: { type: string }`,
  placeRequired: 'symbol, side, qty',
  place: `tag: { type: string }
    tif: { type: string, description: How long the order lives once placed. }`,
  fee: `coin: { type: string }`,
  fill: `cTime: { type: string, description: When it was traded. }
    product: { type: string, enum: [usdt-futures, USDT-FUTURES, coin] }`,
  cancelAll: CANCEL_ALL,
});

const OURS_NEW = ours({
  sides: 'buy, sell, both',
  stpModes: 'none, cancel_taker',
  category: 'spot, USDT-FUTURES',
  orderRequired: 'orderId, symbol, side, category, fees, price, createdTime, size',
  order: `price: { type: [string, 'null'] }
    fee: { type: string }
    createdTime: { type: string, description: When the order was placed and accepted. }
    size: { type: number }`,
  placeRequired: 'symbol, side, qty, marginMode',
  place: `timeInForce: { type: string, description: How long the order lives once placed. }
    marginMode: { type: string }`,
  fee: '',
  fill: `createdTime: { type: boolean, description: Whether anybody has seen it. }
    product: { type: string, enum: [USDT-FUTURES, coin] }`,
  cancelAll: '',
});

/** A description of anybody, whose lists are closed. */
const theirs = (statuses: string, operation: string, owner: string): string => `openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
servers: [{ url: 'https://pets.example/v1' }]
paths:
  /pets/{petId}:
    get:
      operationId: ${operation}
      tags: [pet]
      parameters: [{ name: petId, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: The pet., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
components:
  schemas:
    Status: { type: string, enum: [${statuses}] }
    Pet:
      type: object
      required: [id, name, status]
      properties:
        id: { type: string }
        name: { type: string }
        status: { $ref: '#/components/schemas/Status' }
        ${owner}: { type: string, description: Who the pet belongs to by contract. }
`;

/** Two states of two APIs: `v3` is of ours, `pets` of anybody. */
export const OLD: Files = {
  'v3/openapi.yaml': OURS_OLD,
  'pets/openapi.yaml': theirs('available, sold', 'getPet', 'owner_name'),
};
export const NEW: Files = {
  'v3/openapi.yaml': OURS_NEW,
  'pets/openapi.yaml': theirs('available, sold, pending', 'findPet', 'ownerName'),
};
