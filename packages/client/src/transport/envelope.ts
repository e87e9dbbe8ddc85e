import type { System } from '@bitget-spec/auth';
import type { CallContext } from '../call/stage.js';
import { SETTINGS } from '../errors/advice.js';
import { AuthenticationError, ExchangeError, InvalidResponseError, RateLimitError } from '../errors/errors.js';
import type { ReadResponse } from './fetch.js';
import type { AnyResponse } from './response.js';

/** A response that was read, and what it takes to make sense of it. */
interface Received extends ReadResponse {
  /** The call; it takes note of the exchange's time. */
  context: Pick<CallContext, 'route' | 'requestTime'>;
  /** Removes secrets from text. */
  redact: (text: string) => string;
  /** Gives the time against which a date is read. */
  system: Pick<System, 'now'>;
}

/** What may wrap a response's `data`. One documented example says `message`; `requestTime` is at times a string. */
interface Envelope {
  code?: unknown;
  msg?: unknown;
  message?: unknown;
  requestTime?: unknown;
  data?: unknown;
}

/** `00000`; v1 documents `0` as well. */
const SUCCESS = /^0+$/;

/** What helps the exchange's support, and that of the network before it, to find a request. */
const ID_HEADERS = /^x-bg-|(request|trace)-?id$|^cf-ray/;

export const CHECK_WAY = 'check baseUrl and what stands between';

/**
 * The `data` of a response. Business errors often come as HTTP 400 with the envelope, so that the status counts
 * only where there is none.
 * @throws BitgetError
 */
export function unwrap({ context, response, body, redact, system }: Received): unknown {
  const { ok, status } = response;
  const { code: given = '', msg, message = msg, requestTime, data }: Envelope = Object(body);
  const code = `${given}`;
  const success = SUCCESS.test(code);
  context.requestTime = Number(requestTime) || undefined;
  if (ok && success) return data;

  const { headers } = response; // gathered only when asked for
  const exchangeMessage = message === undefined ? message : redact(`${message}`);
  const operation = context.route.key;
  const details = {
    operation,
    code,
    status,
    requestTime: context.requestTime,
    exchangeMessage,
    requestIds: Object.fromEntries(
      [...headers].filter(([name]) => ID_HEADERS.test(name)).map(([name, id]) => [name, redact(id)]),
    ),
    retryAfter: retryAfterOf(response, system.now()),
  };
  // the exchange's codes are digits: anything else is somebody else's
  const foreign = success || !/^\d+$/.test(code);
  if (status === 429 || code === '429')
    throw new RateLimitError('too many requests', 'wait before the next', { ...details, code: '429', sent: foreign });
  if (foreign) {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const sample = redact(text ?? '')
      .replace(/\s+/g, ' ')
      .slice(0, 200);
    const what = `HTTP ${status} without the exchange's envelope`;
    throw new InvalidResponseError(what, CHECK_WAY, { ...details, code: 'invalid-response', sample });
  }
  const what = `HTTP ${status} with ${code} "${exchangeMessage}"`;
  const setting = SETTINGS[code];
  if (setting) throw new AuthenticationError(what, setting, details);
  throw new ExchangeError(what, `look the code up in @bitget-spec/${operation.slice(0, 2)}/errors`, details);
}

/** Seconds, given as such or as a date (RFC 9110 section 10.2.3); the longest that the exchange asks for is five minutes. */
export function retryAfterOf(response: AnyResponse | undefined, now: number): number | undefined {
  const given = response?.headers.get('retry-after');
  const seconds = Number(given) || (Date.parse(given ?? '') - now) / 1000;
  return seconds > 0 ? Math.min(seconds, 600) : undefined;
}
