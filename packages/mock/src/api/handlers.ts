import type { Behaviour } from '../core/state.js';
import type { Engine } from '../engine/index.js';
import { behavioursOf, type Handlers } from './context.js';
import { conversions } from './v2/convert.js';
import { marginAccount } from './v2/margin/account.js';
import { marginHistory } from './v2/margin/history.js';
import { marginLending } from './v2/margin/loan-terms.js';
import { CROSSED, ISOLATED } from './v2/margin/margin-kind.js';
import { marginOrders } from './v2/margin/orders.js';
import { mixAccount } from './v2/mix/account.js';
import { mixMarket } from './v2/mix/market.js';
import { mixOrder } from './v2/mix/order.js';
import { mixPlan } from './v2/mix/plan.js';
import { mixPosition } from './v2/mix/position.js';
import { spotAccount } from './v2/spot/account.js';
import { spotMarket } from './v2/spot/market.js';
import { spotPlan } from './v2/spot/plan.js';
import { spotTrade } from './v2/spot/trade.js';
import { v2User } from './v2/user.js';
import { v3Account } from './v3/account.js';
import { v3Loan } from './v3/loan.js';
import { v3Market } from './v3/market.js';
import { v3Position } from './v3/position.js';
import { v3Strategy } from './v3/strategy.js';
import { v3Trade } from './v3/trade.js';
import { v3Wallet } from './v3/wallet.js';

const SPOT: Handlers = { ...spotMarket, ...spotTrade, ...spotPlan, ...spotAccount, ...v2User, ...conversions };
const MIX: Handlers = { ...mixMarket, ...mixOrder, ...mixPlan, ...mixAccount, ...mixPosition };
const MARGIN: Handlers = {
  ...marginLending,
  ...marginAccount,
  ...marginOrders(CROSSED),
  ...marginOrders(ISOLATED),
  ...marginHistory(CROSSED),
  ...marginHistory(ISOLATED),
};
const V3: Handlers = { ...v3Market, ...v3Trade, ...v3Strategy, ...v3Account, ...v3Wallet, ...v3Loan, ...v3Position };

/** Every operation that is answered from the engine, by key. */
export const HANDLED: readonly string[] = [SPOT, MIX, MARGIN, V3].flatMap((handlers) => Object.keys(handlers));

/** What answers the operations of an engine, by key. */
export function behavioursFor(engine: Engine): [string, Behaviour][] {
  return [
    ...behavioursOf(engine, 'classic', 'spot', SPOT),
    ...behavioursOf(engine, 'classic', 'mix', MIX),
    ...behavioursOf(engine, 'classic', 'margin', MARGIN),
    ...behavioursOf(engine, 'unified', 'v3', V3),
  ];
}
