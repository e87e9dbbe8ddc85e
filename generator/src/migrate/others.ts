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
export function otherUses({ files, checker }: Project, { clients }: Libraries): OtherUse[] {
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
    ts.forEachChild(node, visit);
  };
  for (const file of files) if (/bitget|http|resume|v2:/.test(file.text)) visit(file);
  return found;
}
