import { describe, expect, it } from 'vitest';
import { connectCore, pages } from './index.js';
import { routes, type TestClient, thrown } from './testing/client.js';

const DAY = 86_400_000;

function make(answer: (query: Record<string, string>, path: string) => unknown) {
  const sent: Record<string, string>[] = [];
  const client = connectCore<TestClient>(routes, {
    use: [pages()],
    credentials: { apiKey: 'k', secretKey: 's', passphrase: 'p' },
    fetch: async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      const query = Object.fromEntries(searchParams);
      sent.push(query);
      const data = answer(query, pathname);
      return new Response(JSON.stringify(Object(data).code ? data : { code: '00000', data }));
    },
  });
  return { client, sent };
}

async function all(records: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const record of records) found.push(record);
  return found;
}

describe('by cursor', () => {
  const list = (query: Record<string, string>) => {
    const from = Number(query.cursor ?? 0);
    return { cursor: `${from + 2}`, list: [from, from + 1].filter((id) => id < 5).map((id) => ({ id })) };
  };

  it('goes on to the empty page, asking for as many as there may be', async () => {
    const { client, sent } = make(list);
    expect(await all(client.trade.fills.pages({ symbol: 'A' }))).toEqual([0, 1, 2, 3, 4].map((id) => ({ id })));
    expect(sent.map(({ cursor, limit, symbol }) => [cursor, limit, symbol])).toEqual(
      [undefined, '2', '4', '6'].map((cursor) => [cursor, '100', 'A']),
    );
  });

  it('is lazy and bounded', async () => {
    const { client, sent } = make(list);
    const records = client.trade.fills.pages({ limit: '2' });
    expect(sent).toEqual([]);
    expect((await records.next()).value).toEqual({ id: 0 });
    await records.next();
    expect(sent).toHaveLength(1);
    await records.return();
    expect(await all(client.trade.fills.pages({}, { maxItems: 3 }))).toHaveLength(3);
    expect(sent).toHaveLength(3);
    expect(await all(client.trade.fills.pages({}, { maxItems: 0 }))).toEqual([]);
    expect(await thrown(all(client.trade.fills.pages({}, { maxPages: 2 })))).toMatchObject({ code: 'too-many-pages' });
  });

  it('ends with an answer that points at itself, has no mark, or no list', async () => {
    for (const end of [{ cursor: '2', list: [{ id: 9 }] }, { cursor: '', list: [] }, { list: null }, null]) {
      const { client } = make((query) => (query.cursor ? end : { cursor: '2', list: [{ id: 1 }] }));
      expect(await all(client.trade.fills.pages())).toEqual([{ id: 1 }]);
    }
    expect(await all(make(() => ({ cursor: null, list: [{ id: 1 }] })).client.trade.fills.pages())).toHaveLength(1);
  });

  it('ends with the signal, between records as well', async () => {
    const { client } = make(list);
    const controller = new AbortController();
    const seen: unknown[] = [];
    const walk = (async () => {
      for await (const record of client.trade.fills.pages({}, { signal: controller.signal })) {
        seen.push(record);
        controller.abort('enough');
      }
    })();
    expect(await thrown(walk)).toBe('enough');
    expect(seen).toHaveLength(1);
  });

  it('passes errors on', async () => {
    expect(await thrown(all(make(() => ({ code: '40034' })).client.trade.fills.pages()))).toMatchObject({
      code: '40034',
    });
  });
});

describe('in time windows', () => {
  const now = 1_700_000_000_000;

  it('the newest first, none longer than the operation takes, none overlapping', async () => {
    const { client, sent } = make((query) => ({ cursor: '', list: [{ from: query.startTime, to: query.endTime }] }));
    await all(client.trade.fills.pages({ startTime: `${now - 70 * DAY}`, endTime: now }));
    expect(sent.map(({ startTime, endTime }) => [now - Number(startTime), now - Number(endTime)])).toEqual([
      [30 * DAY, 0],
      [60 * DAY + 1, 30 * DAY + 1],
      [70 * DAY, 60 * DAY + 2],
    ]);
  });

  it('each with its pages: idLessThan', async () => {
    const records = Array.from({ length: 20 }, (_, day) => ({ id: `${100 - day}`, time: now - day * DAY }));
    const { client } = make(({ startTime, endTime, idLessThan = '999', limit }) =>
      records
        .filter(
          ({ id, time }) => time >= Number(startTime) && time <= Number(endTime) && Number(id) < Number(idLessThan),
        )
        .slice(0, Number(limit)),
    );
    expect(await all(client.trade.old.pages({ startTime: now - 20 * DAY, endTime: now }))).toEqual(records);
    expect(await all(client.trade.old.pages({ startTime: now - 20 * DAY, endTime: now }, { maxItems: 9 }))).toEqual(
      records.slice(0, 9),
    );
  });

  it('halves a window that is too wide after all, once', async () => {
    const wide = ({ startTime, endTime }: Record<string, string>, days: number) =>
      Number(endTime) - Number(startTime) > days * DAY
        ? { code: '43111', msg: 'param error' }
        : { list: [{ startTime }] };
    const times = { startTime: now - 7 * DAY, endTime: now };
    expect(await all(make((query) => wide(query, 4)).client.trade.old.pages(times))).toHaveLength(2);
    expect(await thrown(all(make((query) => wide(query, 2)).client.trade.old.pages(times)))).toMatchObject({
      code: '43111',
    });
  });

  it('candles go back row by row', async () => {
    const rows = Array.from({ length: 10 }, (_, i) => [`${now - i * 60_000}`, 'open']);
    const { client } = make(({ startTime = 0, endTime = Infinity, limit }) =>
      rows
        .filter(([time]) => Number(time) >= Number(startTime) && Number(time) <= Number(endTime))
        .slice(0, Number(limit))
        .reverse(),
    );
    expect(await all(client.market.candles.pages({ symbol: 'A' }))).toEqual(rows);
    expect(await all(client.market.candles.pages({ startTime: now - 5 * 60_000, endTime: now }))).toEqual(
      rows.slice(0, 6),
    );
  });
});

it('by number, under the name that the call has for it', async () => {
  const { client, sent } = make(({ pageNum, pageSize }) => ({
    total: '5',
    items: [1, 2, 3, 4, 5].slice((Number(pageNum) - 1) * Number(pageSize), Number(pageNum) * Number(pageSize)),
  }));
  expect(await all(client.trade.numbered.pages())).toEqual([1, 2, 3, 4, 5]);
  expect(sent.map(({ pageNum }) => pageNum)).toEqual(['1', '2', '3']);
});
