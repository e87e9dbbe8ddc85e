import { readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { UsageError } from '../../options.js';
import type { FixedFile } from './fix.js';

const MARK = '\uFEFF';

/**
 * Writes files, each as a whole: next to it first, then in its place.
 * @throws UsageError where one has changed since it was read; nothing is written then
 */
export function writeFixed(files: readonly FixedFile[]): void {
  const plans = files.map(({ file, text }) => {
    const path = realpathSync(file.fileName);
    const before = readFileSync(path, 'utf8');
    const mark = before.startsWith(MARK) ? MARK : '';
    if (before !== mark + file.text) throw new UsageError(`${path} has changed while it was looked into: run it again`);
    return { path, text: mark + text };
  });
  for (const { path, text } of plans) {
    const beside = `${path}.bitget-spec-${process.pid}`;
    writeFileSync(beside, text, { mode: statSync(path).mode });
    renameSync(beside, path);
  }
}
