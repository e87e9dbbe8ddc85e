import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const VERBS: Record<string, string> = {
  get: 'GET',
  getPrivate: 'GET',
  post: 'POST',
  postPrivate: 'POST',
  deletePrivate: 'DELETE',
};

/**
 * Which URL each method of a client of bitget-api asks, read from the program of the package that the project has installed:
 * methods that hand their only argument to one path, and those whose first argument is a part of the path (a `*`).
 */
export function pathsOfClass(declarations: string, className: string): Map<string, string> {
  const file = declarations.replace(/\.d\.([mc]?)ts$/, '.$1js');
  const urls = new Map<string, string>();
  if (file === declarations || !existsSync(file)) return urls;
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isClassDeclaration(node) && node.name?.text === className)
      for (const member of node.members) addMethod(member, urls);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return urls;
}

function addMethod(member: ts.ClassElement, urls: Map<string, string>): void {
  if (!ts.isMethodDeclaration(member) || !ts.isIdentifier(member.name)) return;
  const statement = member.body?.statements.at(-1);
  const call = statement && ts.isReturnStatement(statement) ? statement.expression : undefined;
  if (!call || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return;
  const verb = VERBS[call.expression.name.text];
  const [path, params] = call.arguments;
  const names = member.parameters.map(({ name }) => name.getText());
  if (!verb || !path) return;
  const statements = member.body?.statements ?? [];
  if (ts.isStringLiteralLike(path)) {
    if (statements.length === 1 && isHandedOn(params, names)) urls.set(member.name.text, `${verb} ${path.text}`);
    return;
  }
  const part = ts.isTemplateExpression(path) && path.templateSpans.length === 1 ? path.templateSpans[0] : undefined;
  if (!part || !ts.isTemplateExpression(path) || part.expression.getText() !== names[0]) return;
  const checks = statements.slice(0, -1).every((one) => one.getText().startsWith('assert'));
  if (checks && isHandedOn(params, names.slice(1)))
    urls.set(member.name.text, `${verb} ${path.head.text}*${part.literal.text}`);
}

/** The argument itself, and no other. */
const isHandedOn = (params: ts.Expression | undefined, names: string[]): boolean =>
  params ? names.length === 1 && params.getText() === names[0] : !names.length;
