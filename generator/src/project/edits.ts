/** A stretch of a text and what takes its place. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

/** One of a file. */
export interface TextEdit extends Edit {
  file: string;
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

/** In the order of the text, those of one stretch as they were made, each once. */
export function inOrder<E extends Edit>(edits: readonly E[]): E[] {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  return sorted.filter((edit, index) => {
    // Those of one start stand together.
    for (let at = index - 1, other = sorted[at]; other?.start === edit.start; other = sorted[--at])
      if (isSame(other, edit)) return false;
    return true;
  });
}

export const isSame = (a: Edit, b: Edit): boolean => a.start === b.start && a.end === b.end && a.text === b.text;

/** True where two edits want the same stretch for different text. */
export function clash(edits: readonly Edit[]): boolean {
  const sorted = inOrder(edits);
  return sorted.some((edit, index) => {
    const next = sorted[index + 1];
    return next !== undefined && next.start < edit.end;
  });
}

/** The text with its edits, which do not overlap; everything else stays as it is, byte for byte. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: replacement } of inOrder(edits)) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

/** Where a position of the old text is in the new one. */
export const movedTo = (position: number, edits: readonly Edit[]): number =>
  edits.reduce((at, { start, end, text }) => (end <= position ? at + text.length - (end - start) : at), position);

/** Where a position of the edited text stood before; the start of an edit for what is in its text. */
export function movedFrom(position: number, edits: readonly Edit[]): number {
  let shift = 0;
  for (const { start, end, text } of inOrder(edits)) {
    if (position < start + shift) break;
    if (position < start + shift + text.length) return start;
    shift += text.length - (end - start);
  }
  return position - shift;
}
