import { createRequire } from 'node:module';
import type * as TypeScript from 'typescript';
import { isCarried, uncarried } from './carried.js';
import { inComment, typeName } from './quote/index.js';

const require = createRequire(import.meta.url);
const ts: typeof TypeScript = require('typescript');

/**
 * openapi-typescript names a schema `components["schemas"]["Price"]` and tags every comment; we write `Price`, and prose.
 * Done to the tree and not to its text, where a comment or a word of an enum may look like either.
 */
export function inOurWords(node: TypeScript.Node): TypeScript.Node {
  const named = namedSchema(node);
  if (named) return named;
  if (ts.isStringLiteral(node) && isCarried(node.text)) return ts.factory.createStringLiteral(uncarried(node.text));
  const comments = ts.getSyntheticLeadingComments(node);
  for (const comment of comments ?? []) comment.text = plainComment(comment.text);
  if (comments)
    ts.setSyntheticLeadingComments(
      node,
      comments.filter(({ text }) => text.trim()),
    );
  return ts.visitEachChild(node, inOurWords, undefined);
}

/** `components["schemas"]["Price"]` as `Price`. */
function namedSchema(node: TypeScript.Node): TypeScript.TypeNode | undefined {
  const name = indexOf(node);
  const section = name !== undefined && ts.isIndexedAccessTypeNode(node) ? node.objectType : undefined;
  if (name === undefined || !section || indexOf(section) !== 'schemas' || !ts.isIndexedAccessTypeNode(section))
    return undefined;
  const root = section.objectType;
  if (!ts.isTypeReferenceNode(root) || !ts.isIdentifier(root.typeName) || root.typeName.text !== 'components')
    return undefined;
  return ts.factory.createTypeReferenceNode(typeName(name));
}

/** `Price` of `…["Price"]`. */
function indexOf(node: TypeScript.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isLiteralTypeNode(node.indexType)) return undefined;
  const { literal } = node.indexType;
  return ts.isStringLiteral(literal) ? literal.text : undefined;
}

/** What stands between the marks of a comment; empty where only tags of openapi-typescript did. */
function plainComment(text: string): string {
  const plain = text
    .replaceAll('@description ', '')
    // Prose below a tag belongs to the tag.
    .replaceAll(/^( *\* )@deprecated\n((?: *\* (?!@).*\n)+)/gm, '$2$1@deprecated\n')
    .replaceAll(/^\s*\* @enum \{[^}\n]*\}\n/gm, '')
    .replace(/^\*\s*@enum \{[^}\n]*\} $/, '')
    .replace(/^\*\s*\* discriminator enum property added by openapi-typescript\s*$/, '');
  return inComment(plain);
}
