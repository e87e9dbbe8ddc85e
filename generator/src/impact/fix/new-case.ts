import ts from 'typescript';
import type { Edit } from '../../project/edits.js';
import type { Found } from '../found.js';
import { leaves } from '../rules/choices.js';

/**
 * A case for each new word of a `switch`: beside the default where that takes it already, otherwise one that throws, since only
 * its author can say what else to do. Undefined where a new case could change what the others do, or where the `switch` leaves some
 * of the old words out on purpose.
 */
export function newCase({ whole, difference, diagnostic, exhaustive }: Found): Edit[] | undefined {
  if (!whole || !ts.isSwitchStatement(whole) || whole.expression.kind === ts.SyntaxKind.TrueKeyword) return undefined;
  const file = whole.getSourceFile();
  const { clauses } = whole.caseBlock;
  const [first, last] = [clauses[0], clauses.at(-1)];
  const sample = clauses
    .flatMap((clause) => (ts.isCaseClause(clause) ? [clause.expression] : []))
    .find(ts.isStringLiteral);
  if (!first || !last || !sample) return undefined;
  const quote = sample.getText(file).charAt(0);
  const style = styleOf(file, clauses.find((clause) => indentOf(file, clause) !== undefined) ?? first);
  const labels = difference.words.map((word) => `case ${quoted(word, quote)}:`).join(style.line);
  const said = quoted(`${difference.name ?? 'the value'} ${difference.words.join(', ')} is not handled`, quote);
  const clause = `${labels}${style.body}throw new Error(${said});`;
  const fallback = clauses.find(ts.isDefaultClause);
  if (fallback) {
    const start = fallback.getStart(file);
    const refuses =
      diagnostic?.start !== undefined && diagnostic.start >= start && diagnostic.start < fallback.getEnd();
    if (!refuses) return [{ start, end: start, text: `${labels}${style.line}` }];
    const before = clauses[clauses.indexOf(fallback) - 1];
    return before?.statements.length && !ends(before)
      ? undefined
      : beforeClause(before && !before.statements.length ? first : fallback, clause, style, file);
  }
  if (!exhaustive) return undefined;
  if (!ends(last)) return beforeClause(first, clause, style, file);
  // Behind its comment in a line of its own, else before it, which may be the rest of the line.
  const comment = style.line === ' ' ? undefined : ts.getTrailingCommentRanges(file.text, last.getEnd())?.at(-1);
  const end = comment?.end ?? last.getEnd();
  return [{ start: end, end, text: `${style.line}${clause}` }];
}

function beforeClause(node: ts.Node, clause: string, { line }: Style, file: ts.SourceFile): Edit[] {
  const start = node.getStart(file);
  return [{ start, end: start, text: `${clause}${line}` }];
}

/** Nothing falls out of it. */
const ends = ({ statements }: ts.CaseOrDefaultClause): boolean => leaves(statements.at(-1));

interface Style {
  /** What stands between two clauses. */
  line: string;
  /** What stands between a label and its statement. */
  body: string;
}

/** As the clause is laid out. */
function styleOf(file: ts.SourceFile, clause: ts.CaseOrDefaultClause): Style {
  const indent = indentOf(file, clause);
  if (indent === undefined) return { line: ' ', body: ' ' };
  const end = file.text.includes('\r\n') ? '\r\n' : '\n';
  const statement = clause.parent.clauses.flatMap(({ statements }) => [...statements])[0];
  const inner = statement && indentOf(file, statement);
  const isBelow = inner !== undefined && inner.length > indent.length;
  return { line: end + indent, body: isBelow ? end + inner : statement ? ' ' : `${end}${indent}  ` };
}

/** What stands before a node on its line; undefined where that is not only space. */
function indentOf(file: ts.SourceFile, node: ts.Node): string | undefined {
  const start = node.getStart(file);
  const before = file.text.slice(file.text.lastIndexOf('\n', start - 1) + 1, start);
  return /^\s*$/.test(before) ? before : undefined;
}

const quoted = (text: string, quote: string): string =>
  `${quote}${text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`)}${quote}`;
