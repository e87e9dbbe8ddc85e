import type { MockReply } from '../types.js';
import type { Refusal } from './errors.js';

const TYPE = 'application/json;charset=UTF-8';

/** A successful response. */
export function success(data: unknown, fidelity: string, start: number, end: number): MockReply {
  const headers: Record<string, string> = {
    'content-type': TYPE,
    'X-BG-REQUEST-ACCEPT-TIME': String(start),
    'X-BG-RESPONSE-COMPLETE-TIME': String(end),
    'x-mock-fidelity': fidelity,
  };
  return { status: 200, headers, body: JSON.stringify({ code: '00000', msg: 'success', requestTime: start, data }) };
}

/** A refusal in the exchange's envelope. */
export function failure(refusal: Refusal, start: number, end: number): MockReply {
  const { code, message: msg, status } = refusal;
  return {
    status,
    headers: {
      'content-type': TYPE,
      'X-BG-REQUEST-ACCEPT-TIME': String(start),
      'X-BG-RESPONSE-COMPLETE-TIME': String(end),
      ...refusal.headers,
    },
    body: JSON.stringify({ code, msg, requestTime: start, data: null }),
  };
}
