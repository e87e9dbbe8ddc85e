import { appendFile, readFile, truncate } from 'node:fs/promises';
import type { createClient, MarketCandlesRequest } from '@bitget-spec/v3';

const MINUTE = 60_000;
const LENGTH = { '1m': MINUTE, '5m': 5 * MINUTE, '15m': 15 * MINUTE, '1H': 60 * MINUTE } as const;
/** Candles of one call. */
const PAGE = 1000;

export interface Recording {
  category: MarketCandlesRequest['category'];
  symbol: string;
  interval: keyof typeof LENGTH;
  /** A JSON line for each candle, `["1761998400000","60000","60100","59900","60050","12.5","750000"]`, the oldest first. */
  file: string;
  /** Where a new file begins, Unix milliseconds. */
  since: number;
}

/**
 * Writes the candles that are finished and not yet in the file. Called again, it goes on where it stopped; a line that was torn
 * when the process died is written anew. @returns how many it wrote
 */
export async function record(
  bitget: ReturnType<typeof createClient>,
  { category, symbol, interval, file, since }: Recording,
  now: number,
): Promise<number> {
  const length = LENGTH[interval];
  const last = await lastIn(file);
  let from = last === undefined ? Math.ceil(since / length) * length : last + length;
  let written = 0;
  while (from + length <= now) {
    const until = Math.min(from + PAGE * length, now - (now % length));
    const candles = await bitget.market.candles({
      ...{ category, symbol, interval, limit: PAGE },
      ...{ startTime: String(from), endTime: String(until - 1) },
    });
    const lines = candles
      .filter(([time]) => Number(time) >= from && Number(time) < until)
      .sort(([a], [b]) => Number(a) - Number(b))
      .map((candle) => `${JSON.stringify(candle)}\n`);
    await appendFile(file, lines.join(''));
    written += lines.length;
    from = until;
  }
  return written;
}

/** The time of the last candle in the file; what stands behind the last whole line is cut off. */
async function lastIn(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) await truncate(file, Buffer.byteLength(whole));
  const line = whole.trimEnd().split('\n').at(-1);
  return line ? Number(JSON.parse(line)[0]) : undefined;
}
