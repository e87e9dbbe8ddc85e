import type { Refusal } from '../core/errors.js';
import { refuse } from '../core/errors.js';
import { isRecord, type Schemas } from '../core/schema.js';
import type { JsonSchema, MockReply } from '../types.js';
import { blanked } from './blank.js';
import type { Fault } from './types.js';

/** What answers in place of the exchange, if the fault comes before it. */
export function before(fault: Fault | undefined): Refusal | MockReply | undefined {
  if (fault === undefined) return undefined;
  if ('cut' in fault && fault.cut === 'before') return lost({ status: 0, headers: {}, body: '' }, 'cut');
  if ('hang' in fault && fault.hang !== 'after') return lost({ status: 0, headers: {}, body: '' }, 'hang');
  return ('code' in fault || 'status' in fault) && fault.when !== 'after' ? instead(fault) : undefined;
}

/** What becomes of the exchange's response, if the fault comes after it. */
export function after(
  fault: Fault | undefined,
  reply: MockReply,
  callOf: () => { response: JsonSchema; schemas: Schemas; request: unknown },
): Refusal | MockReply {
  if (fault === undefined) return reply;
  if ('cut' in fault) return lost(reply, 'cut');
  if ('hang' in fault) return lost(reply, 'hang');
  if ('drip' in fault) {
    const { drip: ms, bytes = 1 } = fault;
    return { ...reply, delivery: { ...reply.delivery, drip: { ms, bytes } } };
  }
  if ('malformed' in fault) return { ...reply, body: reply.body.slice(0, Math.ceil(reply.body.length / 2)) };
  if ('empty' in fault) return { ...reply, body: '' };
  if ('bare' in fault) return { ...reply, body: withBare(reply.body, fault.bare) };
  if ('extra' in fault) return changed(reply, extended);
  if ('blank' in fault) {
    const { response, schemas, request } = callOf();
    const blanking = { blank: fault.blank === 'empty' ? ('' as const) : null, schemas, request };
    return changed(reply, (envelope) => ({ ...envelope, data: blanked(envelope.data, response, blanking) }));
  }
  return 'code' in fault || 'status' in fault ? instead(fault) : reply;
}

function lost(reply: MockReply, how: 'cut' | 'hang'): MockReply {
  return { ...reply, delivery: { ...reply.delivery, lost: how } };
}

function changed(reply: MockReply, change: (envelope: Record<string, unknown>) => unknown): MockReply {
  const envelope: unknown = JSON.parse(reply.body);
  return isRecord(envelope) ? { ...reply, body: JSON.stringify(change(envelope)) } : reply;
}

/** In the text: read as a number, a longer one would lose its last digits. */
export function withBare(body: string, names: readonly string[]): string {
  if (names.length === 0) return body;
  return body.replace(new RegExp(`"(${names.join('|')})":"(\\d+)"`, 'g'), '"$1":$2');
}

const NEWS = { newField: 'of tomorrow', newNumber: 1, newList: [{ newField: '' }], newObject: {} };

export function extended(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(extended);
  if (!isRecord(value)) return value;
  return { ...Object.fromEntries(Object.entries(value).map(([name, field]) => [name, extended(field)])), ...NEWS };
}

function instead(fault: Extract<Fault, { code: string } | { status: number }>): Refusal | MockReply {
  if (!('code' in fault)) return page(fault.status);
  const { code, msg, status } = fault;
  return refuse(code, {
    ...(msg === undefined ? {} : { message: msg }),
    ...(status === undefined ? {} : { status }),
    ...(code === '429' ? { headers: WAIT } : {}),
  });
}

const WAIT = { 'retry-after': '1', 'x-mbx-used-remain-limit': '0' };

const TITLES: Readonly<Record<number, string>> = {
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  401: 'Authorization Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Not Allowed',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** What stands before the exchange answers in HTML when the exchange does not. */
function page(status: number): MockReply {
  const title = `${status} ${TITLES[status] ?? ''}`.trim();
  return {
    status,
    headers: {
      'content-type': 'text/html',
      ...(status === 429 ? WAIT : {}),
      ...(status > 300 && status < 400 ? { location: '/' } : {}),
    },
    body: `<html>\n<head><title>${title}</title></head>\n<body>\n<center><h1>${title}</h1></center>\n</body>\n</html>\n`,
  };
}
