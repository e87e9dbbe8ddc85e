import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { loadOwn } from '../load-own.js';
import { UsageError } from '../options.js';
import { compareSafety } from '../safety/compare.js';
import { type Safety, safetyOf } from '../safety/facts.js';
import { parseSafety } from '../safety/list.js';
import { printSafety } from '../safety/print.js';

/**
 * Prints where the descriptions and the safety list differ; `--accept` rewrites the list.
 * @returns 0 where they agree or the list was written, 1 where they differ
 */
export async function runSafety(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { accept: { type: 'boolean', default: false } } });
  const all = await loadOwn();
  const file = all.map(({ source }) => source.companionPath('safety')).find((path) => path !== undefined);
  if (file === undefined)
    throw new UsageError('no description names a safety list: add safety: ../safety.yaml to its x-bitget-spec');
  const said: Safety = { calls: new Map(), codes: new Map() };
  for (const { calls, codes } of all.map(({ api }) => safetyOf(api))) {
    for (const [key, facts] of calls) said.calls.set(key, facts);
    for (const [code, facts] of codes) said.codes.set(code, facts);
  }
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const found = compareSafety(parseSafety(parse(text)), said);
  for (const { key, what } of found) console.log(`${key} ${what}`);
  const list = relative(process.cwd(), file);
  const [calls, codes] = [`${said.calls.size} calls`, `${said.codes.size} codes`];
  const now = printSafety(said);
  if (values.accept) {
    if (now !== text) writeFileSync(file, now);
    console.log(`${list}: ${calls}, ${codes}, ${found.length} changed`);
    return 0;
  }
  if (!found.length) {
    console.log(`${list} is as the descriptions: ${calls}, ${codes}`);
    return 0;
  }
  console.error(
    `[bitget-spec] ${list} names other facts than the descriptions, ${found.length} in all: correct these, or run \`npm run safety -- --accept\` and have the list reviewed`,
  );
  return 1;
}
