import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Writes files, each whole or not at all: the text goes beside the file first and then takes its place.
 * @throws the error of the file that could not be written; what was written before it stays
 */
export function writeTexts(texts: ReadonlyMap<string, string>): void {
  for (const [file, text] of texts) {
    const temporary = `${file}.${process.pid}.tmp`;
    try {
      writeFileSync(temporary, text, { mode: statSync(file).mode });
      renameSync(temporary, file);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }
}
