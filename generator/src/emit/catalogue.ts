import type { ErrorEntry } from '@bitget-spec/contract';
import type { EmittedFile } from './files.js';
import { header } from './header.js';
import { emitNpm, type Npm } from './npm.js';
import { data, dataKey, string } from './print/quote/index.js';

const ENTRIES = [
  ['.', 'index'],
  ['./common', 'common'],
  ['./hints', 'hints', 'no-hints'],
  ['./messages', 'messages'],
] as const;

const README = `# @bitget-spec/errors

Every business code that the exchange is known to answer with: its own message, what it really says, what to do about
it, what became of a write, and whether the same request may be sent again. One catalogue for all APIs.
\`@bitget-spec/errors/messages\` has the messages alone, a constant each (\`c40010\`), so that a bundle carries those it names;
\`@bitget-spec/errors/common\` what to do about the codes that programs meet most, which every client loads with the first error
(by \`@bitget-spec/errors/hints\`, which loads nothing in a bundle that is built with the condition \`bitget-lean\`).

\`\`\`ts
import { errors } from '@bitget-spec/errors';

errors['40010']; // { message: 'Request timed out', kind: 'unknown-outcome', outcome: 'unknown', hint: '…' }
\`\`\`

Generated from \`spec/common/errors.yaml\`; do not edit.
`;

const HINTS = `${header('spec/common/errors.yaml')}
/** Loads what to do about the codes that programs meet most, with the first error. */
export const loadHints = () => import('./common.js');
`;

const NO_HINTS = `${header('spec/common/errors.yaml')}
/** Nothing: a bundle that is built with the condition \`bitget-lean\` has the hints that its program hands in. */
export const loadHints = undefined;
`;

/** The package \`@bitget-spec/errors\`: the catalogue, once for all APIs. */
export function emitCatalogue(
  errors: ReadonlyMap<string, ErrorEntry>,
  npm: Pick<Npm, 'version' | 'dependencies' | 'references' | 'publishing'>,
): EmittedFile[] {
  const rows = [...errors].map(([code, error]) => `  ${dataKey(code)}: ${data(error)},`);
  const text = `${header('spec/common/errors.yaml')}import type { ErrorCatalogue, ErrorEntry } from '@bitget-spec/contract';

export type { ErrorCatalogue, ErrorEntry };

/** Every business code that is known, by code. */
export const errors: ErrorCatalogue = {
${rows.join('\n')}
};
`;
  // The few whose hints every client loads.
  const common = [...errors].filter(([, error]) => error.common);
  const hints = common.map(
    ([code, { meaning, hint }]) => `  ${dataKey(code)}: ${data({ ...(meaning && { meaning }), hint })},`,
  );
  const commonText = `${header('spec/common/errors.yaml')}import type { ErrorHint } from '@bitget-spec/contract';

/** What to do about the codes that programs meet most, by code. */
export const errors: Readonly<Record<string, ErrorHint>> = {
${hints.join('\n')}
};
`;
  // A constant each, so that a bundle carries the messages that it names.
  const messages = [...errors].filter(([code]) => /^\d+$/.test(code));
  const constants = messages.map(([code, { message }]) => `export const c${code} = ${string(message)};`);
  const description =
    'Every business code of the Bitget exchange: message, meaning, what to do, what became of a write';
  return [
    { path: 'src/index.ts', text },
    { path: 'src/common.ts', text: commonText },
    { path: 'src/hints.ts', text: HINTS },
    { path: 'src/no-hints.ts', text: NO_HINTS },
    { path: 'src/messages.ts', text: `${header('spec/common/errors.yaml')}${constants.join('\n')}\n` },
    { path: 'README.md', text: README },
    ...emitNpm({ ...npm, name: '@bitget-spec/errors', description, entries: ENTRIES, license: 'MIT' }),
  ];
}
