import type { ReleaseNotes, WorstChange } from '@bitget-spec/contract';
import type { HeadConfig } from 'vitepress';
import { REPOSITORY } from '../site/sources.js';
import { htmlOf } from '../site/urls.js';

/** Where the feed stands on the site. */
export const FEED = 'changes.atom';
const TITLE = 'bitget-spec: what has changed';

/** By which readers of feeds find it on any page. */
export const feedLink = (base: string): HeadConfig => [
  'link',
  { rel: 'alternate', type: 'application/atom+xml', title: TITLE, href: base + FEED },
];

/**
 * What has changed with each release, as a feed (RFC 4287). Ids name the records, which stay where they are; dates are theirs.
 * @param site - address of the site, with its host where that is known, ending with a slash
 */
export function atomFeed(releases: ReleaseNotes[], site: string): string {
  const updated =
    releases
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? '';
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${REPOSITORY}/tree/main/spec/changes</id>
<title>${TITLE}</title>
<updated>${instant(updated)}</updated>
<author><name>bitget-spec contributors</name><uri>${REPOSITORY}</uri></author>
<link rel="self" type="application/atom+xml" href="${attribute(site + FEED)}"/>
<link rel="alternate" type="text/html" href="${attribute(`${site}changes/`)}"/>
${releases.map((release) => entry(release, site)).join('\n')}
</feed>
`;
}

const instant = (day: string): string => `${day}T00:00:00Z`;

function entry({ name, title, date, page, summary, worst }: ReleaseNotes, site: string): string {
  return `<entry>
<id>${REPOSITORY}/blob/main/spec/changes/${escaped(encodeURIComponent(name))}.yaml</id>
<title>${escaped(title)}</title>
<updated>${instant(date)}</updated>
<link rel="alternate" type="text/html" href="${attribute(site + htmlOf(page))}"/>
<summary>${escaped(summary)}</summary>
<content type="html">${escaped(`<p>${escaped(summary)}</p>${list('Breaks', 'breaking', worst, site)}${list('May surprise', 'dangerous', worst, site)}`)}</content>
</entry>`;
}

function list(title: string, effect: WorstChange['effect'], worst: WorstChange[], site: string): string {
  const items = worst.filter((change) => change.effect === effect).map((change) => `<li>${line(change, site)}</li>`);
  return items.length ? `<h2>${title}</h2><ul>${items.join('')}</ul>` : '';
}

function line({ where, page, others, message, hint }: WorstChange, site: string): string {
  const place =
    page === undefined ? escaped(where) : `<a href="${attribute(site + htmlOf(page))}">${escaped(where)}</a>`;
  const more = others ? ` and in ${others} more places` : '';
  return `${place}${more}: ${escaped(message)}${hint === undefined ? '' : `; ${escaped(hint)}`}`;
}

/** What XML 1.0 has no place for is left out. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const attribute = escaped;
