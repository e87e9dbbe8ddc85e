import type { ErrorRow, ErrorTable } from '@bitget-spec/contract';
import type { Operation } from '../../model/types.js';
import { codes, oneLine } from '../print/quote/index.js';
import type { ApiPages } from './api-pages.js';

/** What to expect beside success; words for codes come from the catalogue, where there is one. */
export const errorTable = (operation: Operation, pages: ApiPages, from: string): ErrorTable | undefined =>
  pages.api.profile.errors === 'codes' ? byCode(operation, pages, from) : byStatus(operation, pages, from);

function byCode({ errors }: Operation, pages: ApiPages, from: string): ErrorTable | undefined {
  if (!errors.length) return undefined;
  const known = errors.map((key) => ({ key, error: pages.api.errors?.get(key) }));
  const intro = 'A refusal carries one of the codes of the exchange, often with HTTP status 400. Those to expect here:';
  if (known.every(({ error }) => !error)) return { by: 'code', intro: `${intro} ${codes(errors)}.`, rows: [] };
  const rows = known.map(({ key, error }): ErrorRow => {
    const meaning = pages.inline(error?.meaning ?? '', from);
    const hint = pages.inline(error?.hint ?? '', from);
    return {
      code: key,
      ...(error && { message: oneLine(error.message) }),
      ...(meaning && { meaning }),
      ...(hint && { hint }),
    };
  });
  return { by: 'code', intro, rows };
}

function byStatus({ response }: Operation, pages: ApiPages, from: string): ErrorTable | undefined {
  const rows = response.responses
    .filter(({ status }) => !/^2/.test(status))
    .map(({ status, description }) => ({ code: oneLine(status), meaning: pages.inline(description, from) }));
  return rows.length ? { by: 'status', rows } : undefined;
}
