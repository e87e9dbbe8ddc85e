import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The files that a side is read from: those here, or those of a revision. */
export interface Files {
  isFile(path: string): boolean;
  /** What is in a folder, in order; nothing where there is no such folder. */
  names(folder: string): string[];
  /** The YAML and JSON files below a folder, however deep, by their paths. */
  below(folder: string): string[];
  /** The text of a file that is there. */
  text(path: string): string;
}

export const isDescription = (name: string): boolean => /\.(ya?ml|json)$/.test(name);

/** What lies here. */
export const HERE: Files = {
  isFile: (path) => existsSync(path) && statSync(path).isFile(),
  names: (folder) => (existsSync(folder) ? readdirSync(folder).sort() : []),
  below: (folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && isDescription(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  text: (path) => readFileSync(path, 'utf8'),
};
