import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { inShellDouble, shellWord } from './index.js';

const HOSTILE = ["it's", '$(touch x)`id`"\\!$HOME', 'a\nb\r\tc', '\u001b[201~;id', '', '-n', '*~', '\u2028é😀'];

test.each(HOSTILE)('bash reads %j as it is', (text) => {
  const run = (word: string) =>
    execFileSync('bash', ['-c', `printf '%s' ${word}`], { encoding: 'utf8', env: { LC_ALL: 'C.UTF-8' } });
  expect(run(`${shellWord(text)}`)).toBe(text);
  expect(run(`"${inShellDouble(text)}"`)).toBe(text);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal obeys these
  expect(shellWord(text) + inShellDouble(text)).not.toMatch(/[\u0000-\u001f]/);
});
