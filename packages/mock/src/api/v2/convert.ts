import { refuse } from '../../core/errors.js';
import { available, coinsOf, decimal, dollarsOf, near, type Quote, text } from '../../engine/index.js';
import type { RequestContext } from '../context.js';
import type { EntryOf } from '../operations.js';
import { money } from '../shared/figures.js';
import { page } from '../shared/pages.js';
import type { Handlers, ResponseOf } from './operations.js';

// Least and most of one conversion, in dollars.
const LEAST = 1;
const MOST = 500_000;

const quoteView = (one: Quote) => ({
  fee: '0',
  fromCoinSize: one.give,
  fromCoin: one.from,
  cnvtPrice: one.rate,
  toCoinSize: one.get,
  toCoin: one.to,
});

type ConversionView = EntryOf<ResponseOf<'convert.convertRecord'>['dataList']>;

const conversionView = (context: RequestContext, one: Quote): ConversionView => ({
  id: context.id('convert', one),
  ts: String(one.done),
  ...quoteView(one),
});

/** Swaps of one coin for another, v2. */
export const convert: Handlers = {
  'convert.currencies': ({ world, account }) =>
    coinsOf('spot').flatMap((coin) => {
      const price = dollarsOf(world, coin);
      if (price.isZero()) return [];
      const worth = (dollars: number) => text(near(decimal(dollars).div(price), 8));
      const free = money(available(account, 'spot', coin));
      return [{ coin, available: free, maxAmount: worth(MOST), minAmount: worth(LEAST) }];
    }),
  'convert.quotedPrice': (context) => {
    const { fromCoin: from, toCoin: to, fromCoinSize: give, toCoinSize: get } = context.request;
    if (give !== undefined && get !== undefined) throw refuse('20002', { about: 'fromCoinSize, toCoinSize' });
    if (give === undefined && get === undefined) throw context.missing('fromCoinSize');
    const quote = context.engine.quote(context.account, { from, to, give, get });
    return { ...quoteView(quote), traceId: context.id('convert', quote) };
  },
  'convert.trade': ({ engine, account, request }) => {
    const done = engine.convert(account, {
      id: request.traceId,
      from: request.fromCoin,
      to: request.toCoin,
      give: request.fromCoinSize,
      get: request.toCoinSize,
      rate: request.cnvtPrice,
    });
    return { ts: String(done.done), cnvtPrice: done.rate, toCoinSize: done.get, toCoin: done.to };
  },
  'convert.convertRecord': (context) => {
    const taken = context.account.quotes.filter(({ done }) => done > 0);
    const { items } = page(context, 'convert', taken, ({ done }) => done);
    const dataList = items.map((one) => conversionView(context, one));
    return { dataList, endId: dataList.at(-1)?.id ?? '' };
  },
};
