import type { Files } from '../documents.js';
import { DECOYS } from './decoys.js';
import { DEPENDENTS } from './dependents.js';
import { ABSENCES, BREAKS, CASES, CLOSED_CASES, LOOSE, NAMESAKES, READS, RESPELT, type Way, WHOLES } from './ways.js';

/** A line that a change reaches. */
export interface Planted {
  file: string;
  line: number;
  kind: string;
  /** The field, the call or the word. */
  name: string;
}

const HEADER = {
  ts: `import { createClient } from '@bitget-spec/v3';
import type { Category, Fill, Order, Side, StpMode } from '@bitget-spec/v3';
import { createClient as createPets } from 'pets';
import type { Pet, Status } from 'pets';
import { REQUIRED } from '../shared/required.js';
const client = createClient();
const pets = createPets();
declare const order: Order;
declare const orders: Order[];
declare const fill: Fill;
declare const pet: Pet;
export type { Category, Fill, Order, Side, StpMode, Pet, Status };
console.log(client, pets, REQUIRED, order, orders, fill, pet);
`,
  js: `import { createClient } from '@bitget-spec/v3';
import { createClient as createPets } from 'pets';
import { REQUIRED } from '../shared/required.js';
/** @typedef {import('@bitget-spec/v3').Order} Order */
/** @typedef {import('@bitget-spec/v3').Side} Side */
/** @typedef {import('@bitget-spec/v3').Category} Category */
/** @typedef {import('pets').Status} Status */
const client = createClient();
const pets = createPets();
const order = await client.trade.orderInfo({ orderId: '1' });
const orders = await client.trade.orders({ symbol: 'A' });
const [fill] = await client.trade.fills({ symbol: 'A' });
/** @type {import('pets').Pet} */
const pet = JSON.parse('');
console.log(client, pets, REQUIRED, order, orders, fill, pet);
`,
};

const SHARED: Files = {
  'shared/required.ts': `export const REQUIRED = { symbol: 'A', side: 'buy' as const, qty: '1', marginMode: 'crossed' };\n`,
  'shared/words.ts': `export const WORDS = { buy: 'buy', available: 'available', futures: 'usdt-futures' } as const;
export const KNOWN = { buy: new Set<string>(['buy', 'sell']), available: new Set<string>(['available', 'sold']) };
`,
  'shared/orders.ts': `import { createClient } from '@bitget-spec/v3';
export type { Order as MyOrder } from '@bitget-spec/v3';
export * as api from '@bitget-spec/v3';
const client = createClient();
export const lastOrder = () => client.trade.orderInfo({ orderId: '1' });
`,
  'node_modules/unrelated/package.json': `{ "name": "unrelated", "version": "1.0.0", "type": "module", "types": "index.d.ts" }`,
  'node_modules/unrelated/index.d.ts': `export declare const other: { clientOid: string; cTime: string; side: 'buy' | 'sell'; price: string };
export declare function cancelAll(): void;
export declare const trade: { cancelAll(request: { tag: string; tif: string; stpMode: string }): void };
`,
  'package.json': `{ "type": "module" }`,
};

const options = (more: object) =>
  JSON.stringify({
    compilerOptions: {
      ...{ strict: true, target: 'es2023', module: 'nodenext', lib: ['es2023', 'dom'], types: [] },
      ...{ noEmit: true, allowJs: true, checkJs: true, skipLibCheck: true },
      ...more,
    },
  });

type Language = 'ts' | 'js';
const LANGUAGES: Language[] = ['ts', 'js'];

/** One way, in one language, with its placeholders filled. */
const filled = (text: string, values: Record<string, string>): string =>
  text.replaceAll(/\$([A-Z])(?![A-Z{])/g, (whole, name: string) => values[name] ?? whole);

interface Program {
  files: Files;
  planted: Planted[];
}

/** Each way as a file of its own, in TypeScript and in JavaScript. */
function consumers(named: [string, Way[], Record<string, string>][]): Program {
  const program: Program = { files: {}, planted: [] };
  for (const [group, ways, values] of named)
    for (const way of ways)
      for (const language of LANGUAGES) {
        const text = language === 'ts' ? way.ts : (way.js ?? way.ts);
        if (text === false) continue;
        const file = `${group}-${language}/${way.name.replaceAll(/[^a-z]+/g, '-')}.${language}`;
        const body = filled(text, values);
        // Imports stand first.
        const whole = HEADER[language] + body;
        program.files[file] = `${whole}\nexport {};\n`;
        program.planted.push(...plantedIn(file, whole));
      }
  return program;
}

function plantedIn(file: string, text: string): Planted[] {
  return text.split('\n').flatMap((line, index) => {
    const [, marks] = / \/\/! (.*)$/.exec(line) ?? [];
    return (marks?.split(', ') ?? []).map((mark) => {
      const [kind = '', name = ''] = mark.split(' ');
      return { file, line: index + 1, kind, name };
    });
  });
}

const OPEN = { V: 'order.side', O: 'order', M: 'side', T: "Order['side']", E: 'Side', A: 'buy', B: 'sell', W: 'both' };
const CLOSED = {
  V: 'pet.status',
  O: 'pet',
  M: 'status',
  T: 'Status',
  E: 'Status',
  A: 'available',
  B: 'sold',
  W: 'pending',
};

const STRICT = consumers([
  ['gone', READS, { F: 'clientOid', K: 'field' }],
  ['renamed', READS, { F: 'cTime', K: 'rename' }],
  ['whole', WHOLES, {}],
  ['null', ABSENCES, { F: 'price' }],
  ['absent', ABSENCES, { F: 'fee' }],
  ['open', CASES, OPEN],
  ['closed', [...CASES, ...CLOSED_CASES], CLOSED],
  ['breaks', BREAKS, {}],
  ['respelt', RESPELT, {}],
  ['namesakes', NAMESAKES, {}],
]);
const decoys: Files = Object.fromEntries(
  DECOYS.map((text, index) => [`decoys/decoy-${index}.ts`, `${HEADER.ts + text}\nexport {};\n`]),
);

/** A strict project, with decoys, and one that does not ask for null. */
export const PROJECTS: Record<'strict' | 'loose', Program> = {
  strict: {
    files: { ...SHARED, ...STRICT.files, ...DEPENDENTS, ...decoys, 'tsconfig.json': options({}) },
    planted: [...STRICT.planted, ...Object.entries(DEPENDENTS).flatMap(([file, text]) => plantedIn(file, text))],
  },
  loose: (() => {
    const { files, planted } = consumers([
      ['null', LOOSE, { F: 'price' }],
      ['absent', LOOSE, { F: 'fee' }],
    ]);
    return { files: { ...SHARED, ...files, 'tsconfig.json': options({ strict: false }) }, planted };
  })(),
};
