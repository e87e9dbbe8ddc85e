import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { apis } from '../../test/small-exchange.js';
import { createMockExchange } from './exchange.js';
import { handlersFor, mockHandlers } from './msw.js';

const elsewhere = http.get('*/api/users', () => HttpResponse.json({ mine: true }));
const handlers = mockHandlers({ apis, overrides: { 'v3:market.tickers': () => [] } });
const server = setupServer(...handlers, elsewhere);
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

const json = async (url: string) => (await fetch(url)).json();

it('is one handler', () => expect(handlers).toHaveLength(1));

it('answers for the exchange, with overrides', async () => {
  const url = 'https://api.bitget.com/api/v3/market/tickers?category=SPOT';
  expect(await json(url)).toMatchObject({ code: '00000', data: [] });
});

it('knows its own unknown paths', async () => {
  expect(await json('https://api.bitget.com/api/v3/nothing')).toMatchObject({ code: '40404' });
});

it('leaves other paths to other handlers', async () => {
  expect(await json('https://my.app/api/users')).toEqual({ mine: true });
});

it('fails as a connection does', async () => {
  const exchange = createMockExchange({ apis });
  server.use(...handlersFor(exchange));
  exchange.faults.add({ count: 1, fault: { cut: 'after' } });
  const url = 'https://api.bitget.com/api/v3/market/tickers?category=SPOT';
  await expect(fetch(url)).rejects.toThrow('Failed to fetch');
  expect(exchange.journal.list()).toMatchObject([{ accepted: true, cut: true }]);
  expect((await fetch(url)).status).toBe(200);
  server.resetHandlers();
});

it('answers for what the exchange no longer has', async () => {
  expect(await json('https://api.bitget.com/api/spot/v1/account/assets')).toMatchObject({ code: '30032' });
});
