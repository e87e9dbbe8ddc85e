import { CODE_CLASSES, classesOf } from '../model/code-classes.js';
import type { Api } from '../model/types.js';

/** The codes of each class, a class a line; undefined without a catalogue. */
export function codesText({ errors }: Api): string | undefined {
  if (!errors) return undefined;
  const lines = CODE_CLASSES.map((name) => {
    const codes = [...errors].filter(([code, error]) => classesOf(code, error).includes(name)).map(([code]) => code);
    return [name, ...codes].join(' ');
  });
  return lines.join('\n');
}
