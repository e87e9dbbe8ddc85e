import { expect, test } from 'vitest';
import { data, migrated } from '../../test/migrate/project.js';
import { exactRequest, reading, sampleRequest } from '../../test/migrate/samples.js';
import type { CareData, MoveData } from './data.js';

const urls = new Map(data.operations.map(({ key, url }) => [key, url]));
const nameOf = (key: string): string => key.slice(key.indexOf(':') + 1);

const HEAD = `import { createClient } from '@bitget-spec/v2';
const client = createClient();
declare function use(...values: unknown[]): void;
declare const open: any;
`;

/** A call that cannot be rewritten, and what its reason has to say. */
interface Inexact {
  move: MoveData;
  request: string;
  read?: string;
  says: string;
}

const literal = (request: object): string =>
  `{ ${Object.entries(request)
    .map(([name, value]) => `'${name}': ${JSON.stringify(value)}`)
    .join(', ')} }`;

/** Every difference that the data knows of: of a whole call, of a field that is sent, of a position that is read. */
function inexactCalls(move: MoveData): Inexact[] {
  if (move.why !== undefined) return [{ move, request: 'open', says: move.why }];
  const exact = exactRequest(move, sampleRequest(urls.get(move.from) ?? '')) ?? {};
  const fields = Object.entries(move.request ?? {}).filter(([name]) => !/[.[]/.test(name));
  const sent = fields.flatMap(([name, { why, words, fits, absent }]): Inexact[] => [
    ...(why ? [{ move, request: literal({ ...exact, [name]: 'x' }), says: name }] : []),
    ...(words && !move.care?.some(({ when }) => when?.[name] === 'given')
      ? [{ move, request: literal({ ...exact, [name]: 'no such word' }), says: 'no such word' }]
      : []),
    ...(words || fits
      ? [
          {
            move,
            request: `{ ...${literal(exact)}, ${name}: open }`.replace('...', '...(open && ').replace('}, ', '}), '),
            says: name,
          },
        ]
      : []),
    ...(absent ? [{ move, request: literal({ ...exact, [name]: undefined }), says: absent }] : []),
  ]);
  const read = Object.entries(move.response ?? {}).flatMap(([path, { why }]): Inexact[] =>
    why && path !== '' && !path.endsWith(']') ? [{ move, request: literal(exact), read: reading(path), says: '' }] : [],
  );
  return [...sent, ...read, ...(move.care ?? []).flatMap((care) => careful(move, exact, care))];
}

function careful(move: MoveData, exact: object, { why, when, reads, order }: CareData): Inexact[] {
  if (order) return order.map((path) => ({ move, request: literal(exact), read: reading(`${path}[0]`), says: why }));
  if (reads) return reads.map((path) => ({ move, request: literal(exact), read: reading(path), says: '' }));
  const words = Object.entries(when ?? {}).map(([name, words]) => [
    name,
    words === 'given' ? 'x' : words === 'absent' ? undefined : words[0],
  ]);
  const request = { ...exact, ...Object.fromEntries(words) };
  return [{ move, request: literal(request), says: when && Object.values(when).includes('absent') ? '' : why }];
}

const calls = data.moves.flatMap(inexactCalls);

test('every call that is not known to mean the same stays, and says why', () => {
  const text = calls.map(({ move, request, read }, index) => {
    const call = `await client.${nameOf(move.from)}(${request})`;
    return `export async function f${index}() { ${read ? `const r = ${call}; use(${read});` : `${call};`} }`;
  });
  const { rewritten, listed, files } = migrated({ 'src/all.ts': `${HEAD}${text.join('\n')}\n` });
  const wrong = rewritten.map(({ line }) => text[line - HEAD.split('\n').length]);
  expect(wrong).toEqual([]);
  expect(listed.map(({ operation }) => operation)).toEqual(calls.map(({ move }) => move.from));
  const silent = calls.filter(
    ({ says }, index) => !listed[index]?.why.includes(says) || (listed[index]?.why.length ?? 0) < 10,
  );
  expect(silent.map(({ request, says }) => `${request}: ${says}`)).toEqual([]);
  expect(files['src/all.ts']).toContain('@bitget-spec/v2');
  expect(calls.length).toBeGreaterThan(700);
});
