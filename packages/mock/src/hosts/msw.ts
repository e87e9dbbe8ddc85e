import type { HttpHandler } from 'msw';
// Not from 'msw': that loads its GraphQL and socket halves as well, twice the time.
import { http } from 'msw/core/http';
import type { BitgetOperations } from '../overrides.js';
import { createMockExchange, type MockExchange, type MockOptions } from './exchange.js';
import { deliverOr, replyTo } from './fetch.js';

/**
 * The exchange as a handler for MSW: `setupServer(...mockHandlers())`. It is one handler with a router of its
 * own, because MSW asks its handlers one after the other. Paths that are not the exchange's pass it by.
 */
export function mockHandlers<Operations = BitgetOperations>(
  options: MockOptions<NoInfer<Operations>> = {},
): HttpHandler[] {
  return handlersFor(createMockExchange(options));
}

/** The handlers of an exchange that you hold, to move its clock or to serve it by several hosts. */
export function handlersFor({ respond, state, system }: MockExchange): HttpHandler[] {
  const { bases } = state.catalogue;
  return [
    http.all('*/api/*', ({ request }) => {
      const { hostname, pathname } = new URL(request.url);
      const ours = /(^|\.)bitget\.com$/.test(hostname) || bases.some((base) => pathname.startsWith(base));
      // MSW makes a failed connection of this response.
      return ours
        ? replyTo(
            request,
            undefined,
            respond,
            deliverOr(system, () => Response.error()),
          )
        : undefined;
    }),
  ];
}
