import ts from 'typescript';
import { placeOf } from '../diff/findings.js';
import type { Causes } from './changes/causes.js';
import type { FixedFile } from './fix/fix.js';
import type { Refused } from './fix/plan.js';
import type { Found, ImpactKind } from './found.js';
import { shownPath } from './shown-path.js';

/** A line of the project that a change reaches, as reports have it. */
export interface Impact {
  /** From the working directory. */
  file: string;
  /** Counted from 1. */
  line: number;
  column: number;
  kind: ImpactKind;
  /** What happens to it, `side may be both, which has no case`. */
  what: string;
  /** How to mend it; empty where only its author can say. */
  hint: string;
  /** The change of the description that it comes from. */
  because?: { place: string; message: string; kind: string };
  /** True where the line compiles all the same, and does something else. */
  silent: boolean;
  /** What the compiler says. It may say nothing of what stands beside something worse. */
  compiler?: { code: number; message: string };
  /** Whether `--fix` knows what to write: `can`, or `done` where it has. */
  fix?: 'can' | 'done';
}

/** What a project has to know of a change of its APIs. */
export interface Report {
  from: string;
  to: string;
  project: string;
  /** The packages that were looked into. */
  packages: string[];
  /** Files whose types may depend on them. */
  files: number;
  impacts: Impact[];
  /** Files that were mended, with `--fix`. */
  fixed?: FixedReport[];
  /** Files that could be mended and are left as they are, with `--fix`, and why. */
  refused?: Refused[];
}

/** A file that was mended. */
export interface FixedReport {
  file: string;
  /** How many of its lines were. */
  done: number;
  /** What the compiler says of it then, and did not say before the change; empty where it is clean. */
  errors: { line: number; code: number; message: string }[];
}

export function impactOf(file: ts.SourceFile, found: Found, causes: Causes): Impact {
  const { node, kind, what, hint, difference, diagnostic, edits, silent = false } = found;
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
  const change = causes.of(difference, file);
  return {
    file: shownPath(file.fileName),
    line: line + 1,
    column: character + 1,
    kind,
    what,
    hint: hint || change?.hint || '',
    silent: silent && !diagnostic,
    ...(change && { because: { place: placeOf(change), message: change.message, kind: change.kind } }),
    ...(diagnostic && {
      compiler: { code: diagnostic.code, message: ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n') },
    }),
    ...(edits?.length && { fix: 'can' as const }),
  };
}

export function fixedReport({ file, text, done, errors }: FixedFile): FixedReport {
  const lineOf = (start = 0) => text.slice(0, start).split('\n').length;
  return {
    file: shownPath(file.fileName),
    done: done.size,
    errors: errors.map(({ start, code, messageText }) => ({
      line: lineOf(start),
      code,
      message: ts.flattenDiagnosticMessageText(messageText, '\n'),
    })),
  };
}
