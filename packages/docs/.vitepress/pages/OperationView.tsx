import type { KnownFromRow, OperationPage } from '@bitget-spec/contract';
import { sampleMarkdown, samplesMarkdown } from 'bitget-spec/pages';
import { type FunctionalComponent, h } from 'vue';
import { ErrorList } from './ErrorList.js';
import { FactList, Fields } from './facts.js';
import { Heading } from './Heading.js';
import { Block, Line } from './markdown.js';

/** The page of an operation: what it is, then samples and "Try it" at the side, then fields and errors. */
export const OperationView: FunctionalComponent<{ page: OperationPage }> = ({ page }) => (
  <div class="op-grid">
    <div class="op-intro">
      <Block text={`# ${page.heading}`} />
      <Endpoint page={page} />
      {page.deprecated && (
        <p>
          <strong>Deprecated:</strong> still described, but not to be used in anything new.
        </p>
      )}
      <Block text={page.about} />
      <FactList facts={page.facts} />
    </div>
    <div class="op-side">
      <div class="op-sticky">
        {page.key.startsWith('v1:') || <TryIt operation={page.key} />}
        <Heading text="Samples" />
        <Block text={samplesMarkdown(page.samples)} />
        {page.responseSample && [<Heading text="Response sample" />, <Block text={sampleMarkdown(page.responseSample)} />]}
      </div>
    </div>
    <div class="op-main">
      <Heading text="Request" />
      <Fields table={page.request} direction="request" />
      <Heading text="Response" />
      <Fields table={page.response} direction="response" />
      {page.errors && [
        <Heading text="Errors" />,
        page.errors.intro && <Block text={page.errors.intro} />,
        page.errors.rows.length > 0 && <ErrorList rows={page.errors.rows} />,
      ]}
      {page.knownFrom && [<Heading text="Known from" />, <KnownFrom rows={page.knownFrom} />]}
    </div>
  </div>
);

/** Components of the theme, which live in the page: only their tags are rendered here. */
const TryIt = 'TryIt';
const CopyText = 'CopyText';

const Endpoint: FunctionalComponent<{ page: OperationPage }> = ({ page: { method, path, call } }) => [
  <div class="endpoint">
    <span class={`method m-${method.toLowerCase()}`}>{method}</span>
    <code class="endpoint-path">
      {path.split('/').map((part, index) => (index ? ['/', <wbr />, part] : part))}
    </code>
    <CopyText text={path} label="Copy the path" />
  </div>,
  <p class="endpoint-call">
    <code>{call}</code>
  </p>,
];

const KnownFrom: FunctionalComponent<{ rows: KnownFromRow[] }> = ({ rows }) => (
  <table tabindex="0">
    <thead>
      <tr>
        <th>Known from</th>
        <th>Sent</th>
        <th>Received</th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr>
          {[row.kinds, row.sent, row.received].map((text) => (
            <td>
              <Line text={text} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
