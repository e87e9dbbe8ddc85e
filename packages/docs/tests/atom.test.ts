import type { ReleaseNotes } from '@bitget-spec/contract';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { atomFeed, feedLink } from '../src/machines/atom.js';

const release = (name: string, more: Partial<ReleaseNotes> = {}): ReleaseNotes => ({
  ...{ name, title: name, date: '2026-11-20', page: `changes/${name}.md`, summary: '1 change breaks.' },
  ...{ counts: { breaking: 1, dangerous: 0, compatible: 0, note: 0 }, worst: [] },
  ...more,
});
const RELEASES = [
  release('unreleased', { title: 'Not released yet', date: '2026-11-26' }),
  release('0.2.0', {
    title: 'A & <b>',
    worst: [
      {
        ...{ effect: 'breaking', where: 'POST /pets, "kind"', page: 'v3/pets.md', others: 2 },
        ...{ message: 'the value ]]> & <script> is gone\u0000', hint: 'stop' },
      },
    ],
  }),
];

const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'entry' || name === 'link' });
const feedOf = (releases: ReleaseNotes[], site = 'https://docs.test/base/') => {
  const text = atomFeed(releases, site);
  expect(XMLValidator.validate(text)).toBe(true);
  return parser.parse(text).feed;
};

/** RFC 3339, as RFC 4287, 3.3 wants it. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

test('the feed and its entries have what RFC 4287 (4.1.1, 4.1.2) requires', () => {
  const feed = feedOf(RELEASES);
  expect(feed['@_xmlns']).toBe('http://www.w3.org/2005/Atom');
  for (const one of [feed, ...feed.entry]) {
    expect(URL.canParse(one.id)).toBe(true);
    expect(one.title).toEqual(expect.any(String));
    expect(one.updated).toMatch(INSTANT);
    const alternates = one.link.filter((link: Record<string, string>) => link['@_rel'] === 'alternate');
    expect(alternates).toHaveLength(1);
  }
  expect(feed.author.name).toBeTruthy();
  expect(feed.link[0]).toMatchObject({ '@_rel': 'self', '@_href': 'https://docs.test/base/changes.atom' });
  expect(feed.updated).toBe('2026-11-26T00:00:00Z');
  const ids = feed.entry.map(({ id }: { id: string }) => id);
  expect(new Set([feed.id, ...ids]).size).toBe(3);
  // An entry with content and an alternate link needs a summary only of other media; ours helps readers that show it alone.
  expect(feed.entry.map(({ summary }: { summary: string }) => summary)).toEqual(RELEASES.map(({ summary }) => summary));
});

test('ids and dates are those of the records, wherever the site stands', () => {
  const stable = (site: string) =>
    feedOf(RELEASES, site).entry.map(({ id, updated }: { id: string; updated: string }) => [id, updated]);
  expect(stable('/')).toEqual(stable('https://docs.test/base/'));
  expect(feedOf(RELEASES, '/base/').entry[1].link[0]['@_href']).toBe('/base/changes/0.2.0.html');
});

test('what a description says is text in it', () => {
  const { title, content } = feedOf(RELEASES).entry[1];
  expect(title).toBe('A & <b>');
  expect(content['@_type']).toBe('html');
  expect(content['#text']).toBe(
    '<p>1 change breaks.</p><h2>Breaks</h2><ul><li><a href="https://docs.test/base/v3/pets.html">POST /pets, &quot;kind&quot;</a> and in 2 more places: the value ]]&gt; &amp; &lt;script&gt; is gone; stop</li></ul>',
  );
});

test('readers find it from every page', () => {
  expect(feedLink('/base/')).toEqual([
    'link',
    expect.objectContaining({ rel: 'alternate', href: '/base/changes.atom' }),
  ]);
});
