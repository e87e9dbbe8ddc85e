import { createClient as createV2 } from '@bitget-spec/v2';
import { createClient, type ExchangeError } from '@bitget-spec/v3';
import { errors } from '@bitget-spec/v3/errors';
import { describe, expect, it, vi } from 'vitest';

const refusing = (code: string) => async () =>
  Response.json({ code, msg: 'no' }, { status: 400, headers: { 'x-request-id': 'r-1' } });
const thrown = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: ExchangeError) => error,
  );

describe('without a catalogue, an error says what to do about the codes that programs meet most:', () => {
  it.each(['25204', '25100', '25200', '25212', '400171', '40774', '43012'])(
    '%s, in the words of the catalogue',
    async (code) => {
      const error = await thrown(createClient({ fetch: refusing(code) }).market.tickers({ category: 'SPOT' }));
      const hint = errors[code]?.hint.replace(/\.$/, '');
      expect(error?.hint).toBe(hint);
      expect(error?.meaning).toBe(errors[code]?.meaning);
      expect(error?.message).toContain(` (x-request-id r-1), v3:market.tickers: ${hint}.`);
    },
  );

  it('of v2, too', async () => {
    const error = await thrown(createV2({ fetch: refusing('43001') }).spot.market.tickers());
    expect(error?.hint).toBe(errors['43001']?.hint.replace(/\.$/, ''));
  });

  it('for others, where to look; a catalogue of your own takes the place of these', async () => {
    const rare = await thrown(createClient({ fetch: refusing('12012') }).market.tickers({ category: 'SPOT' }));
    expect(rare?.hint).toBe('look the code up in @bitget-spec/v3/errors');
    const catalogue = vi.fn(async () => ({ errors: { 25204: { hint: 'Sleep.' } } }));
    const own = createClient({ fetch: refusing('25204'), catalogue });
    expect((await thrown(own.market.tickers({ category: 'SPOT' })))?.hint).toBe('Sleep');
  });
});
