import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { data, projectFolder } from '../../test/migrate/project.js';
import { loadProject } from '../project/program.js';
import { attempt, Directory } from './attempt.js';
import { isEscaping } from './escapes.js';
import { findCalls } from './find.js';
import { librariesOf } from './libraries.js';

const HEAD = `import { type Client, createClient } from '@bitget-spec/v2';
const client = createClient();
console.log((await client.spot.market.tickers({ symbol: 'BTCUSDT' })).map((one) => one.lastPr));
`;
const PANIC = `mix.order.closePositions({ productType: 'USDT-FUTURES' })`;

/** Clients that get to where their calls cannot be told. */
const ESCAPING: Record<string, string> = {
  'argument.js': `const panic = (any) => any.${PANIC};\nawait panic(client);`,
  'object.js': `const panic = ({ api }) => api.${PANIC};\nawait panic({ api: client });`,
  'cast.ts': `await (client as any).${PANIC};`,
  'part.ts': `const panic = (mix: any) => ${PANIC};\nawait panic(client.mix);`,
  'structure.ts': `const panic = (one: { mix: { order: { closePositions(request: object): Promise<unknown> } } }) => one.${PANIC};\nawait panic(client);`,
  'kept.ts': `const all: Record<string, any> = {};\nall.main = client;\nawait all.main.${PANIC};`,
  'list.ts': `const all: unknown[] = [client];\nconsole.log(all.length);`,
  'spread.ts': `const more = { ...client };\nconsole.log(more);`,
  'returned.ts': `const make = (): any => client;\nawait make().${PANIC};`,
  'shorthand.ts': `const deps = { client };\nconst run = (any: any) => any.client.${PANIC};\nawait run(deps);`,
};

/** Clients that go through a program under their own type. */
const TOLD: Record<string, string> = {
  'typed.ts': `const last = async (one: Client) => (await one.spot.market.tickers({ symbol: 'A' })).map((t) => t.lastPr);\nconsole.log(await last(client));`,
  'class.ts': `class Bot { constructor(readonly api = client) {} async stop() { await this.api.close(); } }\nawait new Bot().stop();`,
  'constructor.ts': `class Bot { readonly api: Client; constructor() { this.api = createClient(); } }\nconsole.log(new Bot().api === client);`,
  'constant.ts': `const { market } = client.spot;\nconst trade = client.spot.trade;\nawait trade.cancelOrder({ symbol: 'A', orderId: '1' });\nif (market) await client.close();`,
  'made.ts': `const make = () => createClient();\nconst one = process.env.ONE ? make() : client;\nexport default one;`,
};

test('a client is in sight as long as every place that holds it has the type of one', () => {
  const all = { ...ESCAPING, ...TOLD };
  const folder = projectFolder(
    Object.fromEntries(Object.entries(all).map(([name, text]) => [`src/${name}`, `${HEAD}${text}\nexport {};\n`])),
  );
  const project = loadProject(folder);
  const libraries = librariesOf(project);
  const scope = { project, directory: new Directory(data), isLibrary: false };
  const attempts = findCalls(project, libraries).map((found) => attempt(found, scope));
  const escaping = project.files.filter((file) => {
    const own = attempts.filter(({ found }) => found.file === file);
    return isEscaping('@bitget-spec/v2', own, { ...project, files: [file] }, libraries);
  });
  expect(escaping.map(({ fileName }) => basename(fileName)).sort()).toEqual(Object.keys(ESCAPING).sort());
});
