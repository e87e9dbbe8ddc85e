import ts from 'typescript';
import { movedFrom, type TextEdit } from './edits.js';
import { type Project, withTexts } from './program.js';

/** An error of the type checker that was not there before, where it would stand in the text before. */
export interface NewError {
  file: string;
  start: number;
  end: number;
  message: string;
}

const before = new WeakMap<Project, Map<string, number>>();

/** The errors that a project would have besides those that it has; JavaScript is checked as TypeScript is. */
export function newErrors(
  project: Project,
  texts: ReadonlyMap<string, string>,
  edits: readonly TextEdit[],
): NewError[] {
  if (!texts.size) return [];
  const known = new Map(before.get(project) ?? countsOf(project));
  if (!before.has(project)) before.set(project, new Map(known));
  const after = withTexts(project, texts, { checkJs: true });
  return errorsOf(after).flatMap((error) => {
    if (!error.file) return [];
    const { fileName } = error.file;
    const own = edits.filter(({ file }) => file === fileName);
    const start = movedFrom(error.start ?? 0, own);
    const key = keyOf(error, project, start);
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    if (left > 0) return [];
    const end = movedFrom((error.start ?? 0) + (error.length ?? 0), own);
    return [
      {
        file: fileName,
        start,
        end,
        message: ts.flattenDiagnosticMessageText(error.messageText, '\n').split('\n')[0] ?? '',
      },
    ];
  });
}

function countsOf(project: Project): Map<string, number> {
  const counts = new Map<string, number>();
  for (const error of errorsOf(withTexts(project, new Map(), { checkJs: true }))) {
    const key = keyOf(error, project, error.start ?? 0);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

const errorsOf = ({ program, files }: Project): ts.Diagnostic[] =>
  files
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .filter(({ category }) => category === ts.DiagnosticCategory.Error);

/**
 * In JavaScript that nobody checks, kinds of errors are compared by where they stand, since what is inferred of its values is
 * seldom exact; elsewhere by what they say, wherever.
 */
function keyOf({ file, code, messageText }: ts.Diagnostic, { options }: Project, start: number): string {
  const isChecked =
    options.checkJs || !/\.[cm]?jsx?$/.test(file?.fileName ?? '') || /^\s*\/\/ @ts-check/m.test(file?.text ?? '');
  return `${file?.fileName}:${code}:${isChecked ? ts.flattenDiagnosticMessageText(messageText, ' ') : start}`;
}
