import { createRequire } from 'node:module';
import type * as TypeScript from 'typescript';
import { string, typeName } from '../quote/index.js';
import { uncarried } from './carried.js';
import { plainComment } from './plain-comment.js';

const require = createRequire(import.meta.url);
const ts: typeof TypeScript = require('typescript');

/** The name of a named schema, or the type that stands for it. */
export type NamedTypes = (schema: string) => string | TypeScript.TypeNode;

/**
 * openapi-typescript names a schema `components["schemas"]["Price"]`, tags every comment and nests unions in parentheses;
 * we write `Price`, prose and one list of alternatives. Done to the tree and not to its text, where a comment or a word
 * of an enum may look like any of these.
 * @param types what the named schemas are called, where that is not their name in the document
 */
export function inOurWords(node: TypeScript.TypeNode, types: NamedTypes): TypeScript.TypeNode {
  const visit = (inner: TypeScript.Node): TypeScript.Node => {
    const named = namedSchema(inner, types);
    if (named) return named;
    if (ts.isStringLiteral(inner)) return ts.factory.createStringLiteral(uncarried(inner.text), true);
    if (isWord(inner)) return ts.factory.createIdentifier(string(JSON.parse(inner.text)));
    const comments = ts.getSyntheticLeadingComments(inner);
    for (const comment of comments ?? []) comment.text = plainComment(comment.text);
    if (comments)
      ts.setSyntheticLeadingComments(
        inner,
        comments.filter(({ text }) => text.trim()),
      );
    const visited = ts.visitEachChild(inner, visit, undefined);
    if (ts.isUnionTypeNode(visited)) return flat(visited);
    if (ts.isIntersectionTypeNode(visited)) return flatIntersection(visited);
    if (ts.isTupleTypeNode(visited)) return ts.setEmitFlags(visited, ts.EmitFlags.SingleLine);
    return ts.isParenthesizedTypeNode(visited) && isPlain(visited.type) ? visited.type : visited;
  };
  const ours = visit(node);
  if (ts.isTypeNode(ours)) return ours;
  // A word alone is a name to the compiler.
  return ts.isIdentifier(ours) ? ts.factory.createTypeReferenceNode(ours) : node;
}

/** `components["schemas"]["Price"]` as `Price`. */
function namedSchema(node: TypeScript.Node, types: NamedTypes): TypeScript.TypeNode | undefined {
  const name = indexOf(node);
  const section = name !== undefined && ts.isIndexedAccessTypeNode(node) ? node.objectType : undefined;
  if (name === undefined || !section || indexOf(section) !== 'schemas' || !ts.isIndexedAccessTypeNode(section))
    return undefined;
  const root = section.objectType;
  if (!ts.isTypeReferenceNode(root) || !ts.isIdentifier(root.typeName) || root.typeName.text !== 'components')
    return undefined;
  const type = types(name);
  return typeof type === 'string' ? ts.factory.createTypeReferenceNode(typeName(type)) : type;
}

/** A word of an enum: openapi-typescript writes it as a name that is JSON text. */
const isWord = (node: TypeScript.Node): node is TypeScript.Identifier =>
  ts.isIdentifier(node) && node.text.startsWith('"');

/** `Price` of `…["Price"]`. */
function indexOf(node: TypeScript.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isLiteralTypeNode(node.indexType)) return undefined;
  const { literal } = node.indexType;
  return ts.isStringLiteral(literal) ? literal.text : undefined;
}

/** `('a' | 'b') | null | null` as `'a' | 'b' | null`. */
function flat(union: TypeScript.UnionTypeNode): TypeScript.TypeNode {
  const types = union.types.flatMap((type) => {
    const bare = ts.isParenthesizedTypeNode(type) ? type.type : type;
    return ts.isUnionTypeNode(bare) ? [...bare.types] : [type];
  });
  const once = new Map(types.map((type) => [identity(type) ?? type, type]));
  const [only, ...more] = once.values();
  return only && !more.length ? only : ts.factory.createUnionTypeNode([...once.values()]);
}

/** `A & (B & C)` as `A & B & C`. */
function flatIntersection({ types }: TypeScript.IntersectionTypeNode): TypeScript.TypeNode {
  const parts = types.flatMap((type) => {
    const bare = ts.isParenthesizedTypeNode(type) ? type.type : type;
    return ts.isIntersectionTypeNode(bare) ? [...bare.types] : [type];
  });
  return ts.factory.createIntersectionTypeNode(parts);
}

/** What two mentions of the same type have in common; undefined for types that are not told apart by a word. */
function identity(type: TypeScript.TypeNode): string | undefined {
  if (ts.isIdentifier(type)) return type.text;
  if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && !type.typeArguments) return type.typeName.text;
  if (ts.isLiteralTypeNode(type)) return type.literal.kind === ts.SyntaxKind.NullKeyword ? 'null' : undefined;
  return isKeyword(type) ? String(type.kind) : undefined;
}

const isKeyword = ({ kind }: TypeScript.TypeNode): boolean =>
  kind >= ts.SyntaxKind.FirstKeyword && kind <= ts.SyntaxKind.LastKeyword;

/** A type that means the same without parentheses wherever it stands. */
const isPlain = (type: TypeScript.TypeNode): boolean =>
  ts.isTypeReferenceNode(type) || ts.isLiteralTypeNode(type) || isKeyword(type) || ts.isTypeLiteralNode(type);
