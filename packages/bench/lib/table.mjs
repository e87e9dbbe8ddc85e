/**
 * A Markdown table with aligned columns; the first is text, the others are figures unless told otherwise.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 * @param {readonly ('left' | 'right')[]} [sides]
 */
export function table(head, rows, sides = head.map((_, index) => (index ? 'right' : 'left'))) {
  const widths = head.map((title, index) => Math.max(3, title.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${widths.map((width, i) => (sides[i] === 'right' ? (cells[i] ?? '').padStart(width) : (cells[i] ?? '').padEnd(width))).join(' | ')} |`;
  const rule = widths.map((width, i) => (sides[i] === 'right' ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** @param {number} ms */
export const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

/**
 * One line of "wanted against reached".
 * @param {string} what
 * @param {number} reached
 * @param {'<=' | '>='} relation
 * @param {number} wanted
 * @returns {string[]}
 */
export function goal(what, reached, relation, wanted) {
  const met = relation === '<=' ? reached <= wanted : reached >= wanted;
  return [what, `${relation === '<=' ? 'at most' : 'at least'} ${wanted}`, reached.toFixed(2), met ? 'yes' : 'no'];
}

/** @param {readonly string[][]} goals */
export const goals = (goals) =>
  table(['ratio', 'wanted', 'measured', 'reached'], goals, ['left', 'right', 'right', 'left']);
