import ts from 'typescript';
import { movedTo } from '../../project/edits.js';
import type { Analysis } from '../analyse.js';
import { statementOf } from '../merge.js';
import { declaresGlobals } from '../project/programs.js';
import { shownPath } from '../shown-path.js';
import { type Plan, plansOf, type Refused } from './plan.js';

/** What is to be written into a file, and what then is left of it. */
export interface FixedFile extends Plan {
  /** What the compiler says of the file then, and did not say before the change. */
  errors: readonly ts.Diagnostic[];
}

export interface Fixes {
  files: ReadonlyMap<string, FixedFile>;
  /** What could be mended and is not. */
  refused: readonly Refused[];
}

/**
 * Mends what is certain, in memory. The project is compiled with all that would be written: what makes a file worse, itself or one
 * that imports it, is dropped, until nothing does.
 */
export function fixesOf(analyses: readonly Analysis[]): Fixes {
  const { plans, refused } = plansOf(analyses);
  for (;;) {
    const checked = analyses.map((analysis) => checkedWith(analysis, plans));
    const worse = checked.flatMap((one) => one.worse);
    if (!worse.length) return { files: withErrors(plans, checked), refused };
    for (const { file, error, suspects } of worse)
      for (const path of suspects)
        if (plans.delete(path)) refused.push({ file: path, why: `the compiler would then say ${said(file, error)}` });
  }
}

interface Worse {
  file: ts.SourceFile;
  error: ts.Diagnostic;
  /** The files whose edits may have led to it. */
  suspects: string[];
}

interface Checked {
  worse: Worse[];
  /** What is left, by file. */
  errors: Map<string, ts.Diagnostic[]>;
}

/** What the compiler makes of a program with what is planned. */
function checkedWith(analysis: Analysis, plans: ReadonlyMap<string, Plan>): Checked {
  const { programs, context, files } = analysis;
  const checked: Checked = { worse: [], errors: new Map() };
  const own = new Set(files.map(({ fileName }) => fileName));
  const importers = new Map(
    [...plans.keys()].filter((path) => own.has(path)).map((path) => [path, programs.importersOf(path)]),
  );
  if (!importers.size) return checked;
  const hasGlobals = [...plans.values()].some(({ file }) => declaresGlobals(file));
  const reached = files.filter(
    ({ fileName }) => hasGlobals || plans.has(fileName) || [...importers.values()].some((all) => all.has(fileName)),
  );
  const program = programs.programWith(new Map([...plans].map(([path, { text }]) => [path, text])));
  for (const file of reached) {
    const { fileName } = file;
    const after = program.getSourceFile(fileName);
    if (!after) continue;
    const all = diagnosticsOf(program, after);
    const error = all.find((one) => isNew(analysis, file, plans.get(fileName), one));
    if (error) {
      const imported = [...importers].flatMap(([path, by]) => (by.has(fileName) ? [path] : []));
      const suspects = plans.has(fileName) ? [fileName] : imported.length ? imported : [...importers.keys()];
      checked.worse.push({ file: after, error, suspects });
    }
    const known = new Set(diagnosticsOf(context.old.program, file).map(textOf));
    const left = all.filter((one) => !known.has(textOf(one)));
    if (left.length) checked.errors.set(fileName, left);
  }
  return checked;
}

/** Of a line that nothing was said of before the fix, and where nothing is left to do. */
function isNew(
  { context, found }: Analysis,
  file: ts.SourceFile,
  plan: Plan | undefined,
  error: ts.Diagnostic,
): boolean {
  const { start = 0, code } = error;
  const moved = (position: number) => movedTo(position, plan?.edits ?? []);
  const was = (one: ts.Diagnostic) => one.code === code && moved(one.start ?? 0) === start;
  // What hides behind a name that is not known shows under the old names, or in what was before the change.
  for (const { program } of [context.plain, context.now, context.old])
    if (diagnosticsOf(program, file).some(was)) return false;
  const left = found.get(file)?.filter((one) => !one.edits?.length) ?? [];
  return !left.some(({ node, whole, diagnostic }) => {
    const around = whole ?? statementOf(node) ?? node;
    return diagnostic?.code === code && moved(around.getStart(file)) <= start && start <= moved(around.getEnd());
  });
}

const diagnosticsOf = (program: ts.Program, file: ts.SourceFile): readonly ts.Diagnostic[] => [
  ...program.getSyntacticDiagnostics(file),
  ...program.getSemanticDiagnostics(file),
];

function withErrors(plans: ReadonlyMap<string, Plan>, checked: readonly Checked[]): Map<string, FixedFile> {
  const files = [...plans].map(([path, plan]): [string, FixedFile] => {
    const all = checked.flatMap(({ errors }) => errors.get(path) ?? []);
    return [path, { ...plan, errors: [...new Map(all.map((one) => [`${one.start} ${textOf(one)}`, one])).values()] }];
  });
  return new Map(files);
}

function said({ fileName, text }: ts.SourceFile, { start = 0, code, messageText }: ts.Diagnostic): string {
  const line = text.slice(0, start).split('\n').length;
  return `in ${shownPath(fileName)}:${line}: TS${code}: ${ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')[0]}`;
}

const textOf = ({ code, messageText }: ts.Diagnostic): string =>
  `${code} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
