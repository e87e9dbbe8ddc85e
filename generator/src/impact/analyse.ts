import type ts from 'typescript';
import type { Config } from '../project/config.js';
import { Declarations } from './changes/declarations.js';
import { TypeComparison, type View } from './changes/differences.js';
import { Locations } from './changes/locations.js';
import { Renames, renamedRoots } from './changes/renames.js';
import { scopeOf } from './changes/scope.js';
import type { Context } from './context.js';
import { newCase } from './fix/new-case.js';
import type { Found } from './found.js';
import { merged } from './merge.js';
import type { PackagePair } from './packages/sides.js';
import { Programs } from './project/programs.js';
import type { Version } from './project/resolution.js';
import { explained, newDiagnostics } from './rules/diagnostics.js';
import { findIn } from './rules/index.js';

/** What the changes do to one program of a project. */
export interface Analysis {
  programs: Programs;
  context: Context;
  /** Whether it imports one of the packages. */
  isUsed: boolean;
  /** The files whose types may depend on what was generated. */
  files: readonly ts.SourceFile[];
  found: Map<ts.SourceFile, Found[]>;
}

/** Checks a program over both sides and compares. */
export function analyse(config: Config, pairs: readonly PackagePair[], home: string): Analysis {
  const programs = new Programs(config, pairs, home);
  const view = (side: Version, more?: ts.CompilerOptions): View => {
    const program = programs.program(side, more);
    return { program, checker: program.getTypeChecker() };
  };
  const [old, plain] = [view('old'), view('new')];
  const isBridged = pairs.some((pair) => pair.bridged);
  const now = isBridged ? view('bridged') : plain;
  const roots = renamedRoots(pairs);
  const declarations = new Declarations(programs, old.program, plain.program, now.program, roots);
  const files = declarations.anyDiffer ? programs.dependents(old.program) : [];
  const locations = new Locations(declarations, { old, new: plain });
  const types = new TypeComparison(old, now, declarations);
  const { strict, strictNullChecks = strict } = config.options;
  const strictly = { strictNullChecks: true };
  const strictTypes =
    strictNullChecks || !files.length
      ? types
      : new TypeComparison(view('old', strictly), view(isBridged ? 'bridged' : 'new', strictly), declarations);
  const context = {
    old,
    now,
    plain,
    declarations,
    types,
    strict: strictTypes,
    scope: scopeOf(declarations, strictTypes),
    renames: new Renames(declarations, locations, roots, pairs),
    locations,
  };
  const found = new Map(files.map((file) => [file, foundIn(context, file)]));
  const isUsed = old.program.getSourceFiles().some(({ fileName }) => programs.packageOf(fileName));
  return { programs, context, isUsed, files, found };
}

function foundIn(context: Context, file: ts.SourceFile): Found[] {
  const { types, strict, old, now, plain } = context;
  const diagnostics = newDiagnostics(types, file);
  const said = diagnostics.map((diagnostic) => explained(context, strict, file, diagnostic));
  if (strict !== types) {
    // What would be said if the project had the compiler look for null.
    const known = new Set(diagnostics.map(({ start }) => start));
    for (const diagnostic of newDiagnostics(strict, file)) {
      if (known.has(diagnostic.start)) continue;
      const one = explained(context, strict, file, diagnostic);
      if (one.kind !== 'null') continue;
      const { diagnostic: _, ...silent } = one;
      said.push(silent);
    }
  }
  const found = merged(findIn(context, file), said).map((one) => {
    const edits = one.edits ?? (one.kind === 'case' ? newCase(one) : undefined);
    return { ...one, ...(edits && { edits }) };
  });
  return plain === now ? found : withDiagnostics(found, newDiagnostics({ old, now: plain }, file));
}

/** What is called by an old name does not compile, though nothing but the name is said against it. */
const withDiagnostics = (found: Found[], diagnostics: ts.Diagnostic[]): Found[] =>
  found.map((one) => {
    const diagnostic = one.diagnostic ?? diagnostics.find(({ start }) => start === one.node.getStart());
    return { ...one, ...(diagnostic && { diagnostic }) };
  });
