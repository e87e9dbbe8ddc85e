import type { Api } from '../model/types.js';
import { type EmittedFile, header } from './files.js';
import { dataKey, json } from './print/quote/index.js';

/** `errors.ts`: the catalogue of business codes, as data; nothing where the description has none. */
export function emitErrors(api: Api): EmittedFile[] {
  if (!api.errors) return [];
  const rows = [...api.errors].map(([code, error]) => `  ${dataKey(code)}: ${json(error)},`);
  const text = `${header(api.source)}
/** One business code. */
export interface ErrorEntry {
  /** The exchange's own message, placeholders such as \`{0}\` included. */
  message: string;
  /** Other wordings of it. */
  also?: readonly string[];
  /** What it really says, where the message is unclear or misleads. */
  meaning?: string;
  kind: string;
  /** What the caller should do. */
  todo: string;
  /** What became of a write, where that is certain. */
  outcome?: 'taken' | 'not-taken' | 'unknown';
  /** True where the same request may be sent again after what \`todo\` says. */
  retry?: boolean;
  /** Products whose lists name the code. */
  where?: readonly string[];
}

/** Every business code that is known, by code. */
export const errors: Readonly<Record<string, ErrorEntry>> = {
${rows.join('\n')}
};
`;
  return [{ path: 'src/errors.ts', text }];
}
