import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { System } from '@bitget-spec/auth';
import type { Delivery, MockReply } from '../types.js';

type Pieces = NonNullable<Delivery['drip']>;

/** A response and what it takes to send it. */
type Ready = Parameters<typeof deliver>;

const ready: Ready[] = [];

/**
 * Sends a response, together with all others of this turn of the event loop: each write to a caller that sleeps wakes
 * it, which costs more than the rest of the request, and a caller with many connections is then still awake.
 */
export function sendReply(...reply: Ready): void {
  // biome-ignore lint/style/noRestrictedGlobals: the turn of the event loop is the socket's, no time that passes
  if (ready.push(reply) === 1) setImmediate(sendReady);
}

function sendReady(): void {
  for (const reply of ready.splice(0)) {
    try {
      deliver(...reply);
    } catch (error) {
      console.error('[mock] an override gave a response that HTTP has no words for:', error);
      reply[3].socket.destroy();
    }
  }
}

/** Does to a response what a fault wants. */
function deliver(
  system: System,
  reply: MockReply,
  more: Readonly<Record<string, string>>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { delay, lost } = reply.delivery ?? {};
  if (delay) {
    const { delivery: _, ...rest } = reply;
    const later = lost ? { ...rest, delivery: { lost } } : rest;
    if (response.closed) return; // a response that nobody waits for must not keep the process alive
    const timer = system.setTimeout(() => deliver(system, later, more, request, response), delay);
    response.once('close', () => system.clearTimeout(timer));
  } else if (lost === 'cut') request.socket.destroy();
  else if (lost !== 'hang') write(system, reply, more, request, response);
}

// Below that, packing costs more than it saves.
const WORTH_PACKING = 8192;

function write(
  system: System,
  { status, headers, body, delivery }: MockReply,
  more: Readonly<Record<string, string>>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const packs = body.length > WORTH_PACKING && /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accepted(request));
  const bytes = packs ? gzipSync(body, { level: 1 }) : body;
  const sent: Record<string, string | number> = { ...headers };
  for (const name in more) sent[name] = more[name] ?? '';
  if (packs) sent['content-encoding'] = 'gzip';
  if (status !== 204) sent['content-length'] = Buffer.byteLength(bytes);
  response.writeHead(status, sent);
  if (delivery?.drip) drip(system, response, Buffer.from(bytes), delivery.drip);
  else response.end(status === 204 ? undefined : bytes);
}

/** Sends a body in pieces, with a wait before each, as long as somebody listens. */
function drip(system: System, response: ServerResponse, body: Buffer, { ms, bytes }: Pieces): void {
  let at = 0;
  let timer: unknown;
  const next = () => {
    response.write(body.subarray(at, at + bytes));
    at += bytes;
    wait();
  };
  const wait = () => {
    if (at >= body.length) response.end();
    else timer = system.setTimeout(next, ms);
  };
  response.once('close', () => system.clearTimeout(timer));
  wait();
}

function accepted({ headers }: IncomingMessage): string {
  return String(headers['accept-encoding'] ?? '');
}
