import ts from 'typescript';
import { Refusal } from './refusal.js';
import type { FunctionNode } from './syntax.js';
import type { Sources } from './uses.js';

/** @throws Refusal where a decorator may put another function in the place of this one */
export function refuseDecorated(own: FunctionNode | ts.GetAccessorDeclaration, { checker, files }: Sources): undefined {
  const member = ts.isPropertyDeclaration(own.parent) ? own.parent : own;
  const isOurs = (decorator: ts.Decorator): boolean => {
    const source = checker.getResolvedSignature(decorator)?.declaration?.getSourceFile();
    return !source || files.includes(source);
  };
  const [decorator] = [
    ...decoratorsOf(member),
    // Those that libraries have for classes register them.
    ...decoratorsOf(member.parent).filter(isOurs),
  ];
  if (decorator)
    throw new Refusal(
      `\`${decorator.getText()}\` stands around the function that it is called in, and may read an error of it`,
      decorator,
    );
}

const decoratorsOf = (node: ts.Node): readonly ts.Decorator[] =>
  (ts.canHaveDecorators(node) && ts.getDecorators(node)) || [];
