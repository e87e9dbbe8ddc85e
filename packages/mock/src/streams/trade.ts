import type { AccountFacts } from '../core/authenticate.js';
import { refuse } from '../core/errors.js';
import { handle } from '../core/handle.js';
import { isRecord } from '../core/schema.js';
import type { MockReply } from '../types.js';
import type { SocketApi } from './api.js';
import type { Parts } from './parts.js';
import type { Frame, TradeRequest } from './trade-request.js';
import { requestOf as v2Request } from './v2/trade.js';
import { requestOf as v3Request } from './v3/trade.js';

/** How a request was answered, and what a fault does to that on its way. */
export interface TradeReply {
  /** `private.placeOrder` */
  readonly channel: string;
  readonly frame: Frame;
  readonly delivery: MockReply['delivery'];
}

/** Where a request comes from. */
export interface Trader {
  readonly account: AccountFacts | undefined;
  readonly path: string;
  readonly ip: string;
  readonly demo: boolean;
}

/** Carries an order request out, by what carries it out for REST. */
export function trade(
  { state, clock }: Parts,
  api: SocketApi,
  frame: Frame,
  { account, path, ip, demo }: Trader,
): TradeReply | Promise<TradeReply> {
  const request = api.name === 'v3' ? v3Request(frame) : v2Request(frame);
  const channel = api.channels.find(({ id }) => id === request?.channel);
  const failed = (code: string) => {
    const { message } = refuse(code);
    const said = request?.refused(code, message, clock.now()) ?? { event: 'error', code: Number(code), msg: message };
    return { channel: channel ? shortOf(channel.key) : 'session.notice', frame: said, delivery: undefined };
  };
  if (!request || !channel) return failed('30016');
  if (!account) return failed('30004');
  const headers = { 'access-key': account.apiKey, 'x-mock-ip': ip, ...(demo ? { paptrading: '1' } : {}) };
  const { url, body } = request;
  const asked = { method: 'POST', url, headers, body: JSON.stringify(body), ip };
  const reply = handle(asked, state, clock, [], { channel: channel.key, path });
  const say = ({ body: text, delivery }: MockReply): TradeReply => ({
    channel: shortOf(channel.key),
    frame: replyOf(request, text, clock.now()),
    delivery,
  });
  return reply instanceof Promise ? reply.then(say) : say(reply);
}

/** Without the API. */
const shortOf = (key: string) => key.slice(key.indexOf(':') + 1);

function replyOf(request: TradeRequest, text: string, now: number): Frame {
  const { code, msg, data } = envelopeOf(text);
  return code === '00000' ? request.done(data, now) : request.refused(code, msg, now);
}

/** A gateway's page, or nothing, says no more than that something is wrong. */
function envelopeOf(text: string): { code: string; msg: string; data: unknown } {
  const nothing = { code: '40015', msg: refuse('40015').message, data: undefined };
  try {
    const envelope: unknown = JSON.parse(text);
    if (!isRecord(envelope)) return nothing;
    return { code: String(envelope.code), msg: String(envelope.msg), data: envelope.data };
  } catch {
    return nothing;
  }
}
