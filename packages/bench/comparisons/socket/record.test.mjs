import { createBook, parseBookFrame } from '@bitget-spec/websocket/book';
import { expect, test } from 'vitest';
import { record } from './record.mjs';

test.each(/** @type {const} */ (['v3', 'v2']))(
  'a recording of %s is the same each time, and makes the book of the mock',
  async (api) => {
    const [recording, again] = [await record(api, 20, 40), await record(api, 20, 40)];
    expect(again).toEqual(recording);
    const book = createBook();
    const kinds = recording.texts.map((text) => {
      const { action = '', data: [item] = [] } = parseBookFrame(text) ?? {};
      return book.apply(action, item ?? {}).kind;
    });
    expect(kinds).toEqual(['snapshot', ...Array(40).fill('update')]);
    expect([book.bids.depth(), book.asks.depth()]).toEqual([recording.bids, recording.asks]);
  },
);
