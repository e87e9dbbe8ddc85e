import ts from 'typescript';
import type { TextEdit } from '../project/edits.js';
import type { Project } from '../project/program.js';
import type { MigrateData, MoveData, OperationData } from './data.js';
import type { Found } from './find.js';
import type { NameUse } from './imports.js';
import { Refusal } from './refusal.js';
import { rewriteRequest } from './request.js';
import { followResponse } from './response.js';
import { replace } from './text.js';

/** What becomes of one place that names a call. */
export interface Attempt {
  found: Found;
  /** Key of the operation that is called; the method's name where it is none. */
  operation: string;
  /** Where the new call stands in the client, `trade.placeOrder`, and its key. */
  call?: string;
  to?: string;
  edits: TextEdit[];
  names: NameUse[];
  /** Where its response was followed to. */
  followed: readonly ts.Node[];
  /** Why it stays as it is, and what stands in the way. */
  why?: string;
  at?: ts.Node;
}

/** The data, ready to be asked. */
export class Directory {
  private readonly byKey: Map<string, OperationData>;
  private readonly byUrl: Map<string, OperationData>;
  private readonly moves: Map<string, MoveData>;

  constructor({ operations, moves }: MigrateData) {
    this.byKey = new Map(operations.map((operation) => [operation.key, operation]));
    this.byUrl = new Map(operations.map((operation) => [operation.url, operation]));
    this.moves = new Map(moves.map((move) => [move.from, move]));
  }

  operation = (key: string): OperationData | undefined => this.byKey.get(key);
  at = (url: string): OperationData | undefined => this.byUrl.get(url);
  move = (key: string): MoveData | undefined => this.moves.get(key);
}

export interface Scope {
  project: Project;
  directory: Directory;
  isLibrary: boolean;
}

/** Tries to rewrite a call and all that is read of its response; the client that it is called on aside. */
export function attempt(found: Found, scope: Scope): Attempt {
  const { operation, position, why } = operationOf(found, scope.directory);
  const name = operation?.key ?? found.method.name;
  const base: Attempt = { found, operation: name, edits: [], names: [], followed: [] };
  try {
    if (found.why !== undefined || !found.call) throw new Refusal(found.why ?? 'it is not called here');
    if (!operation) throw new Refusal(why ?? 'it is no call of an operation that is described');
    const isSame = operation.key.startsWith('v3:');
    const move: MoveData | undefined = isSame
      ? { from: operation.key, to: operation.key }
      : scope.directory.move(operation.key);
    const to = move?.to === undefined ? undefined : scope.directory.operation(move.to);
    if (!move || !to || move.why) throw new Refusal(move?.why ?? 'nothing is known of what takes its place');
    return {
      ...base,
      ...rewritten(found, { ...scope, move, from: operation, to, isSame, position }),
      to: to.key,
      call: to.key.slice(to.key.indexOf(':') + 1),
    };
  } catch (error) {
    if (error instanceof Refusal) return { ...base, why: error.why, ...(error.at && { at: error.at }) };
    throw error;
  }
}

/** The operation behind a method, and where its request stands among the arguments. */
function operationOf(
  { method, call }: Found,
  directory: Directory,
): { operation?: OperationData | undefined; position: number; why?: string } {
  if (method.key !== undefined) return { operation: directory.operation(method.key), position: 0 };
  if (method.url === undefined) return { position: 0, why: noOperation(method.name) };
  if (!method.url.includes('*'))
    return { operation: directory.at(method.url), position: 0, why: `${method.url} is not described` };
  const [part] = call?.arguments ?? [];
  if (!part || !ts.isStringLiteralLike(part))
    return { position: 1, why: 'which path it asks shows only when it runs: write its first argument in the call' };
  return {
    operation: directory.at(method.url.replace('*', part.text)),
    position: 1,
    why: `${method.url.replace('*', part.text)} is not described`,
  };
}

/** Methods of bitget-api that take a path, and those that do more than hand their argument to one. */
const noOperation = (name: string): string =>
  /^(get|post|delete)(Private)?$/.test(name)
    ? 'the path is an argument: call the method of the operation'
    : 'it does more than hand its argument to one path: call the operations that it calls';

interface Rewriting extends Scope {
  move: MoveData;
  from: OperationData;
  to: OperationData;
  isSame: boolean;
  position: number;
}

function rewritten(
  { call, method }: Found,
  { project, isLibrary, move, from, to, isSame, position }: Rewriting,
): Pick<Attempt, 'edits' | 'names' | 'followed'> {
  if (!call) throw new Refusal('it is not called here');
  const { checker, files, options } = project;
  const isStrict = options.strictNullChecks ?? options.strict ?? false;
  const names: NameUse[] = [];
  const renameType = (node: ts.TypeNode) => renamedTypes(node, checker, { from, to, names });
  const isOurs = method.library === '@bitget-spec/v2';
  const edits = isSame
    ? []
    : rewriteRequest({ move, checker, isStrict, call, position, takes: to.request === true, renameType });
  if (position > 0) edits.push(withoutFirst(call));
  if (!isOurs && call.arguments.length > position + 1)
    throw new Refusal('it has more arguments than the path takes', call);
  const response = followResponse(call, {
    move,
    checker,
    files,
    isLibrary,
    envelope: !isOurs,
    same: isSame,
    foreignErrors: !isOurs,
    renameType,
  });
  return { edits: [...edits, ...response.edits], names, followed: response.followed };
}

function withoutFirst(call: ts.CallExpression): TextEdit {
  const [first, next] = call.arguments;
  if (!first) throw new Refusal('its first argument is not there', call);
  return { ...replace(first, ''), end: next ? next.getStart() : first.getEnd() };
}

interface TypeMove {
  from: OperationData;
  to: OperationData;
  names: NameUse[];
}

/** The types of an operation in an annotation become those of the new one; undefined where another type stands there. */
function renamedTypes(node: ts.TypeNode, checker: ts.TypeChecker, move: TypeMove): TextEdit[] | undefined {
  if (ts.isUnionTypeNode(node)) return all(node.types, checker, move);
  if (ts.isArrayTypeNode(node)) return renamedTypes(node.elementType, checker, move);
  if (ts.isLiteralTypeNode(node) && node.literal.kind === ts.SyntaxKind.NullKeyword) return [];
  if (node.kind === ts.SyntaxKind.UndefinedKeyword || node.kind === ts.SyntaxKind.VoidKeyword) return [];
  if (!ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return undefined;
  const { text } = node.typeName;
  if ((text === 'Promise' || text === 'Array') && node.typeArguments) return all(node.typeArguments, checker, move);
  const suffix = text.slice(move.from.type.length);
  if (!text.startsWith(move.from.type) || !['Request', 'Response', 'Item'].includes(suffix) || node.typeArguments)
    return undefined;
  const { typeName } = node;
  const narrow = suffix !== 'Item' && move.to.narrow && !move.from.narrow ? `<'${move.to.narrow}'>` : '';
  move.names.push({
    imported: `${move.to.type}${suffix}`,
    isType: true,
    node: typeName,
    edit: (local) => replace(typeName, local + narrow),
  });
  return [];
}

function all(nodes: readonly ts.TypeNode[], checker: ts.TypeChecker, move: TypeMove): TextEdit[] | undefined {
  const parts = nodes.map((node) => renamedTypes(node, checker, move));
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}
