import { describe, expect, it } from 'vitest';
import { routes, type TestClient, thrown } from '../../test/client.js';
import { pages } from '../index.js';
import { connectCore } from '../runtime.js';

const DAY = 86_400_000;

function make(response: (query: Record<string, string>, path: string) => unknown) {
  const sent: Record<string, string>[] = [];
  const client = connectCore<TestClient>(routes, {
    use: [pages()],
    credentials: { apiKey: 'k', secretKey: 's', passphrase: 'p' },
    fetch: async (request) => {
      const { pathname, searchParams } = new URL(request.url);
      const query = Object.fromEntries(searchParams);
      sent.push(query);
      const data = response(query, pathname);
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
    const ids = [from, from + 1].filter((id) => id < 5);
    return { cursor: ids.length ? `${from + 2}` : '', list: ids.map((id) => ({ id })) };
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

  it('ends with a response that points at itself, has no mark, or no list', async () => {
    for (const end of [{ cursor: '2', list: [{ id: 1 }] }, { cursor: '', list: [] }, { list: null }, null]) {
      const { client } = make((query) => (query.cursor ? end : { cursor: '2', list: [{ id: 1 }] }));
      expect(await all(client.trade.fills.pages())).toEqual([{ id: 1 }]);
    }
    expect(await all(make(() => ({ cursor: null, list: [{ id: 1 }] })).client.trade.fills.pages())).toHaveLength(1);
  });

  it('takes the last records of a mark that stands still', async () => {
    const { client } = make(({ cursor }) => ({ cursor: '2', list: [{ id: cursor ? 2 : 1 }] }));
    expect(await all(client.trade.fills.pages())).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('goes on over empty pages while the mark moves, up to maxPages', async () => {
    const { client } = make(({ cursor = '0' }) => {
      const list = cursor === '0' || cursor === '3' ? [{ id: cursor }] : [];
      return { cursor: cursor === '3' ? '' : `${Number(cursor) + 1}`, list };
    });
    expect(await all(client.trade.fills.pages())).toEqual([{ id: '0' }, { id: '3' }]);
    expect(await thrown(all(client.trade.fills.pages({}, { maxPages: 3 })))).toMatchObject({ code: 'too-many-pages' });
  });

  it('asks for no more than a page may hold, and knows a full page', async () => {
    const { client, sent } = make(({ pageNum, pageSize }) => {
      const size = Math.min(Number(pageSize), 2); // as the exchange does
      return { items: [1, 2, 3, 4, 5].slice((Number(pageNum) - 1) * size, Number(pageNum) * size) };
    });
    expect(await all(client.trade.numbered.pages({ pageSize: '9' }))).toEqual([1, 2, 3, 4, 5]);
    expect(await all(client.trade.numbered.pages({ pageSize: '1' }))).toEqual([1, 2, 3, 4, 5]);
    expect(sent.map(({ pageSize }) => pageSize)).toEqual(['2', '2', '2', '1', '1', '1', '1', '1', '1']);
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

  it('the newest first, none longer than the operation takes', async () => {
    const { client, sent } = make((query) => ({ cursor: '', list: [{ from: query.startTime, to: query.endTime }] }));
    await all(client.trade.fills.pages({ startTime: `${now - 70 * DAY}`, endTime: now }));
    expect(sent.map(({ startTime, endTime }) => [now - Number(startTime), now - Number(endTime)])).toEqual([
      [30 * DAY, 0],
      [60 * DAY - 1, 30 * DAY - 1],
      [70 * DAY, 60 * DAY - 2],
    ]);
  });

  const both = (time: number, from: number, to: number) => time >= from && time <= to;
  it.each([
    ['both', both],
    ['the start', (time: number, from: number, to: number) => both(time, from, to - 1)],
    ['the end', (time: number, from: number, to: number) => both(time, from + 1, to)],
    ['neither', (time: number, from: number, to: number) => both(time, from + 1, to - 1)],
  ])('lose and repeat nothing at their borders, whichever of them belong to the range: %s', async (_, within) => {
    const start = now - 75 * DAY;
    const times = Array.from({ length: 76 }, (_, day) => start + day * DAY).flatMap((time) =>
      [-2, -1, 0, 1, 2].map((offset) => time + offset),
    );
    const { client } = make(({ startTime, endTime, cursor = '0' }) => {
      const found = times.filter((time) => within(time, Number(startTime), Number(endTime))).reverse();
      const list = found.slice(Number(cursor), Number(cursor) + 7).map((time) => ({ time: `${time}` }));
      return { list, cursor: list.length ? `${Number(cursor) + 7}` : '' };
    });
    expect(await all(client.trade.fills.pages({ startTime: start, endTime: now }))).toEqual(
      times
        .filter((time) => within(time, start, now))
        .map((time) => ({ time: `${time}` }))
        .reverse(),
    );
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
    const times = { startTime: now - 7 * DAY + 1, endTime: now };
    expect(await all(make((query) => wide(query, 4)).client.trade.old.pages(times))).toHaveLength(2);
    expect(await thrown(all(make((query) => wide(query, 2)).client.trade.old.pages(times)))).toMatchObject({
      code: '43111',
    });
  });

  it.each([
    ['inclusive', 0],
    ['exclusive', 1],
  ])('rows go back by the time that the table names, several in a millisecond, to an %s end', async (_, outside) => {
    // the oldest first in each page, two in every millisecond and four in one
    const rows = Array.from({ length: 20 }, (_, i) => ({ id: i, repaidTime: `${now + Math.floor(i / 2) * 5}` }));
    rows.splice(9, 0, { id: 20, repaidTime: `${now + 20}` });
    const { client } = make(({ endTime = Infinity, limit }) =>
      rows.filter(({ repaidTime }) => Number(repaidTime) <= Number(endTime) - outside).slice(-Number(limit)),
    );
    const found = await all(client.market.repayments.pages());
    expect(found.length).toBe(21);
    expect(new Set(found)).toEqual(new Set(rows));
    expect(await all(client.market.repayments.pages({ limit: '500' }))).toEqual(found);
  });

  it('rows whose end nobody heeds end the walk', async () => {
    const { client, sent } = make(() => [1, 2, 3].map((id) => ({ id, repaidTime: `${now + id}` })));
    expect(await all(client.market.repayments.pages())).toHaveLength(3);
    expect(sent.length).toBeLessThan(6);
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
