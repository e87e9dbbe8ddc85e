import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { objectOf, textOf } from '../../load/json.js';
import { effectOf } from '../change.js';
import type { Finding } from '../findings.js';
import { LEVELS, type Level } from '../kinds/kind.js';

export type BumpType = 'major' | 'minor' | 'patch';

/** The least first. */
export const BUMP_TYPES: readonly BumpType[] = ['patch', 'minor', 'major'];

/** What the changes of an API ask of the package that is generated from it. */
export interface Bump {
  /** `@bitget-spec/v3` */
  package: string;
  /** Its package.json. */
  manifest: string;
  version: string;
  type: BumpType;
  /** The worst that happened to it. */
  because: Level;
  findings: Finding[];
}

/**
 * The least bump of each package whose description has changed. Below 1.0.0 a minor release may break and a patch add
 * (https://semver.org, 4), as ranges such as `^0.1.0` expect.
 * @param generated - folder of the packages, each in a folder called as its API
 */
export function bumpsOf(findings: Finding[], generated = 'generated'): Bump[] {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const folder = finding.change.subject.startsWith('code ') ? 'errors' : finding.change.api;
    const known = found.get(folder);
    if (known) known.push(finding);
    else found.set(folder, [finding]);
  }
  return [...found].flatMap(([folder, all]) => {
    const found = manifestIn(join(generated, folder));
    const because = LEVELS.find((level) => all.some(({ change }) => effectOf(change) === level));
    if (!found || !because) return [];
    return [{ ...found, type: bumpFor(because, found.version), because, findings: all }];
  });
}

function bumpFor(level: Level, version: string): BumpType {
  const early = version.startsWith('0.');
  if (level === 'breaking') return early ? 'minor' : 'major';
  if (level === 'dangerous') return 'minor';
  return level === 'compatible' && !early ? 'minor' : 'patch';
}

function manifestIn(folder: string): { package: string; manifest: string; version: string } | undefined {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return undefined;
  const { name, version } = objectOf(JSON.parse(readFileSync(manifest, 'utf8')));
  return { package: textOf(name) ?? folder, manifest, version: textOf(version) ?? '0.0.0' };
}

/** The bump from one version to a later one; undefined where it is none. */
export function bumpBetween(was: string, now: string): BumpType | undefined {
  const [before, after] = [was, now].map((version) => version.split(/[.+-]/).slice(0, 3).map(Number));
  const at = (before ?? []).findIndex((part, index) => part !== after?.[index]);
  return at < 0 || (after?.[at] ?? 0) < (before?.[at] ?? 0) ? undefined : [...BUMP_TYPES].reverse()[at];
}
