import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf, textOf } from '../../load/json.js';
import { yaml } from '../../load/yaml.js';
import type { Release } from '../../model/releases.js';

/** Where a workspace of ours keeps them. */
const CHANGES_FOLDER = 'spec/changes';
const UNRELEASED = 'unreleased';

/** The commit that the record of what is not released is compared with; undefined where there is none. */
export const unreleasedBase = (folder = CHANGES_FOLDER): string | undefined =>
  textOf(fieldsOf(folder, UNRELEASED).base);

/** What somebody has written about it. */
export const aboutOf = (name: string, folder = CHANGES_FOLDER): string | undefined =>
  textOf(fieldsOf(folder, name).about) ?? textOf(fieldsOf(folder, UNRELEASED).about);

function fieldsOf(folder: string, name: string) {
  const file = join(folder, `${name}.yaml`);
  return objectOf(existsSync(file) ? yaml().parse(readFileSync(file, 'utf8')) : {});
}

/**
 * Writes a record, in place of an earlier one. What was not released is, once a release has a name.
 * @returns its path
 */
export function writeRecord(release: Release, folder = CHANGES_FOLDER): string {
  const file = join(folder, `${release.name}.yaml`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, textOfRecord(release));
  if (release.name !== UNRELEASED) rmSync(join(folder, `${UNRELEASED}.yaml`), { force: true });
  return file;
}

/** A line for each change, so that a small change of the record is a small diff. JSON is YAML. */
function textOfRecord({ base, date, about, changes }: Release): string {
  const lines = changes.map(({ places, ...change }) => {
    const at = places.map(({ subject, part }) => [subject, ...(part === undefined ? [] : [part])]);
    return `  - ${JSON.stringify({ ...change, at })}\n`;
  });
  const head = [
    '# Written by `bitget-spec diff --record`. What it is about may be said by hand, in Markdown.',
    ...(about === undefined ? [] : [`about: ${JSON.stringify(about)}`]),
    `base: ${JSON.stringify(base)}`,
    `date: ${JSON.stringify(date)}`,
  ];
  return `${head.join('\n')}\nchanges:${lines.length ? `\n${lines.join('')}` : ' []\n'}`;
}

/** What a record is called: the version where it is another than that of the base, else `unreleased`. */
export const recordName = (was: string | undefined, now: string | undefined): string =>
  was !== undefined && now !== undefined && was !== now ? now : UNRELEASED;
