import { join } from 'node:path';
import { SpecError } from '../load/diagnostic.js';
import { isObject, type Json, type JsonObject, listOf, objectOf, textOf, textsOf } from '../load/json.js';
import type { Source } from '../load/source.js';

/** What a change does to consumers, the worst first; the words of `bitget-spec diff`. */
export const RELEASE_EFFECTS = ['breaking', 'dangerous', 'compatible', 'note'] as const;
export type ReleaseEffect = (typeof RELEASE_EFFECTS)[number];

/** What has changed with a release, as `bitget-spec diff --record` wrote it into a file of the folder `changes`. */
export interface Release {
  /** `0.2.0`, or `unreleased`. */
  name: string;
  /** The commit that it is compared with. */
  base: string;
  /** The day on which it was recorded, `2026-11-26`. */
  date: string;
  /** What it is about, in Markdown, where somebody has written that. */
  about?: string;
  changes: ReleaseChange[];
}

export interface ReleaseChange {
  /** `v3`; `errors` for the catalogue of codes, which all APIs share. */
  api: string;
  effect: ReleaseEffect;
  /** Id of its kind, `field-removed`. */
  kind: string;
  /** What happened. */
  message: string;
  /** What to do about it. */
  hint?: string;
  /** Where: the operation, channel or code, and which part and field of it. */
  places: ReleasePlace[];
  /** In how many places it shows besides. */
  more?: number;
}

export interface ReleasePlace {
  /** `POST /api/v3/trade/place-order`, `channel public.books`, `code 43012`. */
  subject: string;
  /** `request body, side` */
  part?: string;
}

/**
 * What is not released comes first, then the newest.
 * @throws SpecError on a file that is no record
 */
export function releasesOf(source: Source): Release[] {
  const files = Object.entries(objectOf(source.companion('changes')));
  const releases = files.map(([file, value]) => {
    const wrong = problemOf(value);
    if (wrong !== undefined) {
      const location = { file: join(source.companionPath('changes') ?? '', file), pointer: '' };
      throw new SpecError([source.diagnose(location, wrong, 'write it with `bitget-spec diff BASE --record`')]);
    }
    return releaseOf(file.replace(/\.ya?ml$/, ''), objectOf(value));
  });
  const rank = ({ name, date }: Release) => `${name === 'unreleased' ? 1 : 0} ${date}`;
  const newest = (a: Release, b: Release) =>
    a.name.localeCompare(b.name, 'en', { numeric: true }) > 0 ? -1 : Number(a.name !== b.name);
  return releases.sort((a, b) => (rank(a) === rank(b) ? newest(a, b) : rank(a) > rank(b) ? -1 : 1));
}

/** Why a value is no record of changes. */
function problemOf(value: Json): string | undefined {
  if (!isObject(value) || !Array.isArray(value.changes)) return 'is no record of changes: it has no list of them';
  if (!/^\d{4}-\d\d-\d\d$/.test(textOf(value.date) ?? '')) return 'has no date such as 2026-11-26, in quotes';
  const effects = new Set<unknown>(RELEASE_EFFECTS);
  const unknown = value.changes.map(objectOf).find(({ effect }) => !effects.has(effect));
  return unknown && `has a change whose effect is ${unknown.effect}: there are ${RELEASE_EFFECTS.join(', ')}`;
}

function releaseOf(name: string, value: JsonObject): Release {
  const { base, date, about, changes } = value;
  const words = textOf(about)?.trim();
  return {
    name,
    base: textOf(base) ?? '',
    date: textOf(date) ?? '',
    ...(words && { about: words }),
    changes: listOf(changes).map((change) => changeOf(objectOf(change))),
  };
}

function changeOf({ api, effect, kind, message, hint, at, more }: JsonObject): ReleaseChange {
  return {
    api: textOf(api) ?? '',
    effect: RELEASE_EFFECTS.find((one) => one === effect) ?? 'note',
    kind: textOf(kind) ?? '',
    message: textOf(message) ?? '',
    ...(typeof hint === 'string' && { hint }),
    places: listOf(at).map((place) => {
      const [subject = '', part] = textsOf(place);
      return { subject, ...(part !== undefined && { part }) };
    }),
    ...(typeof more === 'number' && { more }),
  };
}
