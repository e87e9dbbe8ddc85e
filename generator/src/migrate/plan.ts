import ts from 'typescript';
import { applyEdits, byFile, clash, isSame, type TextEdit } from '../project/edits.js';
import { newErrors } from '../project/errors.js';
import type { Project } from '../project/program.js';
import { type Attempt, attempt, type Scope } from './attempt.js';
import { rootsOf } from './clients.js';
import { type Found, findCalls } from './find.js';
import { importEdits, type NameUse } from './imports.js';
import { type Libraries, type LibraryName, librariesOf } from './libraries.js';
import { otherUses } from './others.js';
import { rootRoutes } from './root-routes.js';
import type { Routes } from './routes.js';
import { sistersOf } from './sisters.js';
import { refuseUnresolved } from './unresolved.js';
import { wholeRoute } from './whole-route.js';

/** A place in the project, as it is before anything is written. */
export interface Place {
  file: string;
  line: number;
  column: number;
  /** Key of the operation, `v2:spot.trade.placeOrder`, or what stands there. */
  operation: string;
}

export interface Plan {
  /** The new text of each file that changes. */
  texts: Map<string, string>;
  rewritten: (Place & { to: string })[];
  listed: (Place & { why: string })[];
  /** False where the project cannot import `@bitget-spec/v3`. */
  hasSuccessor: boolean;
  /** Folders of packages of which the project sees declarations alone. */
  sisters: string[];
}

const LIBRARIES: LibraryName[] = ['@bitget-spec/v2', 'RestClientV2', 'RestClientV3'];

/**
 * What to rewrite in a project and what to leave, with the reason; the type checker has looked at the result.
 * @throws UsageError where an import of an old package leads nowhere, so that its calls cannot be told
 */
export function planMigration(scope: Scope): Plan {
  refuseUnresolved(scope.project);
  const libraries = librariesOf(scope.project);
  const found = findCalls(scope.project, libraries);
  const attempts = found.map((one) => attempt(one, scope));
  const others = otherUses(scope.project, libraries);
  const whole = new Set(LIBRARIES.filter((library) => !others.some((one) => one.library === library && !one.key)));
  for (;;) {
    const { edits, routed } = editsOf(attempts, whole, libraries, scope);
    const texts = textsOf(edits, scope.project);
    const errors = newErrors(scope.project, texts, edits);
    if (!errors.length)
      return {
        ...{ texts, ...reported(routed, others) },
        ...{ hasSuccessor: libraries.hasSuccessor, sisters: sistersOf(scope.project) },
      };
    exclude(errors, attempts, routed, whole, scope.project);
  }
}

type Failures = ReturnType<typeof newErrors>;

/** Gives up what the checker refuses: the call that it is about, else the way of the clients, else the calls of the file. */
function exclude(
  errors: Failures,
  attempts: Attempt[],
  routed: Attempt[],
  whole: Set<LibraryName>,
  project: Project,
): undefined {
  const done = routed.filter(({ why }) => why === undefined);
  const refused = new Map(
    errors.flatMap((error): [Found, string][] => {
      const one = blamed(error, done, project);
      return one ? [[one.found, error.message]] : [];
    }),
  );
  if (!refused.size && whole.size) {
    whole.clear();
    return;
  }
  const files = new Set(errors.map(({ file }) => file));
  const inFile = done.filter(({ found }) => files.has(found.file.fileName));
  if (!refused.size)
    for (const { found } of inFile.length ? inFile : done) refused.set(found, errors[0]?.message ?? '');
  for (const one of attempts) {
    const message = refused.get(one.found);
    if (message !== undefined) one.why = `what becomes of it does not type-check: ${message}`;
  }
}

/** The call that an error is about: the one whose response comes nearest to it, or else to the statement of it. */
function blamed({ file, start, end }: Failures[number], done: Attempt[], { program }: Project): Attempt | undefined {
  const nodes = done.flatMap((one) =>
    [...one.followed, one.found.call ?? one.found.node].map((node) => ({ one, node })),
  );
  const own = nodes.filter(({ node }) => node.getSourceFile().fileName === file);
  const nearest = (from: number, to: number) =>
    own
      .filter(({ node }) => node.getStart() <= to && from <= node.getEnd())
      .sort((a, b) => a.node.getWidth() - b.node.getWidth())[0]?.one;
  const source = program.getSourceFile(file);
  const statement = source && statementAt(source, start);
  return nearest(start, end) ?? (statement && nearest(statement.getStart(), statement.getEnd()));
}

/** The innermost statement around a position. */
function statementAt(source: ts.SourceFile, position: number): ts.Statement | undefined {
  let found: ts.Statement | undefined;
  const visit = (node: ts.Node): void => {
    if (position < node.getStart() || node.getEnd() < position) return;
    if (ts.isStatement(node) && !ts.isBlock(node)) found = node;
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return found;
}

/** The edits of all calls that are rewritten, with their clients and imports. */
function editsOf(
  attempts: Attempt[],
  whole: Set<LibraryName>,
  libraries: Libraries,
  scope: Scope,
): { edits: TextEdit[]; routed: Attempt[] } {
  const { project, isLibrary } = scope;
  const agreed = withoutClashes(attempts, libraries.hasSuccessor);
  const roots = rootsOf(
    agreed.map(({ found }) => found),
    project,
    libraries,
  );
  const input = { project, libraries, attempts: agreed, roots, isLibrary };
  const routes: Routes[] = [];
  const left = new Set(agreed);
  for (const library of LIBRARIES) {
    const route = whole.has(library) ? wholeRoute(library, input) : undefined;
    if (!route) continue;
    routes.push(route);
    for (const one of agreed) if (one.found.method.library === library) left.delete(one);
  }
  routes.push(rootRoutes({ ...input, attempts: [...left] }));
  const refused = new Map(routes.flatMap(({ refused }) => [...refused]));
  const routed = agreed.map((one) => {
    const why = one.why ?? refused.get(one);
    return why === undefined ? one : { ...one, why };
  });
  const done = routed.filter(({ why }) => why === undefined);
  const edits = [...done.flatMap(({ edits }) => edits), ...routes.flatMap(({ edits }) => edits)];
  const names = [...done.flatMap(({ names }) => names), ...routes.flatMap(({ names }) => names)];
  return {
    edits: [...edits, ...project.files.flatMap((file) => importsOf(file, names, edits, project.checker))],
    routed,
  };
}

function importsOf(file: ts.SourceFile, names: NameUse[], edits: TextEdit[], checker: ts.TypeChecker): TextEdit[] {
  const own = names.filter(({ node, edit }) =>
    node ? node.getSourceFile() === file : edit('x').file === file.fileName,
  );
  return own.length || edits.some((edit) => edit.file === file.fileName) ? importEdits(file, own, edits, checker) : [];
}

/** Two calls that want the same text to be different stay as they are. */
function withoutClashes(attempts: Attempt[], hasSuccessor: boolean): Attempt[] {
  const clashes = clashesOf(attempts.filter(({ why }) => why === undefined));
  return attempts.map((one) => {
    if (one.why !== undefined) return one;
    if (!hasSuccessor) return { ...one, why: '@bitget-spec/v3 is not installed here: npm install @bitget-spec/v3' };
    const other = clashes.get(one);
    return other
      ? { ...one, why: `its response meets that of \`${other.operation}\` in one place: read them apart` }
      : one;
  });
}

/** Calls whose edits differ over a stretch of text. */
function clashesOf(attempts: Attempt[]): Map<Attempt, Attempt> {
  const clashes = new Map<Attempt, Attempt>();
  const files = new Map<string, { edit: TextEdit; one: Attempt }[]>();
  for (const one of attempts) {
    for (const edit of one.edits) {
      const list = files.get(edit.file);
      if (list) list.push({ edit, one });
      else files.set(edit.file, [{ edit, one }]);
    }
  }
  for (const list of files.values()) {
    list.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end);
    for (const [index, { edit, one }] of list.entries()) {
      for (const other of list.slice(index + 1)) {
        if (other.edit.start >= edit.end) break;
        if (other.one === one || isSame(edit, other.edit)) continue;
        clashes.set(one, other.one);
        clashes.set(other.one, one);
      }
    }
  }
  return clashes;
}

function textsOf(edits: TextEdit[], { program }: Project): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [file, list] of byFile(edits)) {
    const source = program.getSourceFile(file);
    if (!source) continue;
    if (clash(list)) throw new Error(`two edits of ${file} overlap`);
    texts.set(file, applyEdits(source.text, list));
  }
  return texts;
}

function reported(attempts: Attempt[], others: ReturnType<typeof otherUses>): Pick<Plan, 'rewritten' | 'listed'> {
  const rewritten = attempts.flatMap(({ why, to, operation, found }) =>
    why === undefined && to !== undefined ? [{ ...placeOf(found.node, operation), to }] : [],
  );
  const listed = [
    ...attempts.flatMap(({ why, at, operation, found }) =>
      why === undefined ? [] : [{ ...placeOf(found.node, operation), why: `${why}${elsewhere(at, found.node)}` }],
    ),
    ...others
      .filter(({ key }) => key === undefined || rewritten.some(({ operation }) => operation === key))
      .map(({ node, what, why }) => ({ ...placeOf(node, what), why })),
  ];
  return { rewritten: rewritten.sort(inOrder), listed: listed.sort(inOrder) };
}

const inOrder = (a: Place, b: Place): number =>
  a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;

function placeOf(node: ts.Node, operation: string): Place {
  const source = node.getSourceFile();
  const { line, character } = source.getLineAndCharacterOfPosition(node.getStart());
  return { file: source.fileName, line: line + 1, column: character + 1, operation };
}

/** Where the reason stands in another line than the call. */
function elsewhere(at: ts.Node | undefined, node: ts.Node): string {
  if (!at) return '';
  const [here, there] = [placeOf(node, ''), placeOf(at, '')];
  if (here.file === there.file && here.line === there.line) return '';
  return here.file === there.file ? ` (line ${there.line})` : ` (${there.file}:${there.line}:${there.column})`;
}
