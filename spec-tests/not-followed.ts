/**
 * What public sources show and the spec does not follow, by URL, with the reason. Examples of the official pages are
 * typed by hand and not all of them would work; a fact that the exchange would bear out belongs into the spec instead.
 */

/** Responses that official pages show. */
export const RESPONSES: Record<string, string> = {
  'GET /api/v2/earn/loan/reduces': 'the page shows the word REPAY as a fee; the live client reads a decimal there',
  'GET /api/v3/account/pre-set-leverage': 'the page shows a bare envelope; the live client reads four fields of `data`',
};

const CANDLE = 'the client gives the cells of a row names; on the wire a candle is a list (spec/exceptions.yaml)';

/** Responses as the Go client declares them. */
export const LIVE: Record<string, string> = {
  'GET /api/v2/mix/market/candles': CANDLE,
  'GET /api/v2/mix/market/history-candles': CANDLE,
  'GET /api/v2/mix/market/history-index-candles': CANDLE,
  'GET /api/v2/mix/market/history-mark-candles': CANDLE,
  'GET /api/v2/spot/market/candles': CANDLE,
  'GET /api/v2/spot/market/history-candles': CANDLE,
  'GET /api/v3/market/candles': CANDLE,
  'GET /api/v3/market/history-candles': CANDLE,
};

const PLACEHOLDER = 'the page shows `xxx` for a passphrase, which its own table forbids';
const NUMBERS =
  'the page shows bare numbers where its own table has text; its responses and the other order pages show text';

/** Requests that official pages show. */
export const REQUESTS: Record<string, string> = {
  'GET /api/v2/common/all-trade-rate':
    'the page shows `business`, its table and the live clients have `businessType`, and `symbol`, required',
  'GET /api/v2/common/trade-rate':
    'the page shows `business`, its table and the live clients have `businessType`, required',
  'GET /api/v2/earn/savings/records':
    'the page shows `filter`, which its table does not know, and leaves the required `periodType` out',
  'POST /api/v2/mix/order/click-backhand': 'the page leaves out `side`, which its table and the live client require',
  'GET /api/v2/p2p/advList':
    'the page leaves out four fields that its table requires; only the live client has them optional',
  'GET /api/v2/spot/account/transferRecords':
    'the page shows `exchange`, the v1 word for spot, and seconds where its table has milliseconds',
  'POST /api/v2/spot/trade/modify-plan-order': NUMBERS,
  'POST /api/v2/spot/trade/place-plan-order': `${NUMBERS}; and \`market_price\`, where it has \`mark_price\``,
  'POST /api/v2/user/create-agent-subaccount': PLACEHOLDER,
  'POST /api/v2/user/modify-virtual-subaccount-apikey': PLACEHOLDER,
  'POST /api/v3/broker/create-sub-apikey': 'the page leaves out `ipList`, which its table and the live client require',
  'GET /api/v3/market/candles':
    'the page shows `granularity`, the v2 name; its table and the live clients have `interval`',
  'GET /api/v3/market/history-candles':
    'the page shows `granularity`, the v2 name; its table and the live clients have `interval`',
  'GET /api/v3/position/history-position':
    'the page shows `productType`, the v2 name; its table and the live clients have `category`',
  'POST /api/v3/user/sub-account/agent-create': PLACEHOLDER,
};

const ONE_TYPE = 'the client has one list of words for all such fields; page and the other client name fewer here';
const REALITY = 'the client has one list of categories for all calls; this one trades tokenised stocks, spot or margin';

/** Words that the Go client would send. */
export const WORDS: Record<string, string> = {
  'POST /api/v2/copy/mix-follower/close-positions: marginMode': 'page and bitget-api (ts) write `cross` here',
  'GET /api/v2/mix/order/orders-pending: status': ONE_TYPE,
  'GET /api/v2/mix/order/orders-plan-history: planStatus': ONE_TYPE,
  'GET /api/v2/user/virtual-subaccount-list: status': ONE_TYPE,
  'POST /api/v3/trade/cancel-reality-order: category': REALITY,
  'POST /api/v3/trade/place-reality-order: category': REALITY,
};
