import { connect } from '@bitget-spec/client/runtime';
import type { VirtualSystem } from '../../client/test/virtual.js';
import type { NoticeEvent } from '../src/socket/hooks.js';
import type { SocketLimits } from '../src/socket/options.js';
import type { StreamEvent } from '../src/streams/events.js';
import { CREDENTIALS, ORDER, ROUTES, world } from './socket.js';

export type Fields = Record<string, unknown>;

export const FILL = { instType: 'UTA', topic: 'fill' };
export const POSITION = { instType: 'UTA', topic: 'position' };
export const DAY_MS = 86_400_000;

interface AccountOptions {
  client?: boolean;
  fails?: (name: string) => boolean;
  /** How late REST shows what happened. */
  lagMs?: number;
  pageSize?: number;
  symbol?: string;
  /** Whether closed positions are among those listed since a time. */
  history?: (startTime: number) => boolean;
  /** How long REST takes. */
  restMs?: (name: string) => number;
  limits?: Partial<SocketLimits>;
}

/** An account: what REST shows of it, and what a stream of it says. */
export function account(
  channel: 'account' | 'order' | 'fill' | 'fastFill' | 'position',
  {
    client: given = true,
    fails = () => false,
    lagMs = 0,
    pageSize = 100,
    symbol = '',
    history = () => true,
    restMs = () => 0,
    limits,
  }: AccountOptions = {},
) {
  const orders = new Map<string, Fields>();
  const fills: Fields[] = [];
  const positions = new Map<string, Fields>();
  const asked: string[] = [];
  const timers = new Set<unknown>();
  let made = world();
  const system: VirtualSystem = made.system;
  let clock = () => system.now();
  const fetch = async (request: Request) => {
    const url = new URL(request.url);
    const name = url.pathname.slice('/api/v3/'.length);
    asked.push(name);
    const ms = restMs(name);
    if (ms) await made.system.sleep(ms);
    const requestTime = clock();
    const reply = (data: unknown) => new Response(JSON.stringify({ code: '00000', msg: '', requestTime, data }));
    if (name === 'public/time') return reply({ serverTime: `${requestTime}` });
    if (fails(name)) return new Response(JSON.stringify({ code: '40725', msg: 'busy', requestTime }), { status: 500 });
    if (name === 'account/assets')
      return reply({ accountEquity: '7', unrealisedPnl: '0', assets: [{ coin: 'USDT', balance: '7', debt: '0' }] });
    const since = Number(url.searchParams.get('startTime') ?? 0);
    const category = url.searchParams.get('category');
    const all = [...orders.values()];
    const isOpen = ({ orderStatus }: Fields) => orderStatus === 'live';
    if (name === 'trade/unfilled-orders')
      return reply({
        list: all.filter((one) => isOpen(one) && Number(one.updatedTime) <= clock() - lagMs),
        cursor: '',
      });
    if (name === 'trade/history-orders')
      return reply({
        list: all.filter((one) => one.category === category && !isOpen(one) && Number(one.createdTime) >= since),
        cursor: null,
      });
    if (name === 'trade/order-info') {
      const order = orders.get(url.searchParams.get('orderId') ?? '');
      return order ? reply(order) : new Response(JSON.stringify({ code: '25204', msg: 'none', requestTime }));
    }
    if (name === 'trade/fills') {
      const shown = fills.filter(
        (one) => Number(one.createdTime) >= since && Number(one.createdTime) <= clock() - lagMs,
      );
      const end = Number(url.searchParams.get('cursor') ?? 0) + pageSize;
      return reply({ list: shown.slice(end - pageSize, end), cursor: end < shown.length ? `${end}` : '' });
    }
    if (name === 'position/current-position')
      return reply({ list: [...positions.values()].filter((one) => one.category === category && one.total !== '0') });
    if (Number(url.searchParams.get('endTime') ?? clock()) - since > 30 * DAY_MS)
      return new Response(JSON.stringify({ code: '43111', msg: 'too wide', requestTime }), { status: 400 });
    const closed = [...positions.values()].filter((one) => one.category === category && one.total === '0');
    return reply({ list: history(since) ? closed : [] });
  };
  const client = connect<object>(ROUTES, {
    credentials: CREDENTIALS,
    fetch,
    retries: false,
    system: {
      ...system,
      now: () => clock(),
      monotonic: () => made.system.monotonic(),
      // the socket's own, made after the client
      setTimeout: (run, ms) => {
        const timer = made.system.setTimeout(() => {
          timers.delete(timer);
          run();
        }, ms);
        timers.add(timer);
        return timer;
      },
      clearTimeout: (timer) => {
        timers.delete(timer);
        made.system.clearTimeout(timer);
      },
    },
  });
  const notices: NoticeEvent[] = [];
  if (given) made = world({ client, limits, onNotice: (notice) => notices.push(notice) });
  clock = () => made.system.now();
  const { exchange, socket } = made;
  const got: Fields[] = [];
  const events: StreamEvent[] = [];
  const stream = socket.private[channel](symbol ? { symbol } : undefined, {
    onItem: (item) => got.push(Object(item)),
    onEvent: (event) => events.push(event),
  });
  /** Changes an order, and says so on the stream where one is there. */
  const change = (orderId: string, orderStatus: string) => {
    const time = `${clock()}`;
    const order = {
      orderId,
      createdTime: time,
      category: 'SPOT',
      cumExecQty: '0',
      ...orders.get(orderId),
      orderStatus,
      updatedTime: time,
    };
    orders.set(orderId, order);
    exchange.push(ORDER, [{ ...order, category: 'spot' }]);
  };
  const fill = (execId: string, of = 'BTCUSDT') => {
    const both = { execId, symbol: of };
    fills.push({ ...both, category: 'USDT-FUTURES', posSide: 'long', createdTime: `${clock()}` });
    const item = { ...both, category: 'usdt-futures', holdSide: 'long', execTime: `${clock()}` };
    exchange.push(FILL, [item]);
    exchange.push({ ...FILL, topic: 'fast-fill', symbol: of }, [item]);
  };
  const hold = (symbol: string, size: string, more: Fields = {}) => {
    const updatedTime = `${clock()}`;
    const position = { symbol, marginCoin: 'USDT', posSide: 'long', marginMode: 'crossed', updatedTime, ...more };
    positions.set(symbol, { ...position, category: 'USDT-FUTURES', total: size });
    exchange.push(POSITION, [{ ...position, size }]);
  };
  /** Cuts the connection, lets happen what the stream misses, and gives it time to come back. */
  const gap = async (meanwhile: () => unknown, ms = 10_000) => {
    exchange.open[0]?.cut();
    await made.pass(10);
    meanwhile();
    await made.pass(ms);
  };
  const said = () => events.map((event) => (event.type === 'live' ? event.continuous : event.type));
  /** REST knows nothing of an order any more. */
  const forget = (orderId: string) => orders.delete(orderId);
  return { ...made, got, said, gap, change, fill, hold, forget, asked, stream, timers, notices };
}
