import { common } from './common.js';
import { convert } from './convert.js';
import { marginAccount } from './margin/account.js';
import { marginHistory } from './margin/history.js';
import { marginLoanTerms } from './margin/loan-terms.js';
import { marginOrder } from './margin/order.js';
import { mixAccount } from './mix/account.js';
import { mixMarket } from './mix/market.js';
import { mixOrder } from './mix/order.js';
import { mixPlanOrders } from './mix/plan-orders.js';
import { mixPosition } from './mix/position.js';
import type { Handlers } from './operations.js';
import { publicHandlers } from './public.js';
import { spotAccount } from './spot/account.js';
import { spotMarket } from './spot/market.js';
import { spotPlanOrders } from './spot/plan-orders.js';
import { spotPublic } from './spot/public.js';
import { spotTrade } from './spot/trade.js';
import { spotWallet } from './spot/wallet.js';
import { user } from './user.js';

/** What answers v2, the API of the classic account. */
export const handlers: Handlers = {
  ...publicHandlers,
  ...common,
  ...convert,
  ...user,
  ...spotPublic,
  ...spotMarket,
  ...spotTrade,
  ...spotPlanOrders,
  ...spotAccount,
  ...spotWallet,
  ...mixMarket,
  ...mixOrder,
  ...mixPlanOrders,
  ...mixAccount,
  ...mixPosition,
  ...marginLoanTerms,
  ...marginAccount,
  ...marginOrder,
  ...marginHistory,
};
