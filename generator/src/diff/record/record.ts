import type { Release, ReleaseChange, ReleasePlace } from '../../model/releases.js';
import { type Change, effectOf } from '../change.js';
import type { Finding, Report } from '../findings.js';
import { KINDS } from '../kinds/index.js';
import { LEVELS } from '../kinds/kind.js';

/** Most fields and notes that a change is listed with: an envelope that changes shows in hundreds. */
const MOST_PLACES = 60;

/** What a release records of a report. Words, examples and evidence are told by kind: they are many, and none needs a line. */
export function recordOf(report: Report, known: Omit<Release, 'changes'>): Release {
  const loud = report.findings.filter(({ change }) => effectOf(change) !== 'note');
  const quiet = report.findings.filter(({ change }) => effectOf(change) === 'note');
  return { ...known, changes: [...joined(loud.map(lineOf)), ...joined(quiet.map(noteOf))] };
}

type Line = Omit<ReleaseChange, 'more'>;

function lineOf({ change, others }: Finding): Line {
  const { kind, message, hint } = change;
  return {
    ...{ api: apiOf(change), effect: effectOf(change), kind, message },
    ...(hint && { hint }),
    places: [change, ...others].map(placeOf),
  };
}

/** Of a note only which operations it is about. */
function noteOf({ change, others }: Finding): Line {
  const { kind } = change;
  const message = KINDS[kind].message.replaceAll(/\{\w+\}/g, '…');
  const places = [change, ...others].map(({ subject }) => ({ subject }));
  return { api: apiOf(change), effect: 'note', kind, message, places };
}

/** The catalogue of codes is one for all APIs. */
const apiOf = ({ api, subject }: Change): string => (subject.startsWith('code ') ? 'errors' : api);

const placeOf = ({ subject, part, field }: Change): ReleasePlace => {
  const inside = [part, field].filter(Boolean).join(', ');
  return { subject, ...(inside && { part: inside }) };
};

/** Changes that say the same put together, with all the places of each; the worst first, then by API. */
function joined(lines: Line[]): ReleaseChange[] {
  const found = new Map<string, Line>();
  for (const line of lines) {
    const { api, effect, kind, message } = line;
    const key = JSON.stringify([api, effect, kind, message]);
    const known = found.get(key);
    found.set(key, known ? { ...known, places: [...known.places, ...line.places] } : line);
  }
  const order = ({ api, effect }: Line) => `${LEVELS.indexOf(effect)} ${api}`;
  return [...found.values()]
    .sort((a, b) => order(a).localeCompare(order(b)))
    .map(({ places, ...line }) => {
      const each = [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
      const most = line.effect === 'note' || each.some(({ part }) => part !== undefined) ? MOST_PLACES : each.length;
      const more = each.length - most;
      return { ...line, places: each.slice(0, most), ...(more > 0 && { more }) };
    });
}
