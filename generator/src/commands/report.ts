import { parseArgs } from 'node:util';
import { loadOwn } from '../load-own.js';
import { printQuality } from '../report/print.js';
import { qualityOf } from '../report/quality.js';

/** `bitget-spec report`: what the descriptions rest on, for people or for programs. */
export async function runReport(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
  const quality = (await loadOwn()).map(({ api }) => qualityOf(api));
  console.log(values.json ? JSON.stringify(quality, null, 1) : printQuality(quality));
  return 0;
}
