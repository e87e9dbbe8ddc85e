import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listOf, objectOf, textsOf } from '../../load/json.js';
import { yaml } from '../../load/yaml.js';
import { effectOf } from '../change.js';
import { type Finding, placeOf } from '../findings.js';
import { plain } from '../print/markdown.js';
import { BUMP_TYPES, type Bump, type BumpType } from './bumps.js';

const FOLDER = '.changeset';
const OWN = 'spec-changes.md';

/** The greatest bump that changesets announce for a package, or for one that is released together with it. */
export function announcedFor(name: string, root = '.'): BumpType | undefined {
  const folder = join(root, FOLDER);
  const together = fixedGroups(folder).filter((holds) => holds(name));
  return changesetsIn(folder)
    .flatMap((bumps) => Object.entries(bumps))
    .filter(([other]) => other === name || together.some((holds) => holds(other)))
    .map(([, type]) => type)
    .filter(isBump)
    .reduce<BumpType | undefined>(greater, undefined);
}

/** What stands between the first two lines of dashes: a bump by package. */
function changesetsIn(folder: string): Record<string, unknown>[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')) : [];
  return names.map((name) => {
    const [, head = ''] = readFileSync(join(folder, name), 'utf8').split(/^---\s*$/m);
    return objectOf(yaml().parse(head));
  });
}

function fixedGroups(folder: string): ((name: string) => boolean)[] {
  const file = join(folder, 'config.json');
  const { fixed } = objectOf(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  return listOf(fixed).map((group) => {
    const patterns = textsOf(group).map(
      (pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`),
    );
    return (name) => patterns.some((pattern) => pattern.test(name));
  });
}

const isBump = (type: unknown): type is BumpType => BUMP_TYPES.some((one) => one === type);

const greater = (one: BumpType | undefined, other: BumpType): BumpType =>
  one && BUMP_TYPES.indexOf(one) > BUMP_TYPES.indexOf(other) ? one : other;

/** Most lines of a changeset: what is more is in the report. */
const MOST_LINES = 40;

/**
 * Writes the changeset of the spec's changes, in place of an earlier one.
 * @returns its path
 */
export function writeChangeset(bumps: Bump[], root = '.'): string {
  const file = join(root, FOLDER, OWN);
  writeFileSync(file, changesetText(bumps));
  return file;
}

/** A changeset: a bump for each package, and what asks for it. */
function changesetText(bumps: Bump[]): string {
  const head = bumps.map(({ package: name, type }) => `'${name}': ${type}`).sort();
  const findings = bumps.flatMap(({ findings }) => findings).filter(({ change }) => effectOf(change) !== 'note');
  const lines = findings.slice(0, MOST_LINES).map(lineOf);
  const more = findings.length > MOST_LINES ? [`- and ${findings.length - MOST_LINES} more`] : [];
  return ['---', ...head, '---', '', 'The descriptions have changed.', '', ...lines, ...more, ''].join('\n');
}

function lineOf({ change, also }: Finding): string {
  const others = also.length ? ` (and in ${also.length} more)` : '';
  return `- ${effectOf(change)}: ${plain(`${placeOf(change)}: ${change.message}`)}${others}`;
}
