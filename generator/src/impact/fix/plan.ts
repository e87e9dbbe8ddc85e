import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import type ts from 'typescript';
import { applyEdits, clash, type Edit, inOrder } from '../../project/edits.js';
import type { Analysis } from '../analyse.js';
import { type Found, idOf } from '../found.js';

/** What is to be written into a file. */
export interface Plan {
  file: ts.SourceFile;
  text: string;
  edits: readonly Edit[];
  /** What it mends, by {@link idOf}. */
  done: ReadonlySet<string>;
}

/** A file that is left as it is, and why. */
export interface Refused {
  file: string;
  why: string;
}

/** All of a file's certain edits, whichever program found them; a file gets all of them or none. */
export function plansOf(analyses: readonly Analysis[]): { plans: Map<string, Plan>; refused: Refused[] } {
  const found = new Map<string, { file: ts.SourceFile; mended: Found[] }>();
  for (const analysis of analyses)
    for (const [file, all] of analysis.found) {
      const known = found.get(file.fileName) ?? { file, mended: [] };
      known.mended.push(...all.filter(({ edits }) => edits?.length));
      if (known.mended.length) found.set(file.fileName, known);
    }
  const plans = new Map<string, Plan>();
  const refused: Refused[] = [];
  for (const [path, { file, mended }] of found) {
    const edits = inOrder(mended.flatMap((one) => one.edits ?? []));
    if (clash(edits)) refused.push({ file: path, why: 'two of its edits are about the same text' });
    else if (!isUtf8(readFileSync(path))) refused.push({ file: path, why: 'it is not encoded as UTF-8' });
    else plans.set(path, { file, text: applyEdits(file.text, edits), edits, done: new Set(mended.map(idOf)) });
  }
  return { plans, refused };
}
