import type { Operation } from '../../model/types.js';
import { code, codes } from '../print/quote/index.js';
import { table } from './markdown.js';
import type { Site } from './site.js';

/** The refusals that a caller should expect; words for them come from the catalogue, where there is one. */
export const errorsSection = (operation: Operation, site: Site, from: string): string =>
  site.api.ours ? ofCodes(operation, site, from) : ofStatuses(operation, site, from);

function ofCodes({ errors }: Operation, site: Site, from: string): string {
  if (!errors.length) return '';
  const known = errors.map((key) => ({ key, error: site.api.errors?.get(key) }));
  const intro = 'A refusal carries one of the codes of the exchange, often with HTTP status 400.';
  if (known.every(({ error }) => !error)) return `${intro} Those to expect here: ${codes(errors)}.`;
  const text = (words = '') => site.inline(words, from);
  const rows = known.map(({ key, error }) => [
    code(key),
    error ? code(error.message) : '',
    text(error?.meaning),
    text(error?.hint),
  ]);
  const shown = [0, 1, 2, 3].filter((column) => rows.some((row) => row[column]));
  const pick = (row: string[]) => shown.map((column) => row[column] ?? '');
  const head = ['Code', 'Message of the exchange', 'Meaning', 'What to do'];
  return `${intro} Those to expect here:\n\n${table(pick(head), rows.map(pick))}`;
}

function ofStatuses({ answer }: Operation, site: Site, from: string): string {
  const rows = answer.responses
    .filter(({ status }) => !/^2/.test(status))
    .map(({ status, description }) => [code(status), site.inline(description, from)]);
  return rows.length ? table(['Status', 'Meaning'], rows) : '';
}
