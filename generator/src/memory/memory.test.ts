import { expect, test } from 'vitest';
import { Memory } from './memory.js';

test('what a run that failed has gathered is let go', async () => {
  const memory = new Memory();
  const parsed = (text: string) => memory.parsed(text, async () => `${text}, parsed`);
  const isKnown = async (text: string) => (await memory.parsed(text, async () => 'anew')) !== 'anew';
  memory.begin();
  await parsed('one');
  memory.turn();
  memory.begin();
  await parsed('two');
  // no turn: it failed
  memory.begin();
  expect(await isKnown('one')).toBe(true);
  expect(await isKnown('two')).toBe(false);
});
