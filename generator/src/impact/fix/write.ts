import { readFileSync } from 'node:fs';
import { UsageError } from '../../options.js';
import { BYTE_ORDER_MARK, writeTexts } from '../../project/write.js';
import type { Plan } from './plan.js';

/**
 * Writes what is planned.
 * @throws UsageError where a file has changed since it was read; nothing is written then
 */
export function writePlans(plans: readonly Plan[]): void {
  for (const { file } of plans) {
    const now = readFileSync(file.fileName, 'utf8');
    if (now !== file.text && now !== BYTE_ORDER_MARK + file.text)
      throw new UsageError(`${file.fileName} has changed while it was looked into: run it again`);
  }
  writeTexts(new Map(plans.map(({ file, text }) => [file.fileName, text])));
}
