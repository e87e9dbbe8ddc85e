import ts from 'typescript';

/** `createClient({ … })`. */
export const makerText = (local: string, options: string): string => `${local}(${options})`;

const CREDENTIALS: Record<string, string> = { apiKey: 'apiKey', apiSecret: 'secretKey', apiPass: 'passphrase' };
const OPTIONS: Record<string, string> = { demoTrading: 'demo', baseUrl: 'baseUrl' };
/** How bitget-api keeps its connections and writes its query is no matter of the new client. */
const DROPPED = new Set(['keepAlive', 'keepAliveMsecs', 'encodeQueryStringValues', 'recvWindow']);

/** The options of a client of bitget-api as those of `createClient`; undefined where one has no counterpart. */
export function madeByCreateClient(maker: ts.CallExpression | ts.NewExpression): string | undefined {
  const [options, ...network] = maker.arguments ?? [];
  if (network.length) return undefined;
  if (!options) return '';
  if (!ts.isObjectLiteralExpression(options)) return undefined;
  const credentials: string[] = [];
  const others: string[] = [];
  for (const property of options.properties) {
    if (!property.name || !ts.isIdentifier(property.name)) return undefined;
    const name = property.name.text;
    const value = ts.isPropertyAssignment(property)
      ? property.initializer
      : ts.isShorthandPropertyAssignment(property)
        ? property.name
        : undefined;
    if (!value) return undefined;
    const [credential, option] = [CREDENTIALS[name], OPTIONS[name]];
    if (credential) credentials.push(field(credential, value));
    else if (option) others.push(field(option, value));
    else if (!DROPPED.has(name) || !isLiteral(value)) return undefined;
  }
  const fields = [...(credentials.length ? [`credentials: { ${credentials.join(', ')} }`] : []), ...others];
  return fields.length ? `{ ${fields.join(', ')} }` : '';
}

const field = (name: string, value: ts.Expression): string =>
  value.getText() === name ? name : `${name}: ${value.getText()}`;

const isLiteral = (node: ts.Expression): boolean =>
  ts.isLiteralExpression(node) || node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword;
