import type { Fields } from '../streams/frames.js';
import { numberOf, textOf } from '../streams/text.js';
import { closedPositionRow, gonePositionRow, positionRow } from './rows/v3.js';
import { type EventSource, each, HISTORY_MS } from './source.js';

/** Product lines of futures. */
export const FUTURES = ['USDT-FUTURES', 'COIN-FUTURES', 'USDC-FUTURES'];

const idOf = ({ symbol, marginCoin, posSide, marginMode }: Fields) =>
  [symbol, marginCoin, posSide, marginMode].map(textOf).join();
const timeOf = ({ updatedTime }: Fields) => numberOf(updatedTime);
const bornAt = ({ createdTime }: Fields) => numberOf(createdTime);
const isOpen = ({ positionStatus, size }: Fields) => positionStatus !== 'ended' && numberOf(size) !== 0;

/** What can change and leave the time as it is: an order that is to close some of it may be placed. */
const stands = ({ size, available, frozen }: Fields) => [size, available, frozen].map(numberOf).join();

/** Whether a position lived when another, of the same identity, was last heard of. */
const covers = (one: Fields, other: Fields) => bornAt(one) <= timeOf(other) && timeOf(one) >= timeOf(other);

/** Positions of v3. One that is closed and opened again has the identity that it had. */
export const positions: EventSource = {
  idOf,
  timeOf,
  isOpen,
  isNewer(one, other) {
    const ms = timeOf(one) - timeOf(other) || bornAt(one) - bornAt(other);
    if (ms) return ms > 0;
    // of one moment, closed is the last state
    return isOpen(one) ? isOpen(other) && stands(one) !== stands(other) : isOpen(other);
  },
  goneRow: gonePositionRow,
  async since(reads, since, memory) {
    const closedSince = (from: number) =>
      each(FUTURES, async (category) =>
        (await reads.list('position/history-position', { category, startTime: `${Math.floor(from)}` })).map((row) =>
          closedPositionRow(row, memory.find(row)),
        ),
      );
    const open = await each(FUTURES, async (category) =>
      (await reads.list('position/current-position', { category })).map(positionRow),
    );
    const closed = await closedSince(since);
    const same = (item: Fields) => (row: Fields) => idOf(row) === idOf(item);
    // one that was opened after the last was heard of is another
    const gone = memory.open().filter((item) => !open.filter(same(item)).some((row) => bornAt(row) <= timeOf(item)));
    const isClosed = (item: Fields) => closed.filter(same(item)).some((row) => covers(row, item));
    const unseen = gone.filter((item) => !isClosed(item));
    // whether the list goes by when a position was closed, or opened, no source says
    if (unseen.length) {
      const from = Math.min(...unseen.map((item) => bornAt(item) || timeOf(item)));
      closed.push(...(await closedSince(Math.max(from, reads.now() - HISTORY_MS))));
    }
    return { items: [...open, ...closed], lost: unseen.filter((item) => !isClosed(item)) };
  },
};
