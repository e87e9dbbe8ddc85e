import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printReplay } from '../live/print.js';
import { readRecordings } from '../live/recordings.js';
import { replay } from '../live/replay.js';
import { loadOwn } from '../load-own.js';
import { UsageError } from '../options.js';

/**
 * `bitget-spec replay DIR`: holds a folder of recordings against the description.
 * @returns 1 where one differs from its schema, or is none
 */
export async function runReplay(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [folder, ...more] = positionals;
  if (!folder || more.length) throw new UsageError('name one folder of recordings: bitget-spec replay DIR');
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${folder} is no folder`);
  const { recordings, unreadable } = readRecordings(folder);
  if (!recordings.length && !unreadable.length)
    throw new UsageError(
      `${folder} holds no *.json; \`bitget-spec live --base-url URL --record ${folder}\` records some`,
    );
  const results = replay(recordings, await loadOwn());
  console.log(values.json ? JSON.stringify({ results, unreadable }, null, 1) : printReplay(results, unreadable));
  return unreadable.length || results.some(({ problem, drifts }) => problem || drifts.length) ? 1 : 0;
}
