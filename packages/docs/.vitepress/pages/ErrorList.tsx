import type { ErrorRow, ErrorsPage } from '@bitget-spec/contract';
import { Fragment, type FunctionalComponent, h } from 'vue';
import { slugOf } from '../../src/site/urls.js';
import { Heading } from './Heading.js';
import { Block, Line } from './markdown.js';

/** Errors as entries: four columns are too many beside the samples. */
export const ErrorList: FunctionalComponent<{ rows: ErrorRow[] }> = ({ rows }) => (
  <div class="errors">
    {rows.map((row) => (
      <div class="error" id={`error-${row.code}`}>
        <Entry row={row} />
      </div>
    ))}
  </div>
);

/** All codes, by kind. A link leads to `errors.html#40762`, the box at the top filters. */
export const ErrorCatalogue: FunctionalComponent<{ page: ErrorsPage }> = ({ page: { title, about, kinds } }) => (
  <Fragment>
    <Block text={`# ${title}\n\n${about}`} />
    <FilterRows label="Find a code or words of its message" />
    <p>
      {kinds.map(({ kind }, index) => [index > 0 && ' · ', <a href={`#${slugOf(kind)}`}>{kind}</a>])}
    </p>
    {kinds.map(({ kind, rows }) => [
      <Heading text={kind} />,
      <p>
        {rows.length} code{rows.length === 1 ? '' : 's'}.
      </p>,
      <div class="errors" data-part="">
        {rows.map((row) => (
          <div class="error" data-row="" id={row.code}>
            <Entry row={row} />
            {row.where && <p class="error-where">{row.where}</p>}
          </div>
        ))}
      </div>,
    ])}
  </Fragment>
);

const FilterRows = 'FilterRows';

const Entry: FunctionalComponent<{ row: ErrorRow }> = ({ row: { code, message, meaning, hint } }) => [
  <div class="error-head">
    <code>{code}</code> {message && <span>{message}</span>}
  </div>,
  meaning && (
    <p>
      <Line text={meaning} />
    </p>
  ),
  hint && (
    <p class="error-hint">
      <Line text={hint} />
    </p>
  ),
];
