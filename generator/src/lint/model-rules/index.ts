import type { ModelRule } from '../model-rule.js';
import { codesAgree } from './codes-agree.js';
import { effectSaid } from './effect-said.js';
import { lookupFinds } from './lookup-finds.js';
import { nullWhenHolds } from './null-when-holds.js';
import { orderIdSaid } from './order-id-said.js';

/** By name; each has a page in `lint-pages` and a failing fixture, as those that read the files. */
export const modelRules: Record<string, ModelRule> = {
  'codes-agree': codesAgree,
  'effect-said': effectSaid,
  'lookup-finds': lookupFinds,
  'null-when-holds': nullWhenHolds,
  'order-id-said': orderIdSaid,
};
