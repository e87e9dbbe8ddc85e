import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Files, folderOf } from '../../../test/documents.js';
import type { Change } from '../change.js';
import { compareSides } from '../index.js';
import { skippedOf } from './common.js';
import { HERE } from './files.js';
import { readSide, readSides } from './side.js';

const operation = (more = '') => `get:
  responses: { '200': { description: '', content: { application/json: { schema: { $ref: ../common/scalars.yaml#/Price } } } } }
  ${more}
`;
const channel = (more = '') => `channel:
  address: ticks
  servers: [{ $ref: ../../asyncapi.yaml#/servers/public }]
  ${more}
  messages: { push: { payload: { $ref: ../../../common/scalars.yaml#/Price } } }
`;
const OURS: Files = {
  'spec/v9/openapi.yaml': `openapi: 3.1.0
info: { title: Nine, version: 1.0.0 }
x-bitget-spec: { names: url, responses: open, errors: ../common/errors.yaml, sockets: ./asyncapi.yaml }
paths:
  /api/v9/a/one: { $ref: ./one.yaml }
  /api/v9/a/two: { $ref: ./two.yaml }
  /api/v9/a/three: { $ref: ./three.yaml }
`,
  'spec/v9/asyncapi.yaml': `asyncapi: 3.0.0
info: { title: Nine, version: 1.0.0 }
servers:
  public: { host: a.test, protocol: wss }
channels:
  public.ticks: { $ref: ./channels/public/ticks.yaml#/channel }
`,
  'spec/v9/channels/public/ticks.yaml': channel(),
  'spec/v9/one.yaml': operation(),
  'spec/v9/two.yaml': operation().replace('Price', 'Size'),
  'spec/v9/three.yaml': operation().replace('scalars.yaml#/Price', 'other.yaml#/Kind'),
  'spec/common/scalars.yaml': "Price: { type: string, maxLength: 9 }\nSize: { $ref: './other.yaml#/Size' }\n",
  'spec/common/other.yaml': 'Size: { type: integer }\nKind: { type: string, enum: [a] }\n',
  'spec/common/errors.yaml': "'43012': { message: no balance, kind: balance, hint: pay in }\n",
};

const doc = OURS['spec/v9/openapi.yaml'] ?? '';
const PRICE = 'Price: { type: string }\n';
const NUMBER = 'Price: { type: integer }\n';

/** An operation whose schema is in a file of that name. */
function byName(name: string): [string, Files, Files] {
  const one = operation().replace('../common/scalars.yaml#/Price', `'../common/${name}#/Price'`);
  return [
    `a file called ${name}`,
    { 'spec/v9/one.yaml': one, [`spec/common/${name}`]: PRICE },
    { [`spec/common/${name}`]: NUMBER },
  ];
}

/** An operation with a reference in block style. */
function spelt(ref: string): string {
  const isFlow = ref.includes(', ');
  return `get:
  parameters:
  - name: a
    in: query
    schema:${isFlow ? ` { ${ref} }` : `\n      ${ref}`}
  responses: {}
`;
}

function withPrice(name: string): string {
  return `${doc}components:\n  schemas:\n    Price: { $ref: ../common/scalars.yaml#/${name} }\n`;
}

function throughDocument(more = ''): string {
  return operation(more).replace('../common/scalars.yaml#/Price', './openapi.yaml#/components/schemas/Price');
}

const CHANGES: [string, Files, string[]][] = [
  ['nothing', {}, []],
  ['an operation', { 'spec/v9/one.yaml': operation('deprecated: true') }, ['deprecated']],
  [
    'what operations share',
    { 'spec/common/other.yaml': 'Size: { type: number }\nKind: { type: string, enum: [a] }\n' },
    ['type-generalized'],
  ],
  [
    'what a list in a response may hold',
    { 'spec/common/other.yaml': 'Size: { type: integer }\nKind: { type: string, enum: [a, b] }\n' },
    ['open-value-added'],
  ],
  ['a code', { 'spec/common/errors.yaml': '{}' }, ['code-removed']],
  ['a channel', { 'spec/v9/channels/public/ticks.yaml': channel('x-topics: [tick]') }, ['topic-added']],
  [
    'a server of the sockets',
    { 'spec/v9/asyncapi.yaml': OURS['spec/v9/asyncapi.yaml']?.replace('a.test', 'b.test') ?? '' },
    ['socket-server-moved'],
  ],
  [
    'a path that leads to the same file',
    { 'spec/v9/openapi.yaml': OURS['spec/v9/openapi.yaml']?.replace('a/one', 'a/ones') ?? '' },
    ['operation-moved'],
  ],
  [
    'an operation that is new',
    {
      'spec/v9/openapi.yaml': `${OURS['spec/v9/openapi.yaml']}  /api/v9/b/new: { $ref: ./new.yaml }\n`,
      'spec/v9/new.yaml': 'post: { responses: {} }\n',
    },
    ['operation-added'],
  ],
];

CHANGES.push(
  [
    'what a definition leads to in its own file',
    {
      'spec/common/scalars.yaml':
        "Price: { $ref: '#/Plain' }\nPlain: { type: integer }\nSize: { $ref: './other.yaml#/Size' }\n",
    },
    ['empty-text-removed', 'type-changed'],
  ],
  [
    'who may call anything',
    {
      'spec/v9/openapi.yaml': `${doc}security: [{ key: [] }]\ncomponents: { securitySchemes: { key: { type: apiKey, in: header, name: K } } }\n`,
    },
    ['authentication-required', 'security-scheme-added'],
  ],
  [
    'how all lists are read',
    { 'spec/v9/openapi.yaml': doc.replace('responses: open', 'responses: closed') },
    ['empty-text-removed', 'enum-closed', 'max-length-added'],
  ],
  [
    'a definition by an anchor',
    { 'spec/common/other.yaml': 'Kind: { type: string, enum: [a] }\nWide: &wide { type: number }\nSize: *wide\n' },
    ['type-generalized'],
  ],
);

/** Descriptions and what is edited in them, where texts alone may not tell what leads where. */
const HIDDEN: [string, Files, Files][] = [
  ...['price+size.yaml', 'a b.yaml', 'a~b.yaml', 'é.yaml', 'a(b).yaml', 'a=b.yaml', 'a,b.yaml'].map(byName),
  ...['x.YAML', 'x.txt', 'x', 'x.yaml.bak', 'x.yaml b.yaml'].map(byName),
  ...[
    '"$ref": "..\\/common\\/x.yaml#/Price"',
    '$ref: "../common/\\\n        x.yaml#/Price"',
    '"\\x24ref": ../common/x.yaml#/Price',
    "? $ref\n      : '../common/x.yaml#/Price'",
    '$ref: !!str ../common/x.yaml#/Price',
    '$ref:\n        ../common/x.yaml#/Price',
    '$ref: ../common/%78.yaml#/Price',
    '$ref: ../common/x.yaml#/%50rice',
    '"$ref": \'../common/x.yaml#/Price\', description: it',
  ].map((ref): [string, Files, Files] => [
    `a reference spelt ${ref}`,
    { 'spec/v9/one.yaml': spelt(ref), 'spec/common/x.yaml': PRICE, 'spec/common/%78.yaml': PRICE },
    { 'spec/common/x.yaml': NUMBER, 'spec/common/%78.yaml': NUMBER },
  ]),
  [
    'a reference that goes on in the next line',
    {
      'spec/v9/one.yaml': spelt('$ref: ../common/x.yaml\n          b.yaml#/Price'),
      'spec/common/x.yaml': PRICE,
      'spec/common/x.yaml b.yaml': PRICE,
    },
    { 'spec/common/x.yaml b.yaml': NUMBER },
  ],
  [
    'parameters of all methods above one in a file of its own',
    {
      'spec/v9/openapi.yaml': `${doc}  /a/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    servers: [{ url: 'https://a.test' }]
    get: { $ref: ./one.yaml#/get }
`,
    },
    {
      'spec/v9/openapi.yaml': `${doc}  /a/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    servers: [{ url: 'https://b.test' }]
    get: { $ref: ./one.yaml#/get }
`,
    },
  ],
  [
    'a definition of the document',
    { 'spec/v9/openapi.yaml': withPrice('Price'), 'spec/v9/one.yaml': throughDocument() },
    { 'spec/v9/openapi.yaml': withPrice('Size') },
  ],
  [
    'what a definition of the document leads to',
    { 'spec/v9/openapi.yaml': withPrice('Price'), 'spec/v9/one.yaml': throughDocument() },
    { 'spec/common/scalars.yaml': `${NUMBER}Size: { type: integer }\n` },
  ],
  [
    'an operation beside a definition of the document',
    { 'spec/v9/openapi.yaml': withPrice('Price'), 'spec/v9/one.yaml': throughDocument() },
    { 'spec/v9/one.yaml': throughDocument('deprecated: true') },
  ],
  [
    'an entry that another operation is part of',
    { 'spec/v9/two.yaml': '$ref: ./openapi.yaml#/paths/~1api~1v9~1a~1one\n' },
    { 'spec/v9/one.yaml': operation('deprecated: true') },
  ],
  [
    'what an anchor that is no letter names',
    {
      'spec/v9/one.yaml': operation().replace('scalars.yaml#/Price', 'x.yaml#/Use'),
      'spec/common/x.yaml': 'Plain: &é { type: string }\nUse: *é\n',
    },
    { 'spec/common/x.yaml': 'Plain: &é { type: integer }\nUse: *é\n' },
  ],
  [
    'a definition that goes on at the beginning of a line',
    {
      'spec/v9/one.yaml': operation().replace('scalars.yaml#/Price', 'x.yaml#/Price'),
      'spec/common/x.yaml': 'Price: {\ntype: string\n}\n',
    },
    { 'spec/common/x.yaml': 'Price: {\ntype: integer\n}\n' },
  ],
  [
    'the type of all messages',
    { 'spec/v9/asyncapi.yaml': `${OURS['spec/v9/asyncapi.yaml']}defaultContentType: application/json\n` },
    { 'spec/v9/asyncapi.yaml': `${OURS['spec/v9/asyncapi.yaml']}defaultContentType: text/plain\n` },
  ],
  [
    'who sends the messages of a channel',
    {
      'spec/v9/asyncapi.yaml': `${OURS['spec/v9/asyncapi.yaml']}operations:\n  push: { $ref: ./push.yaml }\n`,
      'spec/v9/push.yaml': "action: receive\nchannel: { $ref: './asyncapi.yaml#/channels/public.ticks' }\n",
    },
    { 'spec/v9/push.yaml': "action: send\nchannel: { $ref: './asyncapi.yaml#/channels/public.ticks' }\n" },
  ],
];

const WORDS =
  'Price Size Kind Plain string integer number enum maxLength one.yaml two.yaml scalars.yaml other.yaml &all *all'.split(
    ' ',
  );

type Edit = ['word' | 'drop' | 'line' | 'file' | 'remove', where: number, at: number, from: number];

/** A few edits by hand: words changed, lines gone or from another file, files gone or copied. */
const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.tuple(
    fc.constantFrom<Edit[0]>('word', 'word', 'word', 'drop', 'line', 'file', 'remove'),
    fc.nat(),
    fc.nat(),
    fc.nat(),
  ),
  { maxLength: 2 },
);

function edited(before: Files, all: Edit[]): Files {
  const files = { ...before };
  for (const [edit, where, at, from] of all) {
    const path = Object.keys(files).at(where % Object.keys(files).length) ?? '';
    const other = Object.values(files)[from % Object.keys(files).length] ?? '';
    const lines = (files[path] ?? '').split('\n');
    const index = at % lines.length;
    const line = lines[index] ?? '';
    const words = [...line.matchAll(/[\w.]+/g)];
    const word = words[from % words.length];
    if (edit === 'remove') delete files[path];
    else if (edit === 'file') files[path] = other;
    else if (edit === 'drop') lines.splice(index, 1);
    else if (edit === 'line') lines.splice(index, 0, other.split('\n')[at % other.split('\n').length] ?? '');
    else if (word)
      lines[index] = line.slice(0, word.index) + WORDS[at % WORDS.length] + line.slice(word.index + word[0].length);
    if (edit !== 'remove' && edit !== 'file') files[path] = lines.join('\n');
  }
  return files;
}

/** Descriptions as they are in the tables above. */
const before: fc.Arbitrary<Files> = fc.constantFrom(OURS, ...HIDDEN.map(([, more]) => ({ ...OURS, ...more })));

/** A side read whole; undefined where it cannot be read, which its command would say. */
const specIn = (folder: string) => ({ files: HERE, path: join(folder, 'spec') });
const wholeSide = (folder: string) => readSide(folder).catch(() => undefined);

function folders(change: Files, more: Files = {}): [string, string] {
  const [base, head] = [folderOf({ ...OURS, ...more }), folderOf({ ...OURS, ...more })];
  for (const [path, text] of Object.entries(change)) {
    mkdirSync(dirname(join(head, path)), { recursive: true });
    writeFileSync(join(head, path), text);
  }
  return [base, head];
}

describe('what both sides have in common is not parsed, and is not missed', () => {
  it.each(CHANGES)('%s', async (_, change, kinds) => {
    const [base, head] = folders(change);
    const quick = compareSides(...(await readSides(base, head)));
    expect([...new Set(quick.map(({ kind }) => kind))].sort()).toEqual(kinds);
    const whole = compareSides(await readSide(base), await readSide(head));
    const bare = (all: typeof quick) => all.map(({ base: _base, head: _head, ...rest }) => rest);
    expect(bare(quick)).toEqual(bare(whole));
  });

  it.each(HIDDEN)('where texts alone may not tell: %s', async (_, more, change) => {
    const [base, head] = folders(change, more);
    const bare = (all: Change[]) => all.map(({ base: _base, head: _head, ...rest }) => rest);
    const whole = bare(compareSides(await readSide(base), await readSide(head)));
    expect(whole).not.toEqual([]);
    expect(bare(compareSides(...(await readSides(base, head))))).toEqual(whole);
  });

  it('a file that is not there is told of, whatever else is the same', async () => {
    const [base, head] = folders({}, { 'spec/v9/one.yaml': operation().replace('scalars', 'a%20b') });
    await expect(readSides(base, head)).rejects.toThrow('a%20b.yaml, which is not there');
  });

  it('whatever is edited', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(before, edits, edits, async (files, one, other) => {
        const [base, head] = [folderOf(edited(files, one)), folderOf(edited(files, other))];
        const [was, now] = [await wholeSide(base), await wholeSide(head)];
        if (!was || !now) return;
        compared++;
        const bare = (all: Change[]) => all.map(({ base: _base, head: _head, ...rest }) => rest);
        expect(bare(compareSides(...(await readSides(base, head))))).toEqual(bare(compareSides(was, now)));
      }),
      { numRuns: process.env.SOAK ? 5000 : 150 },
    );
    expect(compared).toBeGreaterThan(40);
  }, 600_000);

  it('of a file of definitions only those that have changed matter', () => {
    const [base, head] = folders({
      'spec/common/other.yaml': 'Size: { type: number }\nKind: { type: string, enum: [a] }\n',
    });
    const [was] = skippedOf(specIn(base), specIn(head), ['v9/openapi.yaml', 'v9/asyncapi.yaml']);
    const names = [...(was?.files ?? [])].map((file) => file.slice(base.length + 1)).sort();
    expect(names).toContain('spec/v9/three.yaml');
    expect(names).not.toContain('spec/v9/two.yaml');
  });

  it('only what has changed is needed, and what that leads to', () => {
    const [base, head] = folders({ 'spec/v9/one.yaml': operation('deprecated: true') });
    const [was] = skippedOf(specIn(base), specIn(head), ['v9/openapi.yaml', 'v9/asyncapi.yaml']);
    const names = [...(was?.files ?? [])].map((file) => file.slice(base.length + 1)).sort();
    expect(names).toEqual([
      'spec/common/errors.yaml',
      'spec/v9/channels/public/ticks.yaml',
      'spec/v9/three.yaml',
      'spec/v9/two.yaml',
    ]);
  });
});
