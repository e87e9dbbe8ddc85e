import { readFileSync } from 'node:fs';
import ts from 'typescript';
import type { FieldData, FitsData, MoveData } from '../../src/migrate/data.js';

type Value = string | number | boolean | Value[] | { [name: string]: Value };

/** The request of the documentation's sample of an operation, as a value; undefined where it takes none. */
export function sampleRequest(url: string): Record<string, Value> | undefined {
  const page = `generated/docs${url.replace(/^\w+ \/api/, '')}.json`;
  const { samples } = JSON.parse(readFileSync(page, 'utf8'));
  const source = ts.createSourceFile('sample.ts', samples[0].code, ts.ScriptTarget.Latest, true);
  let found: ts.CallExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText().startsWith('bitget.')) found ??= node;
    ts.forEachChild(node, visit);
  };
  visit(source);
  const [request] = found?.arguments ?? [];
  const value = request && plainValue(request);
  return typeof value === 'object' && !Array.isArray(value) ? value : undefined;
}

function plainValue(node: ts.Expression): Value {
  if (ts.isObjectLiteralExpression(node))
    return Object.fromEntries(
      node.properties.map((property) => {
        if (!ts.isPropertyAssignment(property)) throw new Error(`no plain value: ${property.getText()}`);
        return [property.name.getText().replaceAll("'", ''), plainValue(property.initializer)];
      }),
    );
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(plainValue);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (ts.isPrefixUnaryExpression(node)) return -Number(node.operand.getText());
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  throw new Error(`no plain value: ${node.getText()}`);
}

/** Of the sample of an operation, the fields that pass; and those that must be said in v3. */
export function exactRequest(
  move: MoveData,
  sample: Record<string, Value> | undefined,
): Record<string, Value> | undefined {
  const fields = move.request ?? {};
  if (!sample && !Object.values(fields).some(({ absent }) => absent)) return sample;
  const careful = (name: string, value: Value): Value | undefined => {
    const when = move.care?.map((one) => one.when?.[name]).find((words) => words !== undefined && words !== 'absent');
    if (when === 'given') return undefined;
    if (!when?.includes(String(value))) return value;
    return Object.keys(fields[name]?.words ?? {}).find((word) => !when.includes(word));
  };
  const kept = Object.entries(sample ?? {}).flatMap(([name, given]) => {
    const value = careful(name, given);
    return value !== undefined && passes(fields[name], value) ? [[name, value] as const] : [];
  });
  const missing = Object.entries(fields).flatMap(([name, { absent }]) =>
    (absent || move.care?.some(({ when }) => when?.[name] === 'absent')) &&
    !kept.some(([other]) => other === name) &&
    SAID[name] !== undefined
      ? [[name, fields[name]?.number ? String(SAID[name]) : SAID[name]] as const]
      : [],
  );
  return Object.fromEntries([...kept, ...missing]);
}

/** What the samples leave out and v3 asks for. */
const SAID: Record<string, Value> = {
  limit: 50,
  label: 'desk',
  coin: 'USDT',
  startTime: '1761900000000',
  endTime: '1761998400000',
  repayUnlock: 'yes',
  advancedSettle: 'no',
};

function passes(field: FieldData | undefined, value: Value): boolean {
  if (!field || field.why) return false;
  if (field.words) return typeof value === 'string' && field.words[value] !== undefined;
  return !field.fits || fits(field.fits, String(value));
}

const fits = ({ pattern, maximum, minimum, maxLength }: FitsData, text: string): boolean =>
  (pattern === undefined || new RegExp(pattern, 'u').test(text)) &&
  (maximum === undefined || Number(text) <= maximum) &&
  (minimum === undefined || Number(text) >= minimum) &&
  (maxLength === undefined || text.length <= maxLength);

/** How code reads a position in every entry of the lists whose order v3 does not promise, where it is in one. */
export function readingAll(path: string, { care = [] }: MoveData): string {
  const list = care.flatMap(({ order = [] }) => order).find((one) => path.startsWith(`${one}[]`));
  return list === undefined ? reading(path) : `${reading(list)}?.map((r) => ${reading(path.slice(list.length + 2))})`;
}

/** How code reads a position of a response, wherever in a list: `r?.find(() => true)?.orderId`. */
export const reading = (path: string): string =>
  `r${path
    .replaceAll('[]', '.find(() => true)')
    .replace(/^(?=[^.[])/, '.')
    .replaceAll(/\.(?=\w)/g, '?.')
    .replaceAll(/\[/g, '?.[')}`;
