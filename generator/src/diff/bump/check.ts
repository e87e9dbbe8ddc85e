import { BUMP_TYPES, type Bump, type BumpType, bumpBetween } from './bumps.js';
import { announcedFor } from './changesets.js';

/**
 * Packages whose bump is less than their changes ask for, a line each. What changesets have announced is in the version once
 * they are used up, as on the branch that a release is made of.
 * @param versionBefore - version of a package on the other side, where it is known
 */
export function tooSmall(bumps: Bump[], versionBefore: (bump: Bump) => string | undefined, root = '.'): string[] {
  return bumps.flatMap((bump) => {
    const was = versionBefore(bump);
    const made = was === undefined ? undefined : bumpBetween(was, bump.version);
    const announced = announcedFor(bump.package, root);
    const enough = [made, announced].some((type) => type && BUMP_TYPES.indexOf(type) >= BUMP_TYPES.indexOf(bump.type));
    if (enough) return [];
    return [`${bump.package}: changes are ${bump.because}, so a ${bump.type} bump is due; ${said(announced)}`];
  });
}

const said = (type: BumpType | undefined): string =>
  type ? `changesets announce a ${type} one` : 'no changeset announces one';
