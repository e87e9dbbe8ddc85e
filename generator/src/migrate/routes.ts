import type ts from 'typescript';
import type { TextEdit } from '../project/edits.js';
import type { Project } from '../project/program.js';
import type { Attempt } from './attempt.js';
import type { Root } from './clients.js';
import type { NameUse } from './imports.js';
import type { Libraries } from './libraries.js';

/** How calls reach the new client: edits, and the names that they need. */
export interface Routes {
  edits: TextEdit[];
  names: NameUse[];
  /** Why a call has no way to a client of v3. */
  refused: Map<Attempt, string>;
}

export interface RoutesInput {
  project: Project;
  libraries: Libraries;
  attempts: readonly Attempt[];
  roots: ReadonlyMap<ts.Node, Root>;
  isLibrary: boolean;
}
