import { percent } from '../../report/print.js';
import { type ApiQuality, DESCRIBED, EVIDENCE, sum, type Tally } from '../../report/quality.js';
import { table } from '../docs/markdown.js';
import type { EmittedFile } from '../files.js';
import { code, inline } from '../print/quote/index.js';
import type { SiteApi } from './site-api.js';
import { sitePage } from './site-page.js';

const MEANING: Record<(typeof EVIDENCE)[number], string> = {
  'documented and live': 'an official page and a client that is held against the live exchange agree',
  documented: 'an official page alone',
  live: 'a client that is held against the live exchange, or a recorded response; no page',
  client: 'a maintained client alone',
  inferred: 'no source of its own',
};

/** `quality.md`: how much is described, from what, and which facts are contested. */
export function qualityPage(apis: SiteApi[]): EmittedFile {
  const all = apis.map(({ quality }) => quality);
  return sitePage(
    'quality.md',
    'Spec quality',
    'How much of the API is described, which sources say so, and where they contradict each other. `npm run spec:report` prints the same numbers.',
    '## Calls and fields by evidence',
    evidenceTable(all),
    table(
      ['Evidence', 'What stands behind it'],
      EVIDENCE.map((word) => [word, MEANING[word]]),
    ),
    '## Who describes the fields',
    'A shared name (a scalar, an enum or an object of `spec/common`) says the same thing once for all places.',
    describedTable(all),
    '## What no source states',
    unknownTable(all),
    '## By group',
    ...all.map(groupTable),
    '## Open conflicts',
    'Facts of a source that the description does not follow, each with a reason that can be checked.',
    ...all.filter(({ exceptions }) => exceptions.length).map(conflicts),
  );
}

const withTotal = (all: ApiQuality[]): { name: string; total: Tally }[] =>
  all.length > 1 ? [...all, { name: 'together', total: sum(all.map(({ total }) => total)) }] : all;

const fieldsOf = ({ requestFields, responseFields }: Tally): number => requestFields + responseFields;
const share = (count: number, of: number): string => (count ? `${count} (${percent(count, of)})` : '0');

function evidenceTable(all: ApiQuality[]): string {
  const rows = withTotal(all).flatMap(({ name, total }) => [
    [
      `${name} calls`,
      String(total.operations),
      ...EVIDENCE.map((word) => share(total.operationsBy[word], total.operations)),
    ],
    [
      `${name} fields`,
      String(fieldsOf(total)),
      ...EVIDENCE.map((word) => share(total.fieldsBy[word], fieldsOf(total))),
    ],
  ]);
  return table(['', 'All', ...EVIDENCE], rows);
}

const describedTable = (all: ApiQuality[]): string =>
  table(
    ['', 'Fields', ...DESCRIBED],
    withTotal(all).map(({ name, total }) => [
      name,
      String(fieldsOf(total)),
      ...DESCRIBED.map((word) => share(total.described[word], fieldsOf(total))),
    ]),
  );

const unknownTable = (all: ApiQuality[]): string =>
  table(
    ['', 'Limit unknown', 'Signed, permission unknown', 'Without examples'],
    withTotal(all).map(({ name, total }) => [
      name,
      share(total.limitUnknown, total.operations),
      share(total.permissionUnknown, total.operations),
      String(total.operations - total.examples),
    ]),
  );

function groupTable({ name, groups }: ApiQuality): string {
  const rows = groups.map(({ name: group, tally }) => {
    const fields = fieldsOf(tally);
    const { 'documented and live': both, documented, live, client, inferred } = tally.fieldsBy;
    return [
      code(group),
      String(tally.operations),
      String(tally.requestFields),
      String(tally.responseFields),
      percent(both + documented, fields),
      percent(both + live, fields),
      String(client + inferred),
      percent(tally.described.scalar + tally.described['scalar and own words'], fields),
    ];
  });
  const head = ['Group', 'Calls', 'Sent', 'Received', 'Documented', 'Live', 'Clients only', 'By a shared name'];
  return `### ${name}\n\n${table(head, rows)}`;
}

function conflicts({ name, exceptions }: ApiQuality): string {
  const rows = exceptions.map(({ fact, reason }) => [code(fact), inline(reason)]);
  return `### ${name}: ${exceptions.length}\n\n${table(['Fact', 'Why it is not followed'], rows)}`;
}
