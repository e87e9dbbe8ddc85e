import type { MockOperation, MockReply } from '../types.js';
import type { Refusal } from './errors.js';

const TYPE = 'application/json;charset=UTF-8';

/** A successful answer. */
export function success(
  data: unknown,
  operation: MockOperation,
  fidelity: string,
  start: number,
  end: number,
): MockReply {
  const limit = operation.limits[0];
  const headers: Record<string, string> = {
    'content-type': TYPE,
    'X-BG-REQUEST-ACCEPT-TIME': String(start),
    'X-BG-RESPONSE-COMPLETE-TIME': String(end),
    'x-mock-fidelity': fidelity,
  };
  // The core counts no requests, so this is always the first.
  if (limit) headers['x-mbx-used-remain-limit'] = String(Math.max(0, limit.count - 1));
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
