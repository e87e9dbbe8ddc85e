import {
  BitgetError,
  createClient,
  credentialsFromEnv,
  ExchangeError,
  OutcomeUnknownError,
  RateLimitError,
} from '@bitget-spec/v3';

/** What the worker is deployed with. */
export interface Env {
  BITGET_API_KEY: string;
  BITGET_SECRET_KEY: string;
  BITGET_PASSPHRASE: string;
  /** Whoever knows it may place orders. */
  WORKER_TOKEN?: string;
  /** What takes the place of the exchange, such as the mock. */
  EXCHANGE?: { fetch: typeof fetch };
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname } = new URL(request.url);
    const symbol = /^\/price\/(\w+)$/.exec(pathname)?.[1];
    try {
      if (request.method === 'GET' && symbol) return await price(symbol, env);
      if (request.method === 'POST' && pathname === '/orders') return await order(request, env);
      return Response.json({ error: 'GET /price/BTCUSDT or POST /orders' }, { status: 404 });
    } catch (error) {
      if (error instanceof BitgetError) return refusal(error);
      throw error;
    }
  },
};

async function price(symbol: string, env: Env): Promise<Response> {
  const bitget = createClient(env.EXCHANGE ? { fetch: env.EXCHANGE.fetch } : {});
  const [ticker] = await bitget.market.tickers({ category: 'SPOT', symbol });
  return Response.json({ symbol, price: ticker?.lastPrice }, { headers: { 'cache-control': 'max-age=1' } });
}

/** Places a limit order. The caller's `id` is the order's clientOid: the same order twice is one order. */
async function order(request: Request, env: Env): Promise<Response> {
  // Without the binding, anybody who says "undefined" would trade.
  if (!env.WORKER_TOKEN) return Response.json({ error: 'the worker has no WORKER_TOKEN: set it' }, { status: 500 });
  if (request.headers.get('authorization') !== `Bearer ${env.WORKER_TOKEN}`)
    return Response.json({ error: 'a bearer token is needed' }, { status: 401 });
  const given: unknown = await request.json().catch(() => undefined);
  if (!isOrder(given))
    return Response.json({ error: 'needed as texts: id, symbol, side (buy or sell), qty, price' }, { status: 400 });
  const bitget = createClient({
    credentials: credentialsFromEnv(env),
    outcomeWaitMs: 10_000, // a worker may not wait for long; what is unknown by then is said
    ...(env.EXCHANGE && { fetch: env.EXCHANGE.fetch }),
  });
  const { id, symbol, side, qty, price } = given;
  const terms = { category: 'SPOT', symbol, side, orderType: 'limit', qty, price, clientOid: id } as const;
  const { orderId } = await bitget.trade.placeOrder(terms);
  return Response.json({ id, orderId }, { status: 201 });
}

interface Order {
  id: string;
  symbol: string;
  side: 'buy' | 'sell';
  qty: string;
  price: string;
}

function isOrder(given: unknown): given is Order {
  if (typeof given !== 'object' || given === null) return false;
  const texts = new Map(Object.entries(given).filter(([, value]) => typeof value === 'string' && value !== ''));
  const side = texts.get('side');
  return ['id', 'symbol', 'qty', 'price'].every((name) => texts.has(name)) && (side === 'buy' || side === 'sell');
}

/** What the caller may do now: 4xx never stood, 502 nobody knows and must not be sent under another id. */
function refusal(error: BitgetError): Response {
  const { code, hint } = error;
  if (error instanceof OutcomeUnknownError)
    return Response.json({ error: 'the outcome is unknown: ask again with the same id', code }, { status: 502 });
  if (error instanceof RateLimitError) return Response.json({ error: 'too many requests', code }, { status: 429 });
  if (error instanceof ExchangeError)
    return Response.json({ error: error.exchangeMessage, code, hint }, { status: 409 });
  return Response.json({ error: 'the exchange cannot be reached', code }, { status: 503 });
}
