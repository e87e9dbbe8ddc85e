import type {
  Balance,
  Bill,
  Debt,
  Interest,
  Liquidation,
  Loan,
  Movement,
  Quote,
  Repayment,
  Swap,
  Transfer,
} from '../../state/fund-records.js';
import {
  AMOUNT,
  COUNT,
  DIGITS,
  DIGITS_OR_NONE,
  FLAG,
  LINE,
  list,
  MOMENT,
  oneOf,
  optional,
  PURSE,
  record,
  TEXT,
} from './shapes.js';

const SWAP = record<Swap<string>>({ seq: COUNT, from: TEXT, to: TEXT, gave: DIGITS, got: DIGITS, at: MOMENT });

export const BALANCE = record<Balance>({ cash: AMOUNT, hold: AMOUNT, updatedAt: MOMENT });

export const BILL = record<Bill>({
  seq: COUNT,
  kind: TEXT,
  wallet: PURSE,
  coin: TEXT,
  amount: DIGITS,
  fee: DIGITS,
  balance: DIGITS_OR_NONE,
  category: optional(LINE),
  symbol: TEXT,
  at: MOMENT,
});

export const TRANSFER = record<Transfer>({
  seq: COUNT,
  coin: TEXT,
  amount: DIGITS,
  from: PURSE,
  to: PURSE,
  fromUid: TEXT,
  toUid: TEXT,
  clientOid: TEXT,
  at: MOMENT,
});

export const MOVEMENT = record<Movement>({
  seq: COUNT,
  kind: oneOf('deposit', 'withdraw'),
  coin: TEXT,
  amount: DIGITS,
  fee: DIGITS,
  chain: TEXT,
  address: TEXT,
  tag: TEXT,
  inner: FLAG,
  clientOid: TEXT,
  wallet: PURSE,
  status: oneOf('pending', 'success', 'fail'),
  at: MOMENT,
});

export const QUOTE = record<Quote>({
  seq: COUNT,
  from: TEXT,
  to: TEXT,
  give: DIGITS,
  get: DIGITS,
  rate: DIGITS,
  at: MOMENT,
  done: MOMENT,
});

export const DEBT = record<Debt>({
  purse: PURSE,
  coin: TEXT,
  principal: AMOUNT,
  interest: AMOUNT,
  createdAt: MOMENT,
  updatedAt: MOMENT,
});

export const LOAN = record<Loan>({
  seq: COUNT,
  purse: PURSE,
  coin: TEXT,
  amount: DIGITS,
  how: oneOf('auto', 'manual'),
  at: MOMENT,
});

export const REPAYMENT = record<Repayment>({
  seq: COUNT,
  purse: PURSE,
  coin: TEXT,
  interest: DIGITS,
  principal: DIGITS,
  how: oneOf('auto', 'manual', 'liquidation'),
  at: MOMENT,
});

export const INTEREST = record<Interest>({
  seq: COUNT,
  purse: PURSE,
  coin: TEXT,
  rate: DIGITS,
  amount: DIGITS,
  first: FLAG,
  at: MOMENT,
});

export const LIQUIDATION = record<Liquidation>({
  seq: COUNT,
  purse: PURSE,
  risk: DIGITS,
  assets: DIGITS,
  debt: DIGITS,
  swaps: list(SWAP),
  at: MOMENT,
});
