import ts from 'typescript';
import type { Project } from '../project/program.js';
import type { Libraries, LibraryName } from './libraries.js';

/** A use of an old client that is no call of an operation. */
export interface OtherUse {
  library: LibraryName;
  node: ts.Node;
  what: string;
  why: string;
  /** The operation that is named, where it matters only if calls of it are rewritten. */
  key?: string;
}

const MEMBERS: Record<string, string> = {
  http: 'calls by path through `http` are not rewritten: call the operation of v3',
  resume: 'open intents were announced under the calls of v2: settle them with v2 before you move',
};
const SOCKETS = '@bitget-spec/v2/socket';

/** What is done with old clients besides calling operations, and streams, which are no matter of the map. */
export function otherUses({ files, checker }: Project, libraries: Libraries): OtherUse[] {
  const { clients } = libraries;
  const names = namesOf(libraries);
  const found: OtherUse[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && Object.hasOwn(MEMBERS, node.name.text)) {
      const library = (checker.getTypeAtLocation(node.expression).symbol?.declarations ?? [])
        .map((one) => clients.get(one))
        .find((one) => one !== undefined);
      const why = MEMBERS[node.name.text];
      if (library === '@bitget-spec/v2' && why) found.push({ library, node, what: node.name.text, why });
    }
    if (ts.isStringLiteral(node) && node.text === SOCKETS)
      found.push({
        library: '@bitget-spec/v2',
        node,
        what: 'streams',
        why: 'streams have other names and forms in v3: subscribe with `@bitget-spec/v3/socket`',
      });
    if (ts.isStringLiteral(node) && /^v2:[a-z]\w*(\.\w+)+$/.test(node.text))
      found.push({
        library: '@bitget-spec/v2',
        node,
        what: node.text,
        key: node.text,
        why: 'the operation is named by its key, and calls of it have another now: write that of v3',
      });
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { expression } = node;
      for (const [library, name] of checker.getSymbolAtLocation(expression.name) ? [] : namedBy(expression, names))
        found.push({
          library,
          node: expression,
          what: name,
          why: 'it is called on a value of type `any`, which may be a client of it: say its type',
        });
    }
    ts.forEachChild(node, visit);
  };
  for (const file of files) visit(file);
  return found;
}

/** Libraries by the names of their methods, `spot.trade.placeOrder`. */
function namesOf({ methods }: Libraries): Map<string, LibraryName> {
  return new Map([...methods.values()].map(({ name, library }) => [name, library]));
}

/** The method that the last words of an access name: `placeOrder`, `trade.placeOrder`, `spot.trade.placeOrder`. */
function namedBy(access: ts.PropertyAccessExpression, names: Map<string, LibraryName>): [LibraryName, string][] {
  const words: string[] = [];
  for (let here: ts.Expression = access; ts.isPropertyAccessExpression(here); here = here.expression) {
    words.unshift(here.name.text);
    const name = words.join('.');
    const library = names.get(name);
    if (library) return [[library, name]];
  }
  return [];
}
