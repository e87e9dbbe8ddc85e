import type { Operation } from '../../model/types.js';
import type { EmittedFile } from '../files.js';
import { code, inline } from '../print/quote/index.js';
import { errorsSection } from './errors.js';
import { factsTable } from './facts.js';
import { answerTable, requestTable } from './field-tables.js';
import { knownFromTable } from './known-from.js';
import { brief, frontMatter, page, titleText } from './markdown.js';
import { answerSample, samples } from './samples/samples.js';
import type { Site } from './site.js';
import { wholeWords } from './type-words.js';

/** The page of one call. */
export function operationPage(operation: Operation, site: Site): EmittedFile {
  const { api } = site;
  const path = site.page(operation);
  const { summary, description, deprecated, answer, file } = operation;
  const url = `${operation.method.toUpperCase()} ${operation.path}`;
  const call = `${api.ours ? 'bitget' : 'client'}.${operation.call.join('.')}()`;
  const errors = errorsSection(operation, site, path);
  const example = answerSample(operation);
  const known = knownFromTable(operation, api);
  const head = {
    title: titleText(summary || url),
    description: brief(`${url}: ${description || summary || `a call of ${api.title}`}`),
    operation: operation.key,
    spec: file,
  };
  const text = page(
    frontMatter(head, file),
    `# ${inline(summary || url)}`,
    `${code(url)} · ${code(call)}`,
    deprecated ? '**Deprecated:** still described, but not to be used in anything new.' : '',
    site.prose(description, path),
    factsTable(operation, site),
    '## Request',
    requestTable(operation, site, path),
    '## Answer',
    answerIntro(operation, site, path),
    answer.schema ? answerTable(operation, site, path) : '',
    errors && `## Errors\n\n${errors}`,
    `## Samples\n\n${samples(operation, api)}`,
    example && `## Answer sample\n\n${example}`,
    known && `## Known from\n\n${known}`,
  );
  return { path, text };
}

function answerIntro({ answer }: Operation, site: Site, from: string): string {
  const about = site.inline(answer.description, from).replace(/[\w)]$/, '$&.');
  if (!answer.schema) return [about, 'Nothing is described to come back.'].filter(Boolean).join(' ');
  const place = site.api.ours ? 'The fields are those of `data`, which is also what the TypeScript call returns.' : '';
  const whole = inline(wholeWords(answer.schema, site.api));
  return [about, place, whole].filter(Boolean).join(' ');
}
