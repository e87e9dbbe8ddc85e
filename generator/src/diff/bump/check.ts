import { BUMP_TYPES, type Bump, type BumpType } from './bumps.js';
import { announcedFor } from './changesets.js';

/** Packages whose announced bump is less than their changes ask for, a line each. */
export function tooSmall(bumps: Bump[], root = '.'): string[] {
  return bumps.flatMap((bump) => {
    const type = announcedFor(bump.package, root);
    if (type !== undefined && BUMP_TYPES.indexOf(type) >= BUMP_TYPES.indexOf(bump.type)) return [];
    return [`${bump.package}: changes are ${bump.because}, so a ${bump.type} bump is due; ${said(type)}`];
  });
}

const said = (type: BumpType | undefined): string =>
  type ? `changesets announce a ${type} one` : 'no changeset announces one';
