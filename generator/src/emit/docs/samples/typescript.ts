import type { Api, Operation } from '../../../model/types.js';
import { member, string } from '../../print/quote/index.js';
import { literal, TYPESCRIPT } from './literal.js';
import type { Sent } from './sent.js';

/** The call through the generated package. */
export function typescript({ call, signed, effect }: Operation, { argument, host }: Sent, api: Api): string {
  const { variable: client, baseUrl } = api.profile.client;
  const name = (api.profile.package.scope ?? '') + api.name;
  const lines = [`import { createClient } from ${string(name)};`, ''];
  if (baseUrl === 'given') lines.push(`const ${client} = createClient({ baseUrl: ${string(host)} });`);
  else if (!signed) lines.push(`const ${client} = createClient();`);
  else lines.push(...withCredentials(client, effect === 'order'));
  const path = call.map(member).join('');
  lines.push(
    '',
    `const data = await ${client}${path}(${argument === undefined ? '' : literal(argument, TYPESCRIPT)});`,
  );
  return [...lines, 'console.log(data);'].join('\n');
}

const withCredentials = (client: string, order: boolean): string[] => [
  `const ${client} = createClient({`,
  '  credentials: {',
  "    apiKey: process.env.BITGET_API_KEY ?? '',",
  "    secretKey: process.env.BITGET_SECRET_KEY ?? '',",
  "    passphrase: process.env.BITGET_PASSPHRASE ?? '',",
  '  },',
  ...(order ? ['  // A real order. For demo trading use a demo key and add `demo: true`.'] : []),
  '});',
];
