import { type Diagnostic, SpecError } from '../load/diagnostic.js';
import { Reader } from '../load/reader.js';
import { rootsOf } from '../load/root-of.js';
import { Source } from '../load/source.js';
import { buildApi } from '../model/build.js';
import { profileOf } from '../profiles/index.js';
import { lint } from './lint.js';
import { lintModel } from './lint-model.js';

/** Every rule over one document: those that read the files, and, once these are content, those that read the model. */
export async function lintAll(file: string, name: string, roots = rootsOf(file)): Promise<Diagnostic[]> {
  const source = await Source.load(file, new Reader(roots));
  const found = await lint(source);
  if (found.some(({ severity }) => severity === 'error')) return found;
  try {
    const api = buildApi(source, name);
    return [...found, ...(profileOf(source.root).rules === 'strict' ? lintModel(api, source) : api.advice)];
  } catch (error) {
    if (error instanceof SpecError) return [...found, ...error.diagnostics];
    throw error;
  }
}
