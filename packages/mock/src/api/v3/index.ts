import { account } from './account.js';
import { loans } from './loans.js';
import { market } from './market.js';
import type { Handlers } from './operations.js';
import { position } from './position.js';
import { accountSettings } from './settings.js';
import { strategyOrders } from './strategy-orders.js';
import { trade } from './trade.js';
import { user } from './user.js';
import { wallet } from './wallet.js';

/** What answers v3, the API of the unified account. */
export const handlers: Handlers = {
  ...market,
  ...trade,
  ...strategyOrders,
  ...position,
  ...account,
  ...accountSettings,
  ...wallet,
  ...loans,
  ...user,
};
