import { ERROR_KINDS, type ErrorEntry, OUTCOMES } from '@bitget-spec/contract';
import type { Finding, ModelRule } from '../model-rule.js';

/** Kinds of what is refused before anybody looks at the order, or says of itself that nothing was done. */
const BEFORE = ['authentication', 'permission', 'account', 'clock', 'rate-limit', 'not-found', 'unavailable'];

/** Kinds of what may pass by itself. */
const PASSING = ['clock', 'rate-limit', 'unavailable'];

/** How the messages call the caller's own number. */
const NUMBER = /client_?o(rde)?r?_?id/i;

type Check = (error: ErrorEntry) => [key: string, what: string, fix: string] | undefined;

const CHECKS: Check[] = [
  ({ kind }) =>
    kind !== undefined && ERROR_KINDS.includes(kind)
      ? undefined
      : ['kind', `${kind} is no kind`, `write one of ${ERROR_KINDS.join(', ')}`],
  ({ outcome }) =>
    outcome === undefined || OUTCOMES.includes(outcome)
      ? undefined
      : ['outcome', `${outcome} is no outcome`, `write one of ${OUTCOMES.join(', ')}, or nothing`],
  ({ retry }) =>
    retry === undefined || retry === true ? undefined : ['retry', 'retry is true or not there', 'remove it'],
  ({ common }) =>
    common === undefined || common === true ? undefined : ['common', 'common is true or not there', 'remove it'],
  ({ kind, outcome }) =>
    (kind === 'unknown-outcome') === (outcome === 'unknown')
      ? undefined
      : ['outcome', `the kind is ${kind}, and the outcome ${outcome ?? 'not said'}`, 'make them agree'],
  ({ kind, outcome, message }) =>
    (kind === 'duplicate' && NUMBER.test(message)) === (outcome === 'taken')
      ? undefined
      : [
          'outcome',
          `"${message}" with the outcome ${outcome ?? 'not said'}`,
          'taken is what a number used before says',
        ],
  ({ outcome, hint }) =>
    /never send it/i.test(hint ?? '') === (outcome === 'unknown' || outcome === 'taken')
      ? undefined
      : [
          'hint',
          `"${hint}" with the outcome ${outcome ?? 'not said'}`,
          'never to send it again is the advice for taken and unknown, and for these alone',
        ],
  ({ kind, outcome }) =>
    outcome === 'not-taken' && !BEFORE.includes(kind ?? '')
      ? ['outcome', `not taken, and the kind is ${kind}`, `say so of ${BEFORE.join(', ')} only`]
      : undefined,
  ({ kind, retry }) =>
    retry && !PASSING.includes(kind ?? '')
      ? ['retry', `may be sent again, and the kind is ${kind}`, `say so of ${PASSING.join(', ')} only`]
      : undefined,
  ({ outcome, retry }) =>
    retry && (outcome === 'unknown' || outcome === 'taken')
      ? ['retry', `may be sent again, and the outcome is ${outcome}`, 'remove retry, or correct the outcome']
      : undefined,
];

/** What the catalogue says of a code does not contradict itself. */
export const codesAgree: ModelRule = ({ errors }) =>
  [...(errors ?? [])].flatMap(([code, error]) =>
    CHECKS.flatMap((check): Finding[] => {
      const [key, what, fix] = check(error) ?? [];
      return key && what && fix ? [{ about: { code }, key, what: `code ${code}: ${what}`, fix }] : [];
    }),
  );
