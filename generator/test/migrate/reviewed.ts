/** What is described otherwise in v3 and means the same: `>` in a request, `<` in a response, by the path of v2. */
export const REVIEWED: { why: string; fields: string[] }[] = [
  {
    why: 'both take it as a fraction that is paid, and what is paid back has the other sign',
    fields: ['v2:common.tradeRate < makerFeeRate'],
  },
  {
    why: 'text of either API, or a list: the type says both',
    fields: ['v2:earn.elite.records < recordList[].redeemType'],
  },
  {
    why: '`0` for a flexible loan in both, by the responses of v2 that were seen',
    fields: ['v2:earn.loan.ongoingOrders < [].expireTime'],
  },
  {
    why: 'the doubt is about the name on the official page of v2, and responses have this one',
    fields: [
      'v2:earn.loan.repayHistory < [].pledgeCoin',
      'v2:spot.insLoan.ensureCoinsConvert < coinInfo[].convertRatioList',
      'v2:spot.insLoan.productInfos < coinContractOpenLine',
      'v2:spot.insLoan.repaidHistory < [].repaidAmount',
      'v2:spot.insLoan.repaidHistory < [].repaidInterest',
      'v2:spot.insLoan.symbols < marginLeverage',
    ],
  },
  {
    why: 'one number names the order, and whoever sends both means one order',
    fields: [
      'v2:margin.crossed.cancelOrder > clientOid',
      'v2:margin.isolated.cancelOrder > clientOid',
      'v2:mix.order.cancelOrder > clientOid',
      'v2:mix.order.detail > clientOid',
      'v2:spot.trade.cancelOrder > clientOid',
      'v2:spot.trade.orderInfo > clientOid',
    ],
  },
  {
    why: 'a quantity of an order, which is in the base coin',
    fields: ['v2:margin.currencies < [].quantityPrecision', 'v2:spot.public.symbols < [].quantityPrecision'],
  },
  {
    why: 'calls on `COIN-FUTURES` stay, and everywhere else sizes are in the base coin',
    fields: [
      'v2:mix.market.fills < [].size',
      'v2:mix.market.mergeDepth < asks[][1]',
      'v2:mix.market.mergeDepth < bids[][1]',
      'v2:mix.market.ticker < [].bidSz',
      'v2:mix.market.ticker < [].askSz',
      'v2:mix.market.tickers < [].bidSz',
      'v2:mix.market.tickers < [].askSz',
      'v2:mix.order.placeOrder > size',
      'v2:spot.market.fills < [].size',
      'v2:spot.market.mergeDepth < asks[][1]',
      'v2:spot.market.mergeDepth < bids[][1]',
      'v2:spot.market.orderbook < asks[][1]',
      'v2:spot.market.orderbook < bids[][1]',
      'v2:spot.market.tickers < [].bidSz',
      'v2:spot.market.tickers < [].askSz',
      'v2:spot.trade.placeOrder > size',
    ],
  },
  {
    why: 'a page number in spite of its name',
    fields: ['v2:mix.market.historyFundRate > pageNo'],
  },
  {
    why: 'a number or text in both, as the type says',
    fields: [
      'v2:mix.market.mergeDepth < asks[][0]',
      'v2:mix.market.mergeDepth < bids[][0]',
      'v2:spot.market.mergeDepth < asks[][0]',
      'v2:spot.market.mergeDepth < bids[][0]',
      'v2:spot.market.orderbook < asks[][0]',
      'v2:spot.market.orderbook < bids[][0]',
    ],
  },
  {
    why: 'a fraction in spite of its name, negative after a fall',
    fields: [
      'v2:mix.market.ticker < [].change24h',
      'v2:mix.market.tickers < [].change24h',
      'v2:spot.market.tickers < [].change24h',
    ],
  },
  {
    why: 'orders on futures are never placed by amount',
    fields: ['v2:mix.order.detail < size', 'v2:mix.order.ordersPending < entrustedList[].size'],
  },
  {
    why: 'without meaning for a market order in v2, whatever stands there',
    fields: ['v2:mix.order.detail < price', 'v2:mix.order.ordersPending < entrustedList[].price'],
  },
  {
    why: 'market orders do not wait',
    fields: ['v2:spot.trade.unfilledOrders < [].priceAvg'],
  },
  {
    why: 'either case in both, as the type says',
    fields: ['v2:mix.order.detail < reduceOnly'],
  },
  {
    why: 'a market order trades without it in both',
    fields: ['v2:mix.order.placeOrder > price', 'v2:spot.trade.placeOrder > price'],
  },
  {
    why: 'null under the same word of the request alone',
    fields: ['v2:mix.order.placeOrder < orderId', 'v2:spot.trade.placeOrder < orderId'],
  },
  {
    why: '`[]` takes the place of null',
    fields: ['v2:mix.position.allPosition < ', 'v2:mix.position.singlePosition < ', 'v2:spot.trade.unfilledOrders < '],
  },
  {
    why: 'what is still open has not paid the fees of closing it',
    fields: ['v2:mix.position.allPosition < [].unrealizedPL', 'v2:mix.position.singlePosition < [].unrealizedPL'],
  },
  {
    why: 'a list in both',
    fields: ['v2:spot.insLoan.riskUnit < riskUnitId'],
  },
  {
    why: 'up to 150 in both',
    fields: ['v2:spot.market.orderbook > limit'],
  },
  {
    why: 'orders with `tpslType` stay',
    fields: ['v2:spot.trade.placeOrder > clientOid'],
  },
  {
    why: 'too much is refused, by either API',
    fields: ['v2:spot.wallet.depositAddress > size'],
  },
  {
    why: 'twenty small letters in both',
    fields: ['v2:user.createAgentSubaccount > username'],
  },
];
