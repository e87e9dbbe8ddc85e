import { readFileSync, realpathSync } from 'node:fs';
import { UsageError } from '../../options.js';
import { writeTexts } from '../../project/write.js';
import type { FixedFile } from './fix.js';

const MARK = '\uFEFF';

/**
 * Writes files, each as a whole: next to it first, then in its place.
 * @throws UsageError where one has changed since it was read; nothing is written then
 */
export function writeFixed(files: readonly FixedFile[]): void {
  const texts = files.map(({ file, text }) => {
    const path = realpathSync(file.fileName);
    const before = readFileSync(path, 'utf8');
    const mark = before.startsWith(MARK) ? MARK : '';
    if (before !== mark + file.text) throw new UsageError(`${path} has changed while it was looked into: run it again`);
    return [path, mark + text] as const;
  });
  writeTexts(new Map(texts));
}
