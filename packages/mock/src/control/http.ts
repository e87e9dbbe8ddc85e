import { MAX_BODY } from '../core/body-limit.js';
import type { MockClock } from '../core/clock.js';
import type { MockReply, MockRequest } from '../types.js';
import type { MockControl } from './control.js';
import { ControlError, routesOf } from './routes.js';

/** What the paths of the control interface begin with. */
const CONTROL = '/__mock';

/** Whether a request is for the control interface. */
export function isControl(url: string): boolean {
  return url.startsWith(CONTROL) && /^([/?]|$)/.test(url.slice(CONTROL.length));
}

/**
 * Answers requests of the control interface: JSON in, JSON out, `{ "error": "…" }` for what can't be done.
 * Whoever serves it must see to it that only this machine can ask.
 */
export function controlHost(control: MockControl, clock: MockClock): (request: MockRequest) => MockReply {
  const routes = routesOf(control, clock);
  return ({ method, url, body }) => {
    const { pathname, searchParams } = new URL(url, 'http://mock.invalid');
    const [name = '', ...rest] = pathname.slice(CONTROL.length + 1).split('/');
    const methods = own(routes, name);
    if (!methods)
      return reply(404, {
        error: `[mock] no ${pathname}: there are ${Object.keys(routes).filter(Boolean).join(', ')}`,
      });
    const run = own(methods, method === 'HEAD' ? 'GET' : method);
    if (!run) {
      const allow = Object.keys(methods).join(', ');
      return reply(405, { error: `[mock] ${pathname} takes ${allow}` }, { allow });
    }
    if (body.length > MAX_BODY)
      return reply(413, { error: `[mock] the body is over ${MAX_BODY} bytes: keep snapshots by name` });
    try {
      const target = rest.length === 0 ? undefined : decodeURIComponent(rest.join('/'));
      return reply(200, run({ target, query: Object.fromEntries(searchParams), body: parsed(body) }) ?? { ok: true });
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      const status = error instanceof ControlError ? error.status : 400;
      return reply(status, { error: words.startsWith('[mock]') ? words : `[mock] ${name}: ${words}` });
    }
  };
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function parsed(body: string): unknown {
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new ControlError(`[mock] the body is no JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function reply(status: number, data: unknown, headers: Record<string, string> = {}): MockReply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(data) };
}
