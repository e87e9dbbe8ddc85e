import { type AddressInfo, createServer } from 'node:net';
import { WebSocketServer } from 'ws';
import type { SocketLike, SocketLikeEvent } from '../src/connection/platform.js';

export type Arg = Record<string, unknown>;

/** One connection, as the exchange sees it. */
export interface Peer {
  readonly path: string;
  readonly id: number;
  /** Frames that came, pings apart. */
  readonly frames: Record<string, unknown>[];
  /** When each frame came, pings included. */
  readonly times: number[];
  readonly subscribed: Map<string, Arg>;
  open: boolean;
  pings: number;
  send(frame: unknown): void;
  /** Ends it as a network does. */
  cut(): void;
}

/** What the exchange does with a frame; true where nothing else is to be done. */
export type Behaviour = (peer: Peer, frame: Record<string, unknown>) => boolean | undefined;

/** A small exchange, which acknowledges what it gets and pushes what a test says. */
export interface Exchange {
  readonly peers: Peer[];
  /** Those that are open. */
  readonly open: Peer[];
  behave: Behaviour;
  /** Nothing is replied to, nothing is sent. */
  silent: boolean;
  /** What was done that the exchange forbids. */
  readonly violations: string[];
  accept(
    path: string,
    send: (text: string) => void,
    cut: () => void,
  ): { receive(text: string): void; end(): void; peer: Peer };
  /** Pushes to everyone who has subscribed. */
  push(arg: Arg, data: unknown, more?: object): void;
}

const nameOf = (arg: Arg) => JSON.stringify(Object.entries(arg).sort());

export function createExchange(now: () => number = () => performance.now()): Exchange {
  const peers: Peer[] = [];
  const exchange: Exchange = {
    peers,
    get open() {
      return peers.filter(({ open }) => open);
    },
    behave: () => false,
    silent: false,
    violations: [],
    accept(path, send, cut) {
      const peer: Peer = {
        path,
        id: peers.length + 1,
        frames: [],
        times: [],
        subscribed: new Map(),
        open: true,
        pings: 0,
        send: (frame) => {
          if (peer.open && !exchange.silent) send(typeof frame === 'string' ? frame : JSON.stringify(frame));
        },
        cut: () => {
          peer.open = false;
          cut();
        },
      };
      peers.push(peer);
      return {
        peer,
        end: () => {
          peer.open = false;
        },
        receive: (text) => receive(exchange, peer, text, now()),
      };
    },
    push(arg, data, more = {}) {
      for (const peer of exchange.open)
        if (peer.subscribed.has(nameOf(arg)))
          peer.send({ action: 'update', arg, data, ts: Math.round(now()), ...more });
    },
  };
  return exchange;
}

function receive(exchange: Exchange, peer: Peer, text: string, now: number): void {
  peer.times.push(now);
  const busy = peer.times.filter((time) => time > now - 1_000).length;
  if (busy > 10) exchange.violations.push(`${busy} messages in a second`);
  if (text.length > 4_096) exchange.violations.push(`${text.length} bytes`);
  if (text === 'ping') {
    peer.pings++;
    peer.send('pong');
    return;
  }
  const frame: Record<string, unknown> = JSON.parse(text);
  peer.frames.push(frame);
  const args = frame.args as Arg[];
  if (args.filter(({ topic }) => topic === 'books').length >= 25) {
    exchange.violations.push(`${args.length} books`);
    peer.cut();
    return;
  }
  if (exchange.behave(peer, frame)) return;
  if (frame.op === 'login') peer.send({ event: 'login', code: 0, connId: 'c' });
  if (frame.op === 'subscribe' || frame.op === 'unsubscribe') for (const arg of args) acknowledge(peer, frame.op, arg);
}

export function acknowledge(peer: Peer, op: string, arg: Arg): void {
  if (op === 'subscribe') peer.subscribed.set(nameOf(arg), arg);
  else peer.subscribed.delete(nameOf(arg));
  peer.send({ event: op, arg, connId: 'c' });
}

/** Connections in memory, for time that is not real. */
export const inMemory =
  (exchange: Exchange) =>
  (url: string): SocketLike => {
    const listeners: Record<string, ((event: SocketLikeEvent) => void)[]> = {};
    const emit = (type: string, event: SocketLikeEvent = {}) => {
      for (const listener of listeners[type] ?? []) listener(event);
    };
    const soon = (run: () => void) => void Promise.resolve().then(run);
    const socket = {
      readyState: 0,
      send: (text: string) => soon(() => socket.readyState === 1 && peer.receive(text)),
      close: () => {
        if (socket.readyState === 3) return;
        socket.readyState = 3;
        peer.end();
        soon(() => emit('close'));
      },
      addEventListener: (type: string, listener: (event: SocketLikeEvent) => void) => {
        listeners[type] = [...(listeners[type] ?? []), listener];
      },
    };
    const peer = exchange.accept(
      new URL(url).pathname,
      (data) => soon(() => socket.readyState === 1 && emit('message', { data })),
      () => socket.close(),
    );
    soon(() => {
      if (socket.readyState !== 0) return;
      socket.readyState = 1;
      emit('open');
    });
    return socket;
  };

/** The same on a real port. */
export async function listen(exchange: Exchange): Promise<{ url: string; close(): Promise<void> }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket, request) => {
    const { receive, end } = exchange.accept(
      request.url ?? '',
      (text) => socket.send(text),
      () => socket.terminate(),
    );
    socket.on('message', (data) => receive(String(data)));
    socket.on('close', end);
  });
  await new Promise((resolve) => server.on('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
}

/** A port where nobody listens. */
export async function deadPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.on('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `ws://127.0.0.1:${port}`;
}
