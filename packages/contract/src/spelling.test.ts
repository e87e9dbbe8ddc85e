import { expect, test } from 'vitest';
import { distance, nearest } from './spelling.js';

test.each([
  ['', '', 0],
  ['place', 'place', 0],
  ['place', 'plce', 1],
  ['price', 'pirce', 1],
  ['kitten', 'sitting', 3],
  ['abc', '', 3],
])('%s and %s are %d letters apart', (a, b, expected) => {
  expect(distance(a, b)).toBe(expected);
  expect(distance(b, a)).toBe(expected);
});

test.each([
  ['leverge', 'leverage'],
  ['Symblos', 'symbols'],
  ['instrumnts', 'instruments'],
  ['instrmnts', 'instruments'],
  ['lvrge', undefined],
  ['al', undefined],
])('%s means %s', (misspelt, expected) => {
  expect(nearest(misspelt, ['all', 'symbol', 'symbols', 'leverage', 'instruments'])).toBe(expected);
});
