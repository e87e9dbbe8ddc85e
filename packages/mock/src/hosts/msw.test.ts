import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { apis } from '../testing.js';
import { mockHandlers } from './msw.js';

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
