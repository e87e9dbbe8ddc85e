import { expect, test } from 'vitest';
import { highlight } from './highlight.js';

const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

test.each([
  ['ts', 'const a = \'x\'; // <b> & "c"', 'keyword">const'],
  ['python', "print(f'{a}')  # why", 'comment"># why'],
  ['go', 'body := `{"a": 1}`', 'string">`{'],
  ['bash', 'curl -H "A: $b" # c', 'keyword">curl'],
  ['json', '{ "a": [1, true, "b"] }', 'property">&quot;a&quot;'],
  ['yaml', 'a: 1 # b\nc: "d"', 'property">a'],
  ['text', '<x>', '&lt;x&gt;'],
])('%s is coloured and loses nothing', (language, text, part) => {
  const html = highlight(text, language);
  expect(plain(html)).toBe(text);
  expect(html).toContain(part);
});
