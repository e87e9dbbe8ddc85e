import { type Refusal, refuse } from '../core/errors.js';
import type { EngineError, Reason } from '../engine/index.js';

/** Whose codes an operation answers with. */
export type Family = 'spot' | 'mix' | 'v3' | 'margin';

/** Margin answers as spot does but for {@link MARGIN_CODES}. */
type Codes = Readonly<Record<Exclude<Family, 'margin'>, string>>;

const classic = (code: string, v3: string): Codes => ({ spot: code, mix: code, v3 });
const same = (code: string): Codes => classic(code, code);

const CODES: Readonly<Record<Reason, Codes>> = {
  'unknown-symbol': classic('40034', '25100'),
  'unknown-coin': classic('40034', '25201'),
  'unknown-wallet': same('40020'),
  'bad-amount': classic('40020', '25200'),
  'bad-price': classic('40020', '25200'),
  'bad-snapshot': same('40020'),
  insufficient: same('43012'),
  'insufficient-margin': same('40762'),
  duplicate: { spot: '43118', mix: '40786', v3: '25212' },
  'no-such-order': classic('43001', '25204'),
  'order-closed': { spot: '43001', mix: '22001', v3: '25204' },
  'id-needed': classic('40924', '25200'),
  'min-value': same('45110'),
  'min-size': same('45111'),
  'max-size': same('45112'),
  'price-needed': classic('40019', '25200'),
  'price-step': same('45115'),
  'price-scale': same('45115'),
  'size-scale': same('40808'),
  'price-limit': same('43009'),
  'position-mode': same('40774'),
  'no-position': { spot: '43043', mix: '22002', v3: '25227' },
  'close-too-much': classic('40757', '25231'),
  'mode-in-use': classic('40920', '25107'),
  'margin-mode-in-use': same('45117'),
  'leverage-range': classic('43050', '25223'),
  'leverage-margin': classic('40893', '25228'),
  'margin-fixed': same('40875'),
  'margin-too-low': classic('40800', '25203'),
  'margin-coin': same('43049'),
  'nothing-changed': classic('40923', '25571'),
  'too-many-orders': classic('43005', '25211'),
  'no-such-plan': classic('43025', '25597'),
  'plan-closed': classic('43026', '25597'),
  'trigger-price': classic('45052', '25200'),
  'tp-long': same('40830'),
  'tp-short': same('40832'),
  'sl-long': same('40834'),
  'sl-short': same('40835'),
  'no-position-tpsl': classic('43023', '25601'),
  'transfer-same': classic('40020', '25200'),
  'transfer-too-much': same('43117'),
  'transfer-coin': same('43129'),
  'no-convert': same('43131'),
  'quote-altered': same('12022'),
  'quote-expired': same('12021'),
  'withdraw-min': same('43114'),
  'withdraw-chain': same('43116'),
  'no-such-withdrawal': classic('43124', '25204'),
  'withdrawal-done': classic('43124', '25204'),
  'not-own-sub': same('40066'),
  'no-liquidity': classic('43002', '25209'),
  'nothing-to-cancel': { spot: '43004', mix: '22001', v3: '25204' },
  'not-borrowable': classic('50037', '25201'),
  'borrow-min': same('50034'),
  'borrow-limit': classic('50035', '43012'),
  'loan-places': same('50063'),
  'repay-min': classic('50040', '25217'),
  'repay-too-much': classic('50041', '25202'),
  'repay-interest': same('50042'),
  'no-such-repayment': same('50061'),
};

const MARGIN_CODES: Readonly<Partial<Record<Reason, string>>> = {
  'unknown-symbol': '50024',
  'unknown-coin': '50032',
  insufficient: '50020',
  duplicate: '50060',
  'order-closed': '50062',
};

/** The exchange's words for the codes above, from its lists. */
const WORDS: Readonly<Record<string, string>> = {
  '12021': 'Flash quote expired',
  '12022': 'he flash quote information has been tampered with',
  '20002': '{0} Only one is allowed to be passed',
  '22001': 'No order to cancel',
  '22002': 'No position to close',
  '25100': 'Trading pair {0} does not exist',
  '25107': 'There is currently a position, please close the position',
  '25200': '{0} validation error',
  '25201': 'Currency does not exist',
  '25203': 'Insufficient margin',
  '25202': 'Insufficient balance',
  '25204': 'Order does not exist',
  '25209': 'Insufficient market liquidity, please try again later',
  '25211': 'Exceeds the limit of {0} maximum orders',
  '25212': 'Duplicate clientOid',
  '25217': 'Exceeds maximum repayment limit',
  '25223': 'Exceeds Max. leverage',
  '25227': 'No position available to close',
  '25228': 'Unable to update leverage for this position, insufficient margin!',
  '25231': 'Close quantity cannot exceed the held position quantity',
  '25571': 'The modification price and qty is the same as the original value. Please adjust and try again.',
  '25597': 'Strategy does not exist or has already been stopped',
  '25601': 'Position does not exist; cannot set TP/SL',
  '40066': 'This subUid does not belong to the account or is not a virtual sub-account',
  '40109': 'The data of the order cannot be found, please confirm the order number',
  '40757': 'Not enough position is available',
  '40762': 'The order size is greater than the max open size',
  '40774': 'The order type for unilateral position must also be the unilateral position type',
  '40786': 'Duplicate clientOid',
  '40800': 'Insufficient amount of margin',
  '40808': 'Parameter verification exception size checkBDScale error {0}',
  '40830': 'The take profit price of the long position should be greater than the current price',
  '40832': 'The take profit price of short positions should be less than the current price',
  '40834': 'The stop loss price of the long position should be less than the current price',
  '40835': 'The stop loss price of the short position should be greater than the average opening price',
  '40875': 'Whole position mode does not support margin adjustment',
  '40893': 'Unable to update the leverage factor of this position, there is not enough margin!',
  '40920': 'Position or order exists, the position mode cannot be switched',
  '40923': 'Order size and price have not changed',
  '40924': 'orderId and clientOid must have one',
  '43001': 'The order does not exist',
  '43002': 'Pending order failed',
  '43004': 'There is no order to cancel',
  '43005': 'Exceed the maximum number of orders',
  '43009': 'The current order price exceeds the limit {0}',
  '43012': 'Insufficient balance',
  '43023': 'Insufficient position, can not set profit or stop loss',
  '43025': 'Plan order does not exist',
  '43026': 'The planned order has been closed',
  '43043': 'There is no position',
  '43049': 'Margin coin is not allowed',
  '43050': 'Leverage exceeds the effective range',
  '43111': 'param error {0}',
  '43114': 'Withdrawal is less than the minimum withdrawal count {0}',
  '43116': 'This chain requires a tag to withdraw coins',
  '43117': 'Exceeds the maximum amount that can be transferred',
  '43118': 'clientOrderId duplicate',
  '43124': 'withdraw step is error',
  '43129': 'Transfer coin not support or invalid coin',
  '43131': 'Current currency: {0} does not support convert',
  '45052': 'Trigger price parameter verification anbormal',
  '45110': 'less than the minimum amount {0} USDT',
  '45111': 'less than the minimum order quantity',
  '45112': 'more than the maximum order quantity',
  '45115': 'The price you enter should be a multiple of {0}',
  '45117': 'Currently holding positions or orders, the margin mode cannot be adjusted',
  '50020': 'Insufficient balance',
  '50024': 'The trading pair does not exist',
  '50032': 'The currency does not exist',
  '50034': 'The borrowing amount must be over 0.00000001',
  '50035': 'The maximum borrowing amount is exceeded',
  '50037': 'This currency cannot be borrowed',
  '50040': 'The repayment amount must be more than 0',
  '50041': 'The repayment amount must be less than your available balance',
  '50042': 'The repayment amount must be more than the interest',
  '50060': 'Duplicated clientOid',
  '50061': 'There is a problem with the parameter you requested',
  '50062': 'The order status is cancelled or fullFill',
  '50063': 'Token precision must less than or equal to eight',
};

// What `{0}` stands for where the engine has no words.
const ABOUT: Readonly<Partial<Record<Reason, string>>> = {
  'price-needed': 'price',
  'id-needed': 'orderId',
  'bad-amount': 'amount',
  'trigger-price': 'triggerPrice',
  'transfer-same': 'toType',
};

/** The exchange's refusal for what the engine turned down. */
export function refusalOf({ reason, about }: EngineError, family: Family): Refusal {
  const words = ABOUT[reason] ?? about;
  return refusal(codeOf(reason, family), reason === 'price-scale' ? `0.${'1'.padStart(Number(about), '0')}` : words);
}

function codeOf(reason: Reason, family: Family): string {
  if (family !== 'margin') return CODES[reason][family];
  return MARGIN_CODES[reason] ?? CODES[reason].spot;
}

export function refusal(code: string, about = ''): Refusal {
  const message = WORDS[code];
  return refuse(code, message === undefined ? { about } : { about, message });
}
