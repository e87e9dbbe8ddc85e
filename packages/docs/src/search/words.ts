/** Words of a text in lower case; `placeOrder` and `place-order` are two, a plural is its singular. */
export function wordsOf(text: string): string[] {
  return text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map(stem);
}

export const stem = (word: string): string => {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith('s') && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
};

/** Words that say nothing about what is looked for. */
export const STOP = new Set(
  'a an the of to in on for with how do does i my is it and or from by what can get api bitget me this that when are list get read'.split(
    ' ',
  ),
);

/** What people say for what the exchange says. */
const SAME: Record<string, string[]> = {
  buy: ['place'],
  sell: ['place'],
  create: ['place', 'make', 'add'],
  new: ['place'],
  submit: ['place'],
  open: ['unfilled', 'pending'],
  pending: ['open', 'unfilled'],
  active: ['open', 'pending'],
  perpetual: ['future'],
  perp: ['future'],
  swap: ['future'],
  mix: ['future'],
  contract: ['future'],
  kline: ['candle'],
  candlestick: ['candle'],
  ohlc: ['candle'],
  ohlcv: ['candle'],
  chart: ['candle'],
  depth: ['orderbook', 'book'],
  orderbook: ['book', 'depth'],
  edit: ['modify', 'amend', 'change'],
  modify: ['amend', 'change'],
  amend: ['modify', 'change'],
  update: ['modify', 'change', 'set'],
  change: ['modify', 'set', 'amend'],
  balance: ['asset', 'account'],
  wallet: ['account', 'asset'],
  price: ['ticker'],
  quote: ['ticker', 'price'],
  trade: ['fill', 'execution'],
  execution: ['fill', 'trade'],
  history: ['past'],
  past: ['history'],
  pair: ['symbol', 'instrument'],
  market: ['symbol', 'instrument'],
  coin: ['currency'],
  currency: ['coin'],
  stop: ['trigger', 'plan'],
  trigger: ['plan'],
  tpsl: ['profit', 'loss'],
  bulk: ['batch', 'several'],
  batch: ['several'],
  multiple: ['batch', 'several'],
  all: ['every'],
  ratelimit: ['limit'],
  throttle: ['limit'],
  sandbox: ['demo'],
  paper: ['demo'],
  testnet: ['demo'],
  simulated: ['demo'],
  pagination: ['paging'],
  cursor: ['paging'],
  signature: ['signing', 'sign'],
  sign: ['signing'],
  hmac: ['signing'],
  mock: ['offline', 'testing'],
  offline: ['mock', 'testing'],
  unittest: ['testing'],
  migrate: ['migrating', 'move'],
  migration: ['migrating'],
  upgrade: ['migrating'],
  install: ['package'],
  timestamp: ['time'],
  invalid: ['error', 'incorrect', 'wrong'],
  wrong: ['error', 'invalid', 'incorrect'],
  subaccount: ['sub', 'subaccount'],
  interest: ['rate'],
  repay: ['repayment'],
  delist: ['symbol'],
};

export const sameAs = (word: string): string[] => SAME[word] ?? [];
