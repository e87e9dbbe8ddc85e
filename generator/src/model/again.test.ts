import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { array, assert, asyncProperty, constantFrom, nat, record } from 'fast-check';
import { expect, test } from 'vitest';
import { type Files, folderOf, OURS } from '../../test/documents.js';
import { SpecError } from '../load/diagnostic.js';
import { Source } from '../load/source.js';
import { readAgain } from './again.js';
import { buildModel, type Model } from './build.js';
import { digestsOf } from './digests.js';
import { modelJson } from './json.js';

const SOAK = Boolean(process.env.SOAK);

const fine = (schema: string) =>
  `responses: { '200': { description: Fine., content: { application/json: { schema: ${schema} } } } }`;
const data = (schema: string) => fine(`{ type: object, properties: { data: ${schema} } }`);
const list = (item: string) => data(`{ type: array, items: ${item} }`);

const FILES: Files = {
  'openapi.yaml': `${OURS.replace('responses: open', 'responses: open, stateful: ./stateful.yaml, migration: ./migration/, evidence: ./evidence.yaml')}components: { securitySchemes: { key: { $ref: './keys.yaml#/key' } } }
paths:
  /api/v9/trade/fills: { $ref: ./fills.yaml }
  /api/v9/trade/history: { $ref: ./history.yaml }
  /api/v9/trade/archive: { $ref: ./archive.yaml }
  /api/v9/trade/bill: { $ref: './bills.yaml#/one' }
  /api/v9/trade/bills: { $ref: './bills.yaml#/all' }
  /api/v9/trade/rows: { $ref: ./rows.yaml }
  /api/v9/trade/own: { $ref: ./own.yaml }
  /api/v9/trade/borrowed: { $ref: ./borrowed.yaml }
  /api/v9/trade/lent: { $ref: ./lent.yaml }
  /api/v9/trade/first: { $ref: ./first.yaml }
  /api/v9/trade/second: { $ref: ./second.yaml }
  /api/v9/trade/here: { get: { summary: Here, ${fine('{}')} } }
  /health: { $ref: ./health.yaml }
`,
  'keys.yaml': 'key: { type: apiKey, in: header, name: ACCESS-KEY }\n',
  'migration/trade.yaml': '- { from: v9:trade.fills, to: v9:trade.history }\n',
  'migration/other.yaml': '- { from: v9:trade.bills, to: v9:trade.bill }\n',
  'stateful.yaml': '- v9:trade.fills\n',
  'evidence.yaml': '"GET /api/v9/trade/fills": { known: page, response: { page: "[].price" } }\n',
  'common/schemas.yaml': `Fill: { type: object, properties: { price: { $ref: '#/Price' }, side: { $ref: '#/Side' } } }
Price: { type: string, pattern: '^\\d+$' }
Side: { type: string, enum: [buy, sell] }
Bill: { type: object, properties: { price: { $ref: '#/Price' } } }
`,
  'other/schemas.yaml': 'Fill: { type: object, properties: { id: { type: string } } }\n',
  'common/responses.yaml': `Page: { description: Fine., content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { id: { type: string } } } } } } } } }\n`,
  'fills.yaml': `get: { summary: Fills, description: All of them., ${list('{ $ref: ./common/schemas.yaml#/Fill }')} }\n`,
  'history.yaml': "get: { summary: History, responses: { '200': { $ref: ./common/responses.yaml#/Page } } }\n",
  'archive.yaml': "get: { summary: Archive, responses: { '200': { $ref: ./common/responses.yaml#/Page } } }\n",
  'bills.yaml': `one: { get: { summary: One bill, ${data('{ $ref: ./common/schemas.yaml#/Bill }')} } }
all:
  get: { summary: All bills, ${list('{ $ref: ./common/schemas.yaml#/Bill }')} }
`,
  'rows.yaml': `get: { summary: Rows, ${list('{ type: object, properties: { id: { type: string } } }')} }\n`,
  'own.yaml': `get: { summary: Its own, ${data("{ $ref: '#/x-own' }")} }\nx-own: { type: object, properties: { id: { type: string } } }\n`,
  'borrowed.yaml': `get: { summary: Of another's, ${data("{ $ref: './lent.yaml#/x-lent' }")} }\n`,
  'first.yaml': `get: { summary: First, ${data('{ type: string }')} }\n`,
  'health.yaml': `get: { summary: Health, ${fine('{}')} }\n`,
  'second.yaml': "get: { summary: Second, responses: { $ref: './first.yaml#/get/responses' } }\n",
  'lent.yaml': `get: { summary: For another, ${list("{ $ref: './other/schemas.yaml#/Fill' }")} }\nx-lent: { type: object, properties: { id: { type: string } } }\n`,
};

/** A description that is read now and then. */
class Described {
  private last: Model | undefined;

  constructor(readonly folder: string) {}

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  /**
   * Reads it, what was read before in mind, and the whole of it: both say the same.
   * @returns what was in mind before, and now; undefined where the whole had to be read
   */
  async read(): Promise<{ last: Model; now: Model } | undefined> {
    const source = await Source.load(join(this.folder, 'openapi.yaml'));
    const whole = () => buildModel(source, 'v9', this.folder);
    const { last } = this;
    const now = last && readAgain(last, source);
    this.last = now ?? whole();
    if (!last || !now) return undefined;
    expect(whole).not.toThrow();
    const made = whole();
    const said = ({ api }: Model) => [modelJson(api, source, this.folder), api.document, ...digestsIn(api)];
    expect(said(now)).toEqual(said(made));
    expect(Object.keys(now.api.document)).toEqual(Object.keys(made.api.document));
    return { last, now };
  }
}

/** Digests of operations, in their order, and of the rest. */
function digestsIn(api: Model['api']) {
  const { operations, ...others } = digestsOf(api);
  return [api.operations.map((operation) => operations.get(operation)), others];
}

async function described(files = FILES): Promise<Described> {
  const all = new Described(folderOf(files));
  await all.read();
  return all;
}

test('a path whose file says something else is read once more, and the others are what they were', async () => {
  const all = await described();
  for (const words of ['Most of them.', 'Few of them.']) {
    all.write('fills.yaml', FILES['fills.yaml']?.replace('All of them.', words) ?? '');
    const { last, now } = (await all.read()) ?? expect.fail();
    const [fills, ...others] = now.api.operations;
    expect(fills?.description).toBe(words);
    expect(others).toSatisfy((some) => some.every((one: unknown) => last.api.operations.includes(one as never)));
    expect(now.api.schemas).toBe(last.api.schemas);
  }
});

/** The text of a file with something else in it. */
const edited = (path: string, from: string | RegExp, to: string): Files => {
  const text = FILES[path] ?? '';
  expect(text).toMatch(from);
  return { [path]: text.replace(from, to) };
};

test.each<[what: string, files: () => Files]>([
  ['nothing', () => ({})],
  ['a field of its own', () => edited('fills.yaml', '{ type: object, prop', '{ type: object, required: [data], prop')],
  ['one of two paths in a file', () => edited('bills.yaml', 'One bill', 'Any bill')],
  ['its method', () => edited('archive.yaml', 'get:', 'post:')],
  [
    'a second reference to the same',
    () => edited('fills.yaml', 'data: {', 'first: { $ref: ./common/schemas.yaml#/Fill }, data: {'),
  ],
  ['two files', () => ({ ...edited('archive.yaml', 'Archive', 'Old'), ...edited('history.yaml', 'History', 'New') })],
  ['what is copied elsewhere', () => edited('first.yaml', 'type: string', 'type: integer')],
])('so it is after another: %s', async (_what, files) => {
  const all = await described();
  for (const [path, text] of Object.entries(files())) all.write(path, text);
  expect(await all.read()).toBeDefined();
});

test.each<[what: string, files: () => Files]>([
  ['the document itself', () => edited('openapi.yaml', 'Ten lines.', 'Eleven lines.')],
  ['a component', () => edited('common/schemas.yaml', '[buy, sell]', '[buy, sell, short]')],
  ['what all is known from', () => edited('evidence.yaml', 'known: page', 'known: live')],
  ['what the mock keeps', () => edited('stateful.yaml', 'fills', 'history')],
  ['a reference to what is new', () => edited('history.yaml', 'responses.yaml', 'others.yaml')],
  ['a reference to what another says', () => edited('fills.yaml', '#/Fill', '#/Bill')],
  ['a reference less', () => edited('fills.yaml', /\{ \$ref: [^}]*\}/, '{ type: string }')],
  ['a call less', () => edited('archive.yaml', /get:.*/, 'summary: None')],
  ['records that have a name', () => edited('rows.yaml', 'type: array, items:', 'type: object, not:')],
  ['a file that refers to itself', () => edited('own.yaml', 'Its own', 'Its very own')],
  ['what the document alone refers to', () => edited('keys.yaml', 'ACCESS-KEY', 'KEY')],
  ['a call that its URL gives no name', () => edited('health.yaml', 'Health', 'Well-being')],
  ['a file that another refers to', () => edited('lent.yaml', 'For another', 'For any other')],
])('the whole is read after another: %s', async (_what, files) => {
  const all = await described({ ...FILES, 'common/others.yaml': FILES['common/responses.yaml'] ?? '' });
  for (const [path, text] of Object.entries(files())) all.write(path, text);
  expect(await all.read()).toBeUndefined();
});

const OWN_LIST = `get: { summary: History, responses: {
  '200': { description: Fine., content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { type: object, properties: { mine: { type: string } } } } } } } } },
  '400': { $ref: ./common/responses.yaml#/Page } } }\n`;
const pattern = '{ type: object, patternProperties: { "^a": { type: string, enum: [x, y] } } }';
const model = { 'common/model.yaml': `M: ${pattern}\nF: { type: object }\nG: { type: object }\n` };
const M = '{ $ref: ./common/model.yaml#/M }';
const sent = (schema: string, received: string) =>
  `post: { summary: Sent, requestBody: { required: true, content: { application/json: { schema: ${schema} } } }, ${fine(received)} }\n`;
const told = (mapping: string) =>
  `get: { summary: Told, ${fine(`{ type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind, mapping: { ${mapping} } } }`)} }\n`;
const inRoot = (lines: string) => ({ 'openapi.yaml': `${FILES['openapi.yaml']}${lines}` });
const OTHER = edited('first.yaml', 'type: string', 'type: integer');

test.each<[what: string, before: Files, after: Files, isAgain: boolean]>([
  ['shared records that the first call has no more', {}, { 'history.yaml': OWN_LIST }, false],
  [
    'shared records that an earlier call has now',
    { 'history.yaml': OWN_LIST },
    { 'history.yaml': FILES['history.yaml'] ?? '' },
    false,
  ],
  [
    'what a component copies that nothing else refers to',
    {
      'own.yaml': `get: { summary: Its own, responses: { '200': { $ref: '#/x-r' } } }\nx-r: { description: Fine., content: { $ref: './first.yaml#/get/responses/200/content' } }\n`,
    },
    OTHER,
    false,
  ],
  [
    'what is sent is received',
    { ...model, 'fills.yaml': sent(M, '{}') },
    { 'fills.yaml': sent('{ type: object }', M) },
    false,
  ],
  [
    'another order of what tells schemas apart',
    { ...model, 'fills.yaml': told('f: ./common/model.yaml#/F, g: ./common/model.yaml#/G') },
    { 'fills.yaml': told('f: ./common/model.yaml#/F, h: ./common/model.yaml#/G') },
    true,
  ],
  [
    'a call that the document refers to',
    inRoot("  /api/v9/trade/x: { post: { $ref: './first.yaml#/get' } }\n"),
    OTHER,
    true,
  ],
  [
    'responses that the document refers to',
    inRoot("  /api/v9/trade/x: { post: { summary: X, responses: { $ref: './first.yaml#/get/responses' } } }\n"),
    OTHER,
    true,
  ],
  [
    'a key that the document refers to',
    {
      ...edited('openapi.yaml', './keys.yaml#/key', './first.yaml#/x-key'),
      'first.yaml': `${FILES['first.yaml']}x-key: { type: apiKey, in: header, name: KEY }\n`,
    },
    { 'first.yaml': `${FILES['first.yaml']}x-key: { type: apiKey, in: header, name: OTHER-KEY }\n` },
    false,
  ],
])('whatever is read once more, it is what the whole says: %s', async (_what, before, after, isAgain) => {
  const all = await described({ ...FILES, ...before });
  for (const [path, text] of Object.entries(after)) all.write(path, text);
  expect((await all.read()) !== undefined).toBe(isAgain);
});

test('the whole is read after a file is gone from a folder that is read', async () => {
  const all = await described();
  rmSync(join(all.folder, 'migration/other.yaml'));
  expect(await all.read()).toBeUndefined();
});

test.each<[what: string, text: string]>([
  [
    'a schema that is none',
    `get: { ${fine('{ type: object, properties: { data: { type: array, items: { $ref: ./common/schemas.yaml#/Fill } }, other: 5 } }')} }`,
  ],
  ['a word that no table takes', `get: { x-order-id: 'a b', ${list('{ $ref: ./common/schemas.yaml#/Fill }')} }`],
  ['a name that another has', `get: { operationId: tradeHistory, ${list('{ $ref: ./common/schemas.yaml#/Fill }')} }`],
])('what is wrong is found by reading the whole: %s', async (_what, text) => {
  const all = await described();
  all.write('fills.yaml', `${text}\n`);
  await expect(all.read()).rejects.toThrow(SpecError);
  all.write('fills.yaml', FILES['fills.yaml'] ?? '');
  expect(await all.read()).toBeDefined();
});

const SPEC = join(import.meta.dirname, SOAK ? '../../../spec' : '../lint/fixtures/clean/spec');
const API = SOAK ? 'v3' : 'v9';
const paths = readdirSync(join(SPEC, API), { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.includes('/') && /\.yaml$/.test(path),
);
const edits = record({
  path: constantFrom(...paths),
  at: nat(),
  edit: constantFrom(
    'drop',
    'double',
    'word',
    'type: integer',
    "$ref: '../../common/scalars.yaml#/Price'",
    'description: A.',
  ),
});

test('so they are after any edits of files', { timeout: SOAK ? 3_600_000 : 120_000 }, async () => {
  const folder = folderOf();
  cpSync(SPEC, join(folder, 'spec'), { recursive: true });
  const all = new Described(join(folder, 'spec', API));
  await all.read();
  let again = 0;
  await assert(
    asyncProperty(array(edits, { minLength: 1, maxLength: 2 }), async (some) => {
      const before = some.map(({ path }) => [path, readFileSync(join(all.folder, path), 'utf8')] as const);
      for (const { path, at, edit } of some) {
        const lines = readFileSync(join(all.folder, path), 'utf8').split('\n');
        const line = at % lines.length;
        const here = lines[line] ?? '';
        if (edit === 'drop') lines.splice(line, 1);
        else if (edit === 'double') lines.splice(line, 0, here);
        else if (edit === 'word') lines[line] = here.replace(/(?<=[a-z]{3} )[a-z]{3,}/, (word) => `${word} more`);
        else lines[line] = here.replace(/[^ -].*$/, edit);
        all.write(path, lines.join('\n'));
        try {
          if (await all.read()) again++;
        } catch (error) {
          if (!(error instanceof SpecError)) throw error;
        }
      }
      for (const [path, text] of before.reverse()) all.write(path, text);
      if (await all.read()) again++;
    }),
    { numRuns: SOAK ? 60 : 40 },
  );
  expect(again).toBeGreaterThan(20);
});
