import { isUtf8 } from 'node:buffer';
import {
  accessSync,
  constants,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { UsageError } from '../options.js';

/** What a compiler leaves out of a text. */
export const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Writes files, all or none: each text goes beside its file first, and takes its place when all are there. A mark of the byte order
 * stays, and so does a link.
 * @throws UsageError where a file is not encoded as UTF-8; the error of the file that could not be written
 */
export function writeTexts(texts: ReadonlyMap<string, string>): void {
  const staged = [...texts].map(([file, text]) => {
    const path = realpathSync(file);
    accessSync(path, constants.W_OK);
    const before = readFileSync(path);
    if (!isUtf8(before)) throw new UsageError(`${file} is not encoded as UTF-8: convert it first`);
    const isMarked = before.toString().startsWith(BYTE_ORDER_MARK) && !text.startsWith(BYTE_ORDER_MARK);
    return { path, before, text: isMarked ? BYTE_ORDER_MARK + text : text, temporary: `${path}.${process.pid}.tmp` };
  });
  const placed: typeof staged = [];
  try {
    for (const { path, text, temporary } of staged) writeFileSync(temporary, text, { mode: statSync(path).mode });
    for (const one of staged) {
      renameSync(one.temporary, one.path);
      placed.push(one);
    }
  } catch (error) {
    for (const { path, before } of placed) writeFileSync(path, before);
    for (const { temporary } of staged) rmSync(temporary, { force: true });
    throw error;
  }
}
