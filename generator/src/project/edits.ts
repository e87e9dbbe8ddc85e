/** A stretch of a file's text and what takes its place. */
export interface TextEdit {
  file: string;
  start: number;
  end: number;
  text: string;
}

/** Edits by file, in the order of the text; those that are made twice are made once. @throws where two differ over a stretch */
export function byFile(edits: readonly TextEdit[]): Map<string, TextEdit[]> {
  const files = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const list = files.get(edit.file);
    if (list) list.push(edit);
    else files.set(edit.file, [edit]);
  }
  for (const [file, list] of files) files.set(file, inOrder(list));
  return files;
}

function inOrder(edits: TextEdit[]): TextEdit[] {
  const sorted = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index)
    .map(({ edit }) => edit);
  return sorted.filter((edit, index) => {
    // Those of one start stand together.
    for (let before = index - 1; sorted[before]?.start === edit.start; before--)
      if (sorted[before]?.end === edit.end && sorted[before]?.text === edit.text) return false;
    return true;
  });
}

export const isSame = (a: TextEdit, b: TextEdit): boolean =>
  a.start === b.start && a.end === b.end && a.text === b.text;

/** True where two edits want the same stretch for different text. */
export function clash(edits: readonly TextEdit[]): boolean {
  const sorted = inOrder([...edits]);
  return sorted.some((edit, index) => {
    const next = sorted[index + 1];
    return next !== undefined && next.start < edit.end;
  });
}

/** The text with its edits, which do not overlap; everything else stays as it is, byte for byte. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: replacement } of inOrder([...edits])) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}
