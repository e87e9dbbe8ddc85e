import type { Routes } from '@bitget-spec/contract';
import type { CallOptions } from '../src/call/call-options.js';
import type { PagesOptions } from '../src/pages/walk-ranges.js';

/** A few calls of v3, v2 and made up, for tests. */
export const routes: Routes = {
  base: '/api/v3/',
  table: `
GET public/time public
GET market/tickers public 20/1/ip
GET account/assets 20/1/uid
POST account/set-leverage 10/1/uid
POST trade/place-order order 10/1/uid id=clientOid find=trade/order-info:clientOid
POST trade/place-batch order 5/1/uid id=[].clientOid find=trade/order-info:clientOid
POST trade/batch-orders order 5/1/uid id=orderList[].clientOid find=trade/open:clientOid,symbol,startTime find=trade/past:clientOid,symbol,kind=all
POST trade/place-plan order id=clientOid
POST trade/replace-order order id=newClientOid
POST trade/close-positions order
POST trade/replace-batch order id=orderList[].newClientOid
POST trade/place-strategy order id=clientOid scan=trade/open:clientOid,symbol,startTime,limit=3
POST trade/place-oco order id=clientOid skim=trade/open:clientOid,symbol
POST account/transfer funds id=clientOid seek=trade/past:clientOid
POST account/transfers funds id=[].clientOid seek=trade/past:clientOid
POST account/withdraw funds id=clientOid find=trade/past:clientOid
GET trade/order-info
GET trade/open
GET trade/past
GET trade/fills page=cursor:data.cursor,limit,100,30
GET trade/old public page=idLessThan:data[-1].id,limit,3,7
GET trade/numbered public page=page:,pageSize,2,,pageNum
GET market/candles public page=window:,limit,3,1
GET market/repayments public page=window:data[-1].repaidTime,limit,3
`,
  codes: `clock 40005 40008
unknown 40010 40015 40725 45001
taken 25212 40786 43118 50060
absent 25204 40109 43001`,
};

export type AnyCall = ((request?: object, options?: CallOptions) => Promise<unknown>) & {
  pages(request?: object, options?: PagesOptions): AsyncGenerator<unknown, void, undefined>;
};

export interface TestClient {
  public: { time: AnyCall };
  market: { tickers: AnyCall; candles: AnyCall; repayments: AnyCall };
  account: { assets: AnyCall; setLeverage: AnyCall; transfer: AnyCall; transfers: AnyCall; withdraw: AnyCall };
  trade: Record<
    | 'placeOrder'
    | 'placeBatch'
    | 'batchOrders'
    | 'placePlan'
    | 'replaceOrder'
    | 'replaceBatch'
    | 'closePositions'
    | 'placeStrategy'
    | 'placeOco'
    | 'orderInfo'
    | 'fills'
    | 'old'
    | 'numbered',
    AnyCall
  >;
  close(): Promise<void>;
}

export const credentials = { apiKey: 'the-key', secretKey: 'the-secret', passphrase: 'the-pass' };

/** What a promise throws. */
export const thrown = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => `nothing thrown: ${JSON.stringify(value)}`,
    (error: unknown) => error,
  );
