/// <reference types="node" />
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { platformSystem, type System } from '@bitget-spec/auth';

/** What goes wrong with one request; `after` means that the exchange did its work first. */
export type Fault =
  | 'none'
  | 'cut-before'
  | 'cut-after'
  | 'hang-before'
  | 'hang-after'
  | 'late' // taken only after a while, when the client may have given up
  | 'slow'
  | '429'
  | '40010-before'
  | '40010-after'
  | '45001-after'
  | '502-before'
  | '502-after'
  | 'malformed-after'
  | 'half-after'; // cut in the middle of the response

export interface Exchange {
  url: string;
  /** Accepted placements by clientOid: how often each was taken. */
  taken: Map<string, number>;
  /** Requests by path, with the time of arrival. */
  journal: { path: string; time: number; body: string; query: URLSearchParams; headers: IncomingMessage['headers'] }[];
  sockets: Set<Socket>;
  /** The `x-number` of each request that waits here, on purpose. */
  held: Set<unknown>;
  /** Chooses what goes wrong. */
  fault: (path: string) => Fault;
  /** Responses of other paths. */
  responses: Record<string, (query: URLSearchParams, body: unknown) => unknown>;
  close(): Promise<void>;
}

/** An exchange on a loopback port that takes v3 orders, with a journal, to fail in every way. */
export async function startExchange({ now, random, ...system }: System = platformSystem): Promise<Exchange> {
  const state: Omit<Exchange, 'url' | 'close'> = {
    taken: new Map(),
    journal: [],
    sockets: new Set(),
    held: new Set(),
    fault: () => 'none',
    responses: {},
  };
  const timers = new Set<unknown>();
  const later = (ms: number, run: () => void) => {
    const timer = system.setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
  };

  const server = createServer(async (request, response) => {
    let body = '';
    request.on('error', () => {});
    try {
      for await (const chunk of request) body += chunk;
    } catch {
      return; // the client hung up
    }
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    state.journal.push({
      path: pathname,
      time: performance.now(),
      body,
      query: searchParams,
      headers: request.headers,
    });
    const fault = state.fault(pathname);
    const work = () => perform(pathname, searchParams, body, Number(request.headers['access-timestamp'] ?? now()));
    const number = request.headers['x-number'];
    const hold = () => void state.held.add(number);
    /** Goes on after a while, in which nobody need wait for this request. */
    const goOn = (ms: number, run: () => void) => {
      hold();
      later(ms, () => {
        state.held.delete(number);
        run();
      });
    };
    if (fault === 'cut-before') return request.socket.destroy();
    if (fault === 'hang-before') return hold();
    if (fault === '429') return send(response, 429, { code: '429', msg: 'Too Many Requests' });
    if (fault === '40010-before') return send(response, 400, { code: '40010', msg: 'Request timed out' });
    if (fault === '502-before') return raw(response, 502, '<html>bad gateway</html>');
    if (fault === 'late') {
      hold();
      return later(60 + random() * 120, () => void work());
    }
    if (fault === 'slow') return goOn(20, () => send(response, ...work()));
    const [status, result] = work();
    if (fault === 'cut-after') return request.socket.destroy();
    if (fault === 'hang-after') return hold();
    if (fault === '40010-after') return send(response, 400, { code: '40010', msg: 'Request timed out' });
    if (fault === '45001-after') return send(response, 400, { code: '45001', msg: 'Unknown error' });
    if (fault === '502-after') return raw(response, 502, '<html>bad gateway</html>');
    if (fault === 'malformed-after') return raw(response, 200, JSON.stringify(result).slice(0, 30));
    if (fault === 'half-after') {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"code":"00000",');
      return goOn(2, () => request.socket.destroy());
    }
    send(response, status, result);
  });

  function send(response: ServerResponse, status: number, body: object) {
    raw(response, status, JSON.stringify({ requestTime: Math.round(now()), ...body }));
  }
  function raw(response: ServerResponse, status: number, text: string) {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(text);
  }

  function perform(path: string, query: URLSearchParams, body: string, timestamp: number): [number, object] {
    const fine = (data: unknown): [number, object] => [200, { code: '00000', msg: 'success', data }];
    if (Math.abs(now() - timestamp) > 30_000)
      return [400, { code: '40008', msg: 'Request timestamp expired', data: null }];
    const own = state.responses[path];
    if (own) return fine(own(query, body ? JSON.parse(body) : undefined));
    if (path.endsWith('/trade/place-order')) {
      const { clientOid } = JSON.parse(body);
      if (state.taken.has(clientOid)) return [400, { code: '25212', msg: 'Duplicate clientOid', data: null }];
      state.taken.set(clientOid, 1 + (state.taken.get(clientOid) ?? 0));
      return fine({ orderId: `o-${clientOid}`, clientOid });
    }
    if (path.endsWith('/trade/order-info')) {
      const clientOid = query.get('clientOid') ?? '';
      if (!state.taken.has(clientOid)) return [400, { code: '25204', msg: 'Order does not exist', data: null }];
      return fine({ orderId: `o-${clientOid}`, clientOid, orderStatus: 'live' });
    }
    return fine([]);
  }

  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => {
    state.sockets.add(socket);
    socket.on('close', () => state.sockets.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const timer of timers) system.clearTimeout(timer);
      for (const socket of state.sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
