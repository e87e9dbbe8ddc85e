export { generate, type Result } from './generate.js';
export { lint } from './lint/lint.js';
export { type Diagnostic, formatDiagnostic, SpecError } from './load/diagnostic.js';
export { Source } from './load/source.js';
export { buildApi } from './model/build.js';
export { nameOf, type UrlName } from './model/names.js';
export type * from './model/types.js';
export type { GenerateOptions, SharedOutput, Target } from './options.js';
