import { refuse } from '../../core/errors.js';
import { available, coinsOf, decimal, dollarsOf, near, type Quote, text } from '../../engine/index.js';
import type { Ask, Handlers } from '../context.js';
import { money } from '../shared/order-fields.js';

// Least and most of one conversion, in dollars.
const LEAST = 1;
const MOST = 500_000;

const quoteView = (ask: Ask, one: Quote) => ({
  fee: '0',
  fromCoinSize: one.give,
  fromCoin: one.from,
  cnvtPrice: one.rate,
  toCoinSize: one.get,
  toCoin: one.to,
  traceId: ask.id('convert', one),
});

/** Swaps of one coin for another, v2. */
export const conversions: Handlers = {
  'v2:convert.currencies': (ask) =>
    coinsOf('spot').flatMap((coin) => {
      const price = dollarsOf(ask.world, coin);
      if (price.isZero()) return [];
      const worth = (dollars: number) => text(near(decimal(dollars).div(price), 8));
      const free = money(available(ask.account, 'spot', coin));
      return [{ coin, available: free, maxAmount: worth(MOST), minAmount: worth(LEAST) }];
    }),
  'v2:convert.quotedPrice': (ask) => {
    const [give, get] = [ask.text('fromCoinSize'), ask.text('toCoinSize')];
    if (give !== undefined && get !== undefined) throw refuse('20002', { about: 'fromCoinSize, toCoinSize' });
    if (give === undefined && get === undefined) throw refuse('40019', { about: 'fromCoinSize' });
    return quoteView(
      ask,
      ask.engine.quote(ask.account, { from: ask.need('fromCoin'), to: ask.need('toCoin'), give, get }),
    );
  },
  'v2:convert.trade': (ask) => {
    const done = ask.engine.convert(ask.account, {
      id: ask.need('traceId'),
      from: ask.need('fromCoin'),
      to: ask.need('toCoin'),
      give: ask.need('fromCoinSize'),
      get: ask.need('toCoinSize'),
      rate: ask.need('cnvtPrice'),
    });
    return { ts: String(done.done), cnvtPrice: done.rate, toCoinSize: done.get, toCoin: done.to };
  },
  'v2:convert.convertRecord': (ask) => {
    const taken = ask.account.quotes.filter(({ done }) => done > 0);
    const { items } = ask.page('convert', taken, ({ done }) => done);
    const dataList = items.map((one) => {
      const { traceId, ...view } = quoteView(ask, one);
      return { id: traceId, ts: String(one.done), ...view };
    });
    return { dataList, endId: dataList.at(-1)?.id ?? '' };
  },
};
