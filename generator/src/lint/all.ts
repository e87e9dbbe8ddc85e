import type { Diagnostic } from '../load/diagnostic.js';
import { Reader } from '../load/reader.js';
import { rootOf } from '../load/root-of.js';
import { Source } from '../load/source.js';
import { buildApi } from '../model/build.js';
import { profileOf } from '../profiles/index.js';
import { lint } from './lint.js';
import { lintModel } from './lint-model.js';

/** Every rule over one document: those that read the files, and, once these are content, those that read the model. */
export async function lintAll(file: string, name: string, roots = [rootOf(file)]): Promise<Diagnostic[]> {
  const source = await Source.load(file, new Reader(roots));
  const found = await lint(source);
  if (found.some(({ severity }) => severity === 'error') || profileOf(source.root).rules !== 'strict') return found;
  return [...found, ...lintModel(buildApi(source, name), source)];
}
