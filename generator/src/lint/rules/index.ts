import type { Async3Rule } from '@redocly/openapi-core';
import type { Rule } from '../rule.js';
import { commonUnique } from './common-unique.js';
import { described } from './described.js';
import { errorsKnown } from './errors-known.js';
import { moneyIsText } from './money-is-text.js';
import { namesAgree } from './names-agree.js';
import { noCopy } from './no-copy.js';
import { noOrphanFile } from './no-orphan-file.js';
import { operationFacts } from './operation-facts.js';
import { pagingParams } from './paging-params.js';
import { patternsLinear } from './patterns-linear.js';
import { requestEnumsClosed } from './request-enums-closed.js';
import { securitySaid } from './security-said.js';

/** Our rules by their code. Each has a page in lint-pages/ and a fixture that it fires on. */
export const rules: Record<string, Rule> = {
  'names-agree': namesAgree,
  'no-orphan-file': noOrphanFile,
  'operation-facts': operationFacts,
  'security-said': securitySaid,
  described,
  'request-enums-closed': requestEnumsClosed,
  'money-is-text': moneyIsText,
  'no-copy': noCopy,
  'errors-known': errorsKnown,
  'common-unique': commonUnique,
  'paging-params': pagingParams,
  'patterns-linear': patternsLinear,
};

/** Those that hold for the description of sockets, too. */
export const rulesOfSockets = {
  'no-orphan-file': noOrphanFile,
  described,
  'request-enums-closed': requestEnumsClosed,
  'money-is-text': moneyIsText,
  'no-copy': noCopy,
  'patterns-linear': patternsLinear,
} as Record<string, Async3Rule>;
