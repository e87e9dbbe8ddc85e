import { assert, integer, property } from 'fast-check';
import { expect, it } from 'vitest';
import { INSTRUMENTS } from './instruments.js';
import { BEAT, Levels } from './levels.js';
import { Market } from './market.js';

const NOW = 1_761_998_400_000;
const DEPTH = 200;

const sideOf = (market: Market, side: 'ask' | 'bid', now: number) =>
  Array.from({ length: DEPTH }, (_, index) => market.level(side, index, now)).flatMap((level) => level ?? []);

it('has the last price best, and goes away from it level by level, at any moment and price of any market', () => {
  const instruments = integer({ min: 0, max: INSTRUMENTS.length - 1 });
  const ages = integer({ min: 0, max: 400_000_000 });
  const held = integer({ min: 2, max: 10_000_000 });
  assert(
    property(instruments, ages, held, (which, age, ticks) => {
      const instrument = INSTRUMENTS[which];
      if (!instrument) return;
      const market = new Market(instrument, 'levels');
      if (age % 2) market.setTicks(ticks, NOW);
      const now = NOW + age;
      const last = market.ticksAt(now);
      const asks = sideOf(market, 'ask', now);
      const bids = sideOf(market, 'bid', now);
      expect([asks[0]?.ticks, bids[0]?.ticks]).toEqual([last, last - 1]);
      for (const [worse, better] of asks.slice(1).map((level, index) => [level, asks[index]] as const))
        expect(worse.ticks).toBeGreaterThan(better?.ticks ?? 0);
      for (const [worse, better] of bids.slice(1).map((level, index) => [level, bids[index]] as const))
        expect(worse.ticks).toBeLessThan(better?.ticks ?? 0);
      for (const { size, ticks: at } of [...asks, ...bids]) {
        expect(size.gte(instrument.minSize) && size.decimalPlaces() !== null).toBe(true);
        expect(size.decimalPlaces() ?? 0).toBeLessThanOrEqual(instrument.sizePlaces);
        expect(at).toBeGreaterThan(0);
      }
    }),
    { numRuns: process.env.SOAK ? 5_000 : 60 },
  );
});

it('is the same again at the same moment, whatever was looked at between', () => {
  const [instrument] = INSTRUMENTS;
  if (!instrument) throw new Error('no instrument');
  const levels = () => new Levels(instrument, 7, () => 60_000);
  const seen = levels();
  const at = (of: Levels, now: number) =>
    Array.from({ length: 50 }, (_, index) => of.at('ask', index, 6_000_000, now)?.size.toFixed());
  const before = at(seen, NOW);
  at(seen, NOW + 100_000);
  expect(at(seen, NOW)).toEqual(before);
  expect(at(levels(), NOW)).toEqual(before);
});

it('changes a few levels from one beat to the next, and all of them in the end', () => {
  const [instrument] = INSTRUMENTS;
  if (!instrument) throw new Error('no instrument');
  const market = new Market(instrument, 'levels');
  market.setTicks(6_000_000, NOW);
  const asks = (now: number) => new Map(sideOf(market, 'ask', now).map(({ ticks, size }) => [ticks, size.toFixed()]));
  const changed = (from: number, to: number) => {
    const before = asks(from);
    return [...asks(to)].filter(([ticks, size]) => before.get(ticks) !== size).length;
  };
  const counts = Array.from({ length: 200 }, (_, beat) => changed(NOW + beat * BEAT, NOW + (beat + 1) * BEAT));
  expect(Math.max(...counts)).toBeLessThan(DEPTH / 10);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(200);
  expect(changed(NOW, NOW + 20_000)).toBeGreaterThan(DEPTH * 0.95);
  expect(changed(NOW, NOW + BEAT - 1)).toBe(0);
});
