import type { ReleaseNotes } from '@bitget-spec/contract';
import type { Release, ReleaseChange, ReleasePlace } from '../../model/releases.js';
import { relativeLink } from '../docs/api-pages.js';
import { brief, table } from '../docs/markdown.js';
import { pageJson } from '../docs/page-json.js';
import type { EmittedFile } from '../files.js';
import { code, inline, pageLink, prose } from '../print/quote/index.js';
import type { Atlas } from './atlas.js';
import { sitePage } from './site-page.js';

const FOLDER = 'changes';
const GROUPS = [
  ['breaking', 'Breaks'],
  ['dangerous', 'May surprise'],
  ['compatible', 'New'],
  ['note', 'Descriptions'],
] as const;

/** `changes/`: what each release changes for consumers, the newest first; `changes.json` is what the feed is made of. */
export function changesPages(atlas: Atlas): EmittedFile[] {
  const releases = atlas.apis.find((api) => api.releases.length)?.releases ?? [];
  if (!releases.length) return [];
  const notes = releases.map((release) => notesOf(release, atlas));
  return [
    indexPage(notes),
    ...releases.map((release) => releasePage(release, atlas)),
    { path: 'changes.json', text: pageJson(notes) },
  ];
}

const pageOf = ({ name }: Pick<Release, 'name'>): string => `${FOLDER}/${name}.md`;
const titleOf = (name: string): string => (name === 'unreleased' ? 'Not released yet' : name);

/** `4 changes break, 2 may surprise, 60 are compatible` */
function countWords(changes: readonly ReleaseChange[]): string {
  const some = (effect: ReleaseChange['effect'], one: string, many: string) => {
    const number = changes.filter((change) => change.effect === effect).length;
    return number ? [`${number} ${number === 1 ? one : many}`] : [];
  };
  const words = [
    ...some('breaking', 'change breaks', 'changes break'),
    ...some('dangerous', 'may surprise', 'may surprise'),
    ...some('compatible', 'is compatible', 'are compatible'),
  ];
  return words.join(', ') || 'nothing but descriptions has changed';
}

function indexPage(notes: ReleaseNotes[]): EmittedFile {
  const page = `${FOLDER}/index.md`;
  const rows = notes.map(({ title, date, page: to, counts }) => [
    pageLink(title, relativeLink(page, to)),
    date,
    ...GROUPS.slice(0, 3).map(([effect]) => String(counts[effect])),
  ]);
  return sitePage(
    page,
    'What has changed',
    'What each release of the descriptions changes for those who use the API: what breaks, what may surprise, and what is new.',
    table(['Release', 'Recorded', ...GROUPS.slice(0, 3).map(([, words]) => words)], rows),
    '`npx --no bitget-spec diff BASE HEAD` says the same of any two versions, and lists what is told by kind alone here.',
  );
}

function releasePage(release: Release, atlas: Atlas): EmittedFile {
  const { name, date, about, changes } = release;
  const page = pageOf(release);
  const since = `Recorded on ${date}, compared with the commit ${code(release.base.slice(0, 10))}.`;
  const apis = [...new Set(changes.map(({ api }) => api))].sort(byName);
  return sitePage(
    page,
    `Changes: ${titleOf(name)}`,
    `${capital(countWords(changes))}.`,
    ...(about ? [prose(about)] : []),
    since,
    ...apis.flatMap((api) =>
      sectionOf(
        api,
        changes.filter((change) => change.api === api),
        page,
        atlas,
      ),
    ),
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The newest API first, the catalogue last. */
const byName = (a: string, b: string): number =>
  Number(a === 'errors') - Number(b === 'errors') || b.localeCompare(a, 'en', { numeric: true });

function sectionOf(api: string, changes: ReleaseChange[], page: string, atlas: Atlas): string[] {
  const title = api === 'errors' ? 'Error codes' : api;
  const groups = GROUPS.flatMap(([effect, words]) => {
    const own = changes.filter((change) => change.effect === effect);
    if (!own.length) return [];
    const line = effect === 'note' ? noteLine : changeLine;
    return [`### ${title}: ${words.toLowerCase()}`, own.map((change) => line(change, page, atlas)).join('\n')];
  });
  return [`## ${inline(title)}`, ...groups];
}

/** A change that shows in many places names the first few. */
const FEW = 6;

function changeLine({ api, message, hint, places, more = 0 }: ReleaseChange, page: string, atlas: Atlas): string {
  // Operations and channels that are new or gone are worth a line each.
  if (places.length > FEW && places.every(({ part }) => part === undefined)) {
    const each = places.map((place) => `  - ${placeLink(api, place, page, atlas)}`).join('\n');
    return `- ${capital(inline(message))}:\n${each}`;
  }
  const shown = places.slice(0, FEW).map((place) => placeLink(api, place, page, atlas));
  const left = places.length - shown.length + more;
  const others = left ? `; and in ${left} more places` : '';
  return `- ${shown.join('; ')}${others}: ${inline(message)}.${hint ? ` ${capital(inline(hint))}.` : ''}`;
}

/** How many are described otherwise, and which. */
function noteLine({ api, message, places, more = 0 }: ReleaseChange, page: string, atlas: Atlas): string {
  const shown = places.slice(0, FEW).map((place) => placeLink(api, place, page, atlas));
  const left = places.length - shown.length + more;
  return `- ${capital(inline(message))}: ${shown.join(', ')}${left ? `, and ${left} more` : ''}.`;
}

function placeLink(api: string, { subject, part }: ReleasePlace, page: string, atlas: Atlas): string {
  const to = atlas.pageOf(api, subject);
  const link = to === undefined ? code(subject) : `[${code(subject)}](${relativeLink(page, to)})`;
  return part === undefined ? link : `${link}, ${inline(part)}`;
}

function notesOf(release: Release, atlas: Atlas): ReleaseNotes {
  const { name, date, about, changes } = release;
  const of = (effect: ReleaseChange['effect']) => changes.filter((change) => change.effect === effect);
  return {
    ...{ name, title: titleOf(name), date, page: pageOf(release) },
    summary: `${capital(countWords(changes))}.${about ? ` ${brief(about, 400)}` : ''}`,
    counts: {
      ...{ breaking: of('breaking').length, dangerous: of('dangerous').length },
      ...{ compatible: of('compatible').length, note: of('note').length },
    },
    worst: [...of('breaking'), ...of('dangerous')].map(({ api, effect, message, hint, places, more = 0 }) => {
      const [first] = places;
      const page = first && atlas.pageOf(api, first.subject);
      return {
        effect: effect === 'breaking' ? 'breaking' : 'dangerous',
        where: [first?.subject, first?.part].filter(Boolean).join(', '),
        ...(page !== undefined && { page }),
        others: places.length - 1 + more,
        message,
        ...(hint !== undefined && { hint }),
      };
    }),
  };
}
