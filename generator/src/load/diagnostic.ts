import { relative } from 'node:path';
import { isUrl } from './remote.js';

/** One thing wrong with the input, at one location. */
export interface Diagnostic {
  /** Absolute path of the file, or a name for input that has none. */
  file: string;
  /** Counted from 1. */
  line: number;
  /** Counted from 1. */
  column: number;
  /** What went wrong. */
  message: string;
  /** How to mend it. */
  fix?: string;
  /** The lint rule, where one fired. */
  rule?: string;
  severity: 'error' | 'warn';
}

/** Input that cannot be used. Carries every diagnostic found before the work stopped. */
export class SpecError extends Error {
  override name = 'SpecError';
  constructor(readonly diagnostics: Diagnostic[]) {
    super(diagnostics.map((d) => formatDiagnostic(d)).join('\n'));
  }
}

/** `spec/v3/x.yaml:12:7 error [rule] what went wrong; how to mend it`, the path relative to the working directory. */
export function formatDiagnostic(d: Diagnostic, cwd = process.cwd()): string {
  const shown = shownPath(d.file, cwd);
  const rule = d.rule ? ` [${d.rule}]` : '';
  const fix = d.fix ? `; ${d.fix}` : '';
  return `${shown}:${d.line}:${d.column} ${d.severity}${rule} ${oneLine(d.message)}${oneLine(fix)}`;
}

/** A path relative to the working directory, where that is shorter; a URL as it is. */
function shownPath(file: string, cwd: string): string {
  const path = isUrl(file) ? '..' : relative(cwd, file);
  return path.startsWith('..') ? file : path;
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');
