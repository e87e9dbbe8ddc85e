import ts from 'typescript';
import { applyEdits, clash, type Edit, inOrder, movedTo } from '../../project/edits.js';
import type { Analysis } from '../analyse.js';
import type { Found } from '../found.js';
import { statementOf } from '../merge.js';

/** What is to be written into a file, and what then is left of it. */
export interface FixedFile {
  file: ts.SourceFile;
  text: string;
  /** What is mended. */
  done: ReadonlySet<Found>;
  /** What the compiler says of the file then, and did not say before the change. */
  errors: readonly ts.Diagnostic[];
}

/**
 * Mends what is certain, in memory. A file gets all of its edits or none: none where two of them contradict each other, or where
 * the compiler then says something of a line that was fine or that has been mended.
 */
export function fixed({ programs, context, found }: Analysis): FixedFile[] {
  const plans = [...found].flatMap(([file, all]) => planOf(file, all));
  if (!plans.length) return [];
  programs.replace(new Map(plans.map(({ file, text }) => [file.fileName, text])));
  const program = programs.program('new');
  const results = plans.flatMap((plan): FixedFile[] => {
    const { file, text, done } = plan;
    const after = program.getSourceFile(file.fileName);
    if (!after) return [];
    const all = program.getSemanticDiagnostics(after);
    if (program.getSyntacticDiagnostics(after).length || all.some((error) => isNew(plan, error))) return [];
    const known = new Set(context.old.program.getSemanticDiagnostics(file).map(textOf));
    return [{ file, text, done, errors: all.filter((error) => !known.has(textOf(error))) }];
  });
  programs.replace(new Map(plans.map(({ file }) => [file.fileName, file.text])));
  return results;

  /** Of a line that nothing was said of before the fix, and nothing is left to do at. */
  function isNew({ file, edits, left }: Plan, { start = 0, code }: ts.Diagnostic): boolean {
    const before = context.plain.program.getSemanticDiagnostics(file);
    if (before.some((one) => one.code === code && movedTo(one.start ?? 0, edits) === start)) return false;
    return !left.some(({ node, whole }) => {
      const around = whole ?? statementOf(node) ?? node;
      return movedTo(around.getStart(file), edits) <= start && start <= movedTo(around.getEnd(), edits);
    });
  }
}

interface Plan {
  file: ts.SourceFile;
  text: string;
  edits: Edit[];
  done: ReadonlySet<Found>;
  /** What its author has to mend. */
  left: Found[];
}

function planOf(file: ts.SourceFile, all: readonly Found[]): Plan[] {
  const done = all.filter(({ edits }) => edits?.length);
  const edits = inOrder(done.flatMap((one) => one.edits ?? []));
  if (!done.length || clash(edits)) return [];
  const left = all.filter((one) => !one.edits?.length);
  return [{ file, text: applyEdits(file.text, edits), edits, done: new Set(done), left }];
}

const textOf = ({ code, messageText }: ts.Diagnostic): string =>
  `${code} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
