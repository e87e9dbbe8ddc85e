import type { Edit } from '../found.js';

/** Edits in the order of the text, each once; undefined where two contradict each other. */
export function ordered(edits: readonly Edit[]): Edit[] | undefined {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const unique = sorted.filter(
    ({ start, end, text }, index) =>
      !sorted.slice(0, index).some((other) => other.start === start && other.end === end && other.text === text),
  );
  const overlaps = unique.some(({ start }, index) => index > 0 && start < (unique[index - 1]?.end ?? 0));
  return overlaps ? undefined : unique;
}

/** The text with what takes the place of its parts; all else stays as it is. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: instead } of edits) {
    result += text.slice(at, start) + instead;
    at = end;
  }
  return result + text.slice(at);
}

/** Where a position of the old text is in the new one. */
export const movedTo = (position: number, edits: readonly Edit[]): number =>
  edits.reduce((at, { start, end, text }) => (end <= position ? at + text.length - (end - start) : at), position);
