import { Refusal, refuse } from '../../core/errors.js';
import { EngineError, type Reason } from '../../engine/index.js';

/** Whose codes an operation is refused with. */
export type Family = 'spot' | 'mix' | 'v3' | 'margin';

/** Margin refuses as spot does but for {@link MARGIN_CODES}. */
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

// What `{0}` stands for, where that is not what the engine says.
const ABOUT: Readonly<Partial<Record<Reason, (about: string) => string>>> = {
  'price-needed': () => 'price',
  'id-needed': () => 'orderId',
  'bad-amount': () => 'amount',
  'trigger-price': () => 'triggerPrice',
  'transfer-same': () => 'toType',
  'price-scale': (places) => `0.${'1'.padStart(Number(places), '0')}`,
  'size-scale': (about) => `size checkBDScale error ${about}`,
};

/** The exchange's refusal for what the engine turned down. */
function refusalOf({ reason, about }: EngineError, family: Family): Refusal {
  const write = ABOUT[reason] ?? ((given) => given);
  return refuse(codeOf(reason, family), { about: write(about) });
}

function codeOf(reason: Reason, family: Family): string {
  if (family !== 'margin') return CODES[reason][family];
  return MARGIN_CODES[reason] ?? CODES[reason].spot;
}

/** The refusal behind what was thrown. Anything else is a defect of the mock and goes on. */
export function asRefusal(error: unknown, family: Family): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof EngineError) return refusalOf(error, family);
  throw error;
}
