import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { lintModel } from '../generator/src/lint/lint-model.js';
import { Source } from '../generator/src/load/source.js';
import { buildApi } from '../generator/src/model/build.js';
import { parseSafety } from '../generator/src/safety/list.js';
import { folderOf } from '../generator/test/documents.js';
import { apis, root } from './description.js';
import { callMutants, codeMutants, judge, type Mutant } from './safety-mutants.js';

/** The suite tries one of this many; `npm run soak -- safety` tries all, and prints what each kind dies of. */
const ONE_OF = process.env.SOAK ? 1 : 11;

interface Count {
  mutants: number;
  byRule: number;
  byList: number;
  survive: string[];
}

test('no fact that money depends on changes unnoticed', () => {
  const listed = parseSafety(parse(readFileSync(join(root, 'spec/safety.yaml'), 'utf8')));
  const counts = new Map<string, Count>();
  let seen = 0;
  for (const mutant of mutants()) {
    if (seen++ % ONE_OF) continue;
    const count = counts.get(mutant.kind) ?? { mutants: 0, byRule: 0, byList: 0, survive: [] };
    counts.set(mutant.kind, count);
    const { rule, list } = judge(mutant, listed);
    count.mutants++;
    if (rule) count.byRule++;
    if (list) count.byList++;
    if (!rule && !list) count.survive.push(mutant.name);
  }
  if (process.env.SOAK) console.log(tableOf(counts));
  expect([...counts.values()].flatMap(({ survive }) => survive)).toEqual([]);
  expect(seen).toBeGreaterThan(10_000);
}, 300_000);

/** What went unnoticed once, each a word in a file. */
const WORDS: [path: string, before: string, after: string][] = [
  ['v2/spot/trade/batch-orders.yaml', 'x-effect: order', 'x-effect: read'],
  ['v3/trade/place-order.yaml', "  x-lookup: { operation: 'v3:trade.orderInfo', by: clientOid }\n", ''],
  ['v3/account/transfer.yaml', 'proof: false', 'proof: true'],
  ['common/errors.yaml', 'outcome: unknown', 'outcome: not-taken'], // of 40010, the first
];

test('words in the files are noticed at their lines', async () => {
  const spec = join(folderOf(), 'spec');
  cpSync(join(root, 'spec'), spec, { recursive: true });
  for (const [path, before, after] of WORDS) {
    const text = readFileSync(join(spec, path), 'utf8');
    expect(text).toContain(before);
    writeFileSync(join(spec, path), text.replace(before, after));
  }
  const found = new Set<string>();
  for (const name of ['v2', 'v3']) {
    const source = await Source.load(join(spec, name, 'openapi.yaml'));
    for (const { file, rule, message } of lintModel(buildApi(source, name), source))
      found.add(`${file.slice(spec.length + 1)} ${rule?.replace('bitget-spec/', '')} ${message}`);
  }
  expect([...found].sort()).toMatchInlineSnapshot(`
    [
      "common/errors.yaml codes-agree code 40010: "Never send it again; look the order up by its \`clientOid\`." with the outcome not-taken",
      "common/errors.yaml codes-agree code 40010: not taken, and the kind is unknown-outcome",
      "common/errors.yaml codes-agree code 40010: the kind is unknown-outcome, and the outcome not-taken",
      "common/errors.yaml safety-list not as in the safety list: code 40010 outcome is not-taken, and was unknown; classes is not said, and was [unknown]",
      "v2/spot/trade/batch-orders.yaml effect-said POST /api/v2/spot/trade/batch-orders takes the number orderList[].clientOid, and its effect is read",
      "v2/spot/trade/batch-orders.yaml safety-list not as in the safety list: v2:spot.trade.batchOrders effect is read, and was order",
      "v3/account/transfer.yaml safety-list not as in the safety list: v3:account.transfer lookups is [{by:clientOid,operation:v3:account.subTransferRecord,proof:true}], and was [{by:clientOid,operation:v3:account.subTransferRecord,proof:false}]",
      "v3/trade/place-order.yaml lookup-finds POST /api/v3/trade/place-order takes the number clientOid, and has no lookup",
      "v3/trade/place-order.yaml safety-list not as in the safety list: v3:trade.placeOrder lookups is not said, and was [{by:clientOid,operation:v3:trade.orderInfo}]",
    ]
  `);
});

function* mutants(): Generator<Mutant> {
  for (const api of apis) yield* callMutants(api);
  const [catalogue] = apis; // one for all
  if (catalogue) yield* codeMutants(catalogue);
}

function tableOf(counts: ReadonlyMap<string, Count>): string {
  const rows = [...counts].map(([kind, { mutants, byRule, byList, survive }]) => [
    kind,
    ...[mutants, byRule, byList, mutants - byRule, survive.length].map(String),
  ]);
  const sum = (index: number) => String(rows.reduce((total, row) => total + Number(row[index]), 0));
  const head = ['fact', 'mutants', 'a rule fires', 'the list differs', 'survive without the list', 'survive'];
  const all = [head, ...rows, ['all', ...[1, 2, 3, 4, 5].map(sum)]];
  const widths = head.map((_, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)));
  return all
    .map((row) => row.map((cell, i) => (i ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[0] ?? 0))).join('  '))
    .join('\n');
}
