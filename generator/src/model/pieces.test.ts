import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { sourceOf } from '../../test/documents.js';
import { emitApi, emitPages } from '../emit/emit.js';
import { migrateData } from '../emit/migrate/migrate-data.js';
import { loadPrinter } from '../emit/print/load-printer.js';
import { digestedSite, siteApi } from '../emit/site/site-api.js';
import { lintModel } from '../lint/lint-model.js';
import { TYPE_PRINTERS } from '../profiles/profile.js';
import { buildApi } from './build.js';
import { digestsOf } from './digests.js';
import { NO_PIECES, Pieces } from './pieces.js';

/** A list of records, which calls have in common. */
const LIST =
  "{ type: object, properties: { list: { type: array, items: { type: object, properties: { id: { type: string, description: A number. }, price: { $ref: '#/components/schemas/Price' } } } } } }";

const response = (schema: string) => `responses:
        '200':
          description: Fine.
          content: { application/json: { schema: { type: object, properties: { data: ${schema} } }, example: {} } }`;

const call = (group: string, path: string, method = 'get') => `  /api/v9/trade/${path}:
    ${method}:
      operationId: trade${group}
      tags: [trade]
      summary: ${group} of the account
      security: [{ key: [] }]
      x-rate-limit: [{ count: 10, seconds: 1, by: uid }]
      x-permission: trade:${method === 'get' ? 'read' : 'write'}
      x-effect: ${method === 'get' ? 'read' : 'order'}
      x-source: [documented]`;

const FILLS = `${call('Fills', 'fills')}
      ${response("{ type: array, items: { $ref: '#/components/schemas/Fill' } }")}
`;
const HISTORY = `${call('History', 'history')}
      x-paging: { style: idLessThan, next: 'data.list[-1].id', limit: limit, max: 100 }
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { $ref: '#/components/responses/Page' } }
`;
const ARCHIVE = `${call('Archive', 'archive')}
      responses: { '200': { $ref: '#/components/responses/Page' } }
`;

const DOCUMENT = `openapi: 3.1.0
info: { title: Fixture, version: 1.0.0, description: Calls. }
x-bitget-spec: { names: url, envelope: data, responses: open, sources: ./sources.yaml, evidence: ./evidence.yaml }
servers: [{ url: https://api.example.com }]
components:
  securitySchemes: { key: { type: apiKey, in: header, name: ACCESS-KEY } }
  schemas:
    Price: { type: string, description: What one costs. }
    Fill: { type: object, properties: { price: { $ref: '#/components/schemas/Price' }, side: { type: string, enum: [buy, sell] } } }
    Fills: { type: array, items: { type: object, properties: { fill: { $ref: '#/components/schemas/Fill' } } } }
    Cat: { type: object, properties: { kind: { type: string } } }
    Tom: { allOf: [{ $ref: '#/components/schemas/Cat' }], required: [kind] }
    Dog: { type: object, properties: { kind: { type: string } } }
  responses:
    Page:
      description: Fine.
      content:
        application/json:
          schema:
            type: object
            properties: { data: ${LIST} }
          example: {}
paths:
${FILLS}${HISTORY}${ARCHIVE}${call('All', 'all')}
      ${response("{ $ref: '#/components/schemas/Fills' }")}
${call('Some', 'some')}
      ${response("{ type: object, properties: { rows: { $ref: '#/components/schemas/Fills' }, tom: { $ref: '#/components/schemas/Tom' } } }")}
${call('Pets', 'pets')}
      ${response("{ oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] }")}
${call('OrderInfo', 'order-info')}
      parameters: [{ name: clientOid, in: query, schema: { type: string } }]
      ${response('{ type: object, properties: { orderId: { type: string }, clientOid: { type: string } } }')}
${call('PlaceOrder', 'place-order', 'post')}
      x-order-id: clientOid
      x-lookup: { operation: 'v9:trade.orderInfo', by: clientOid }
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, properties: { clientOid: { type: string }, reduceOnly: { type: string, enum: ['yes', 'no'], default: 'no' } } }, example: { clientOid: a } } }
      ${response("{ type: object, properties: { orderId: { type: [string, 'null'], x-null-when: { reduceOnly: 'yes' } } } }")}
`;

const FILES = {
  'sources.yaml': 'page: { name: page, what: The page., as: documented }\n',
  'evidence.yaml': '"GET /api/v9/trade/all": { known: page, response: { page: "[].fill" } }\n',
};

/** What a piece may depend on beside its own operation, each as another. */
const EDITS: [name: string, edit: (document: string) => string][] = [
  ['nothing', (document) => document],
  ['the first call that shares records', (document) => document.replace(HISTORY, '')],
  ['which call names the records', (document) => document.replace(/ +x-paging:.*\n/, '')],
  [
    'what the call that names them refers to',
    (document) => document.replace(HISTORY, HISTORY.replace(/responses:.*/, response(LIST))),
  ],
  ['the order', (document) => document.replace(FILLS + HISTORY + ARCHIVE, ARCHIVE + HISTORY + FILLS)],
  ['a component two references away', (document) => document.replace('What one costs.', 'What one is worth.')],
  ['its kind', (document) => document.replace('Price: { type: string', "Price: { type: [string, 'null']")],
  ['its words', (document) => document.replace('[buy, sell]', '[buy, sell, short]')],
  ['the name of a component', (document) => document.replaceAll(/\bFill\b/g, 'Deal')],
  [
    'whose list a list is',
    (document) =>
      document.replace(
        "data: { $ref: '#/components/schemas/Fills' }",
        'data: { type: array, items: { type: object, properties: { fill: { type: string } } } }',
      ),
  ],
  ['a summary that other pages list', (document) => document.replace('summary: All of', 'summary: Most of')],
  ['what a lookup takes', (document) => document.replace('name: clientOid, in: query,', 'name: orderId, in: query,')],
  ['how fast a call may be', (document) => document.replaceAll('count: 10', 'count: 20')],
  ['what the response depends on', (document) => document.replace(", x-null-when: { reduceOnly: 'yes' }", '')],
  [
    'how pets are told from each other',
    (document) => document.replace("/Dog' }]", "/Dog' }], discriminator: { propertyName: kind }"),
  ],
  [
    'a parameter of a path',
    (document) =>
      document.replace(
        '  /api/v9/trade/archive:\n',
        '$&    parameters: [{ name: side, in: query, schema: { type: string } }]\n',
      ),
  ],
  ['the server', (document) => document.replace('https://api.example.com', 'https://example.com')],
];

/** After one edit, and after two: after those that stand beside each other, and in `npm run soak -- pieces` after any. */
const DOCUMENTS = EDITS.flatMap(([, one], index) => {
  const others = EDITS.slice(index + 1, process.env.SOAK ? undefined : index + 2);
  return [one(DOCUMENT), ...others.map(([, other]) => other(one(DOCUMENT)))];
});

test.each(EDITS.slice(1))('the fixture can be another by %s', (_name, edit) => {
  expect(edit(DOCUMENT)).not.toBe(DOCUMENT);
});

test.each(TYPE_PRINTERS)(
  'what was kept of any other description is as good as made anew, by %s',
  { timeout: 120_000 },
  async (printer) => {
    const printerOf = await loadPrinter(printer);
    const info = { name: 'pets', version: '1.0.0', dependencies: {}, references: [] };
    /** Everything that was ever made. */
    const pieces = new Map<string, unknown>();
    let found = 0;
    const keep = <T>(maker: string, key: string, make: () => T): T => {
      const name = `${maker} ${key}`;
      if (pieces.has(name)) found++;
      else pieces.set(name, make());
      return pieces.get(name) as T;
    };
    const sound = new Set<string>();
    const memory = {
      isSound: (key: string) => sound.has(key),
      keepSound: (keys: Iterable<string>) => {
        for (const key of keys) sound.add(key);
      },
    };
    const pages = new Map<string, string>();
    for (const document of DOCUMENTS) {
      const source = await sourceOf({ 'openapi.yaml': document, ...FILES });
      const api = buildApi(source, 'v9', dirname(source.file));
      api.digests = digestsOf(api);
      const time = <T>(_name: string, work: () => T): T => work();
      const made = (from: Pieces) => {
        const site = siteApi(api, from);
        return [...emitApi(api, info, time, printerOf, from), site, digestedSite(site).digest, migrateData([site])];
      };
      expect(made(new Pieces(api.digests, keep))).toEqual(made(NO_PIECES));
      expect(lintModel(api, source, memory)).toEqual(lintModel(api, source));
      for (const { path, key, text } of emitPages(api, time)) {
        if (key === undefined) continue;
        expect(text).toBe(pages.get(`${path} ${key}`) ?? text);
        pages.set(`${path} ${key}`, text);
      }
    }
    expect(found).toBeGreaterThan(pieces.size / 4);
    expect(sound.size).toBeGreaterThan(20);
  },
);
