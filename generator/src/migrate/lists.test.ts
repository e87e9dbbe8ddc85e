import { expect, test } from 'vitest';
import { migrated } from '../../test/migrate/project.js';

const program = (text: string) => `import { createClient } from '@bitget-spec/v2';
const client = createClient();
const page = await client.mix.order.ordersPending({ productType: 'USDT-FUTURES' });
${text}
`;

/** Ways to read a list that is null where it has no entries, and what they become. */
const READ: [string, string][] = [
  [
    'for (const one of page.entrustedList ?? []) console.log(one.size);',
    'for (const one of page.list ?? []) console.log(one.qty);',
  ],
  [
    '(page.entrustedList ?? []).forEach((one) => console.log(one.size));',
    '(page.list ?? []).forEach((one) => console.log(one.qty));',
  ],
  [
    'console.log((page.entrustedList || []).map(({ size }) => size));',
    'console.log((page.list || []).map(({ qty: size }) => size));',
  ],
  [
    'page.entrustedList?.forEach((one) => console.log(one.size));',
    'page.list?.forEach((one) => console.log(one.qty));',
  ],
  [
    'const { entrustedList } = page;\nfor (const one of entrustedList ?? []) console.log(one.size);',
    'const { list: entrustedList } = page;\nfor (const one of entrustedList ?? []) console.log(one.qty);',
  ],
  [
    'const all = page.entrustedList ?? [];\nfor (const one of all) console.log(one.size);',
    'const all = page.list ?? [];\nfor (const one of all) console.log(one.qty);',
  ],
];

test.each(READ)('%s', (before, after) => {
  const { files, listed } = migrated({ 'src/a.ts': program(before) });
  expect(listed).toEqual([]);
  expect(files['src/a.ts']).toContain(after);
});

test.each([
  ['the first entry', 'console.log((page.entrustedList ?? [])[0]?.size);', 'read by its position'],
  ['the whole', 'console.log(page.entrustedList ?? []);', 'read the fields that are needed'],
  [
    'another list in its place',
    'console.log((page.entrustedList ?? [{ size: "1" }]).map(({ size }) => size));',
    'read the fields that are needed',
  ],
])('%s', (_, text, why) => {
  expect(migrated({ 'src/a.ts': program(text) }).listed).toMatchObject([{ why: expect.stringContaining(why) }]);
});
