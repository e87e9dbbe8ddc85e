/** Columns that a line may have. */
const WIDTH = 120;

const TYPE = String.raw`(?:'(?:\\.|[^'\\])*'|\w+)`;
const UNION = new RegExp(String.raw`^(\s*)([^\s*/].*?[:=]) (\()?(${TYPE}(?: \| ${TYPE})+)(?:\)(\[\]))?;$`);

/** Puts each alternative of a long union on a line of its own. */
export const breakLongUnions = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line.length > WIDTH ? broken(line) : line))
    .join('\n');

function broken(line: string): string {
  const [, indent = '', start, open, union = '', list = ''] = UNION.exec(line) ?? [];
  if (start === undefined) return line;
  const words = [...union.matchAll(new RegExp(TYPE, 'g'))].map(([word]) => `\n${indent}  | ${word}`).join('');
  return open ? `${indent}${start} (${words}\n${indent})${list};` : `${indent}${start}${words};`;
}
