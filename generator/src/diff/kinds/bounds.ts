import { always, type Kinds, narrows, widens } from './kind.js';

/**
 * Limits of values. A limit that is new to a request is dangerous, not breaking: often the server had it already and only the
 * description did not say it.
 */
export const BOUNDS = {
  'minimum-added': narrows('the least value is {now}; none was stated', 'keep to {now}', { request: 'dangerous' }),
  'minimum-removed': widens('the least value is no longer {was}, but not limited', 'do not rely on {was}'),
  'minimum-increased': narrows('the least value is {now}, was {was}', 'keep to {now}'),
  'minimum-decreased': widens('the least value is {now}, was {was}', 'do not rely on {was}'),
  'maximum-added': narrows('the greatest value is {now}; none was stated', 'keep to {now}', { request: 'dangerous' }),
  'maximum-removed': widens('the greatest value is no longer {was}, but not limited', 'do not rely on {was}'),
  'maximum-decreased': narrows('the greatest value is {now}, was {was}', 'keep to {now}'),
  'maximum-increased': widens('the greatest value is {now}, was {was}', 'do not rely on {was}'),
  'exclusive-minimum-added': narrows('the value is greater than {now}; none was stated', 'keep to {now}', {
    request: 'dangerous',
  }),
  'exclusive-minimum-removed': widens(
    'the value is greater than no longer {was}, but not limited',
    'do not rely on {was}',
  ),
  'exclusive-minimum-increased': narrows('the value is greater than {now}, was {was}', 'keep to {now}'),
  'exclusive-minimum-decreased': widens('the value is greater than {now}, was {was}', 'do not rely on {was}'),
  'exclusive-maximum-added': narrows('the value is less than {now}; none was stated', 'keep to {now}', {
    request: 'dangerous',
  }),
  'exclusive-maximum-removed': widens(
    'the value is less than no longer {was}, but not limited',
    'do not rely on {was}',
  ),
  'exclusive-maximum-decreased': narrows('the value is less than {now}, was {was}', 'keep to {now}'),
  'exclusive-maximum-increased': widens('the value is less than {now}, was {was}', 'do not rely on {was}'),
  'min-length-added': narrows('the least length is {now}; none was stated', 'keep to {now}', { request: 'dangerous' }),
  'min-length-removed': widens('the least length is no longer {was}, but not limited', 'do not rely on {was}'),
  'min-length-increased': narrows('the least length is {now}, was {was}', 'keep to {now}'),
  'min-length-decreased': widens('the least length is {now}, was {was}', 'do not rely on {was}'),
  'max-length-added': narrows('the greatest length is {now}; none was stated', 'keep to {now}', {
    request: 'dangerous',
  }),
  'max-length-removed': widens('the greatest length is no longer {was}, but not limited', 'do not rely on {was}'),
  'max-length-decreased': narrows('the greatest length is {now}, was {was}', 'keep to {now}'),
  'max-length-increased': widens('the greatest length is {now}, was {was}', 'do not rely on {was}'),
  'min-items-added': narrows('the least number of entries is {now}; none was stated', 'keep to {now}', {
    request: 'dangerous',
  }),
  'min-items-removed': widens(
    'the least number of entries is no longer {was}, but not limited',
    'do not rely on {was}',
  ),
  'min-items-increased': narrows('the least number of entries is {now}, was {was}', 'keep to {now}'),
  'min-items-decreased': widens('the least number of entries is {now}, was {was}', 'do not rely on {was}'),
  'max-items-added': narrows('the greatest number of entries is {now}; none was stated', 'keep to {now}', {
    request: 'dangerous',
  }),
  'max-items-removed': widens(
    'the greatest number of entries is no longer {was}, but not limited',
    'do not rely on {was}',
  ),
  'max-items-decreased': narrows('the greatest number of entries is {now}, was {was}', 'keep to {now}'),
  'max-items-increased': widens('the greatest number of entries is {now}, was {was}', 'do not rely on {was}'),
  'min-properties-added': narrows('the least number of fields is {now}; none was stated', 'keep to {now}', {
    request: 'dangerous',
  }),
  'min-properties-removed': widens(
    'the least number of fields is no longer {was}, but not limited',
    'do not rely on {was}',
  ),
  'min-properties-increased': narrows('the least number of fields is {now}, was {was}', 'keep to {now}'),
  'min-properties-decreased': widens('the least number of fields is {now}, was {was}', 'do not rely on {was}'),
  'max-properties-added': narrows('the greatest number of fields is {now}; none was stated', 'keep to {now}', {
    request: 'dangerous',
  }),
  'max-properties-removed': widens(
    'the greatest number of fields is no longer {was}, but not limited',
    'do not rely on {was}',
  ),
  'max-properties-decreased': narrows('the greatest number of fields is {now}, was {was}', 'keep to {now}'),
  'max-properties-increased': widens('the greatest number of fields is {now}, was {was}', 'do not rely on {was}'),
  'multiple-of-added': narrows('is a multiple of {now}', 'round to a multiple of {now}'),
  'multiple-of-removed': widens('is no longer always a multiple of {was}', 'do not rely on {was}'),
  'multiple-of-changed': always('breaking', 'is a multiple of {now}, was of {was}', 'round to a multiple of {now}'),
  'unique-items-added': narrows('no entry may stand twice', 'send each entry once'),
  'unique-items-removed': widens('an entry may stand twice', 'expect an entry more than once'),
  'pattern-added': narrows('has to match {now}', 'send what matches {now}'),
  'pattern-removed': widens('no longer matches {was} for certain', 'do not rely on {was}', { response: 'compatible' }),
  'pattern-changed': always('dangerous', 'matches {now}, was {was}', 'check what you send against {now}', {
    response: 'compatible',
  }),
  'pattern-generalized': widens('matches {now}, which any text does, was {was}', 'do not rely on {was}', {
    response: 'compatible',
  }),
  'usual-pattern-changed': always('note', 'text that is not empty usually matches {now}, was {was}'),
} as const satisfies Kinds;
