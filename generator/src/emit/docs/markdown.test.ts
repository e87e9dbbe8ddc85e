import { expect, test } from 'vitest';
import { brief, code, fence, prose, table, titleText } from './markdown.js';

test.each([
  ['a List<Pet>', 'a List&lt;Pet>'],
  ['one `Map<K>` two <b>', 'one `Map<K>` two &lt;b>'],
  ['see <https://a.example/b>', 'see [https://a.example/b](https://a.example/b)'],
  ['{{ 1 + 1 }} and {x}', '\\{ \\{ 1 + 1 }} and \\{x}'],
  ['in code `{{x}}`', 'in code `{ {x}}`'],
  ['```html\n<b>{{x}}</b>\n```\n<i>', '```html\n<b>{{x}}</b>\n```\n&lt;i>'],
  ['nothing to do', 'nothing to do'],
])('prose %j', (text, expected) => {
  expect(prose(text)).toBe(expected);
});

test.each([
  ['a', '`a`'],
  ['a`b', '``a`b``'],
  ['`a`', '`` `a` ``'],
])('code %j', (text, expected) => {
  expect(code(text)).toBe(expected);
});

test('cells stay on their line and in their column', () => {
  expect(table(['A', 'B'], [['`x|y`', 'one\n\ntwo']])).toBe('| A | B |\n| --- | --- |\n| `x\\|y` | one two |');
});

test('a fence is longer than any inside', () => {
  expect(fence('md', 'a\n```\nb\n```', 'tab')).toBe('````md [tab]\na\n```\nb\n```\n````');
});

test('front matter is short and plain', () => {
  expect(titleText('GET /pets/{petId} of List<Pet> {{x}}')).toBe('GET /pets/:petId of List(Pet) x');
  expect(brief('Reads [`this`](./a.md) and **that**.')).toBe('Reads this and that.');
  expect(brief('word '.repeat(99)).length).toBeLessThanOrEqual(160);
  expect(brief('word, '.repeat(99))).toMatch(/word…$/);
});
