import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Ledger } from './ledger.js';
import type { Which } from './log.js';
import { pageOf } from './page.js';

const LINES = ['SPOT', 'USDT-FUTURES'];
const SYMBOLS = ['A', 'B', 'C'];

interface Record {
  seq: number;
  line: string;
  symbol: string;
  at: number;
  live: boolean;
}

/** Some hundred records, whose moments grow with their numbers, and of which some have ended since. */
const records = fc
  .array(
    fc.record({
      line: fc.constantFrom(...LINES),
      symbol: fc.constantFrom(...SYMBOLS),
      step: fc.nat(3),
      // Long stretches of the ended, as accounts have them.
      ends: fc.nat(20),
    }),
    { minLength: 1, maxLength: 700 },
  )
  .map((drafts) => {
    let at = 0;
    return drafts.map(({ line, symbol, step, ends }, index): Record & { ends: boolean } => {
      at += step;
      return { seq: index + 1, line, symbol, at, live: true, ends: ends < (index % 300 < 200 ? 20 : 3) };
    });
  });

const ask = fc.record({
  line: fc.option(fc.constantFrom(...LINES), { nil: undefined }),
  symbol: fc.option(fc.constantFrom(...SYMBOLS), { nil: undefined }),
  which: fc.constantFrom<Which>('all', 'open', 'ended'),
  from: fc.option(fc.nat(1000), { nil: undefined }),
  to: fc.option(fc.nat(1000), { nil: undefined }),
  before: fc.option(fc.nat(800), { nil: undefined }),
  limit: fc.integer({ min: 1, max: 50 }),
});

it('a page is what a look at every record would find', () => {
  fc.assert(
    fc.property(records, fc.array(ask, { minLength: 1, maxLength: 8 }), (all, asks) => {
      const ledger = new Ledger<Record>(({ live }) => live);
      for (const record of all) ledger.add(record);
      for (const record of all) {
        if (!record.ends) continue;
        record.live = false;
        ledger.end(record);
      }
      for (const { line, symbol, which, from, to, before, limit } of asks) {
        const inScope = (one: Record) =>
          (line === undefined || one.line === line) && (symbol === undefined || one.symbol === symbol);
        const wanted = all
          .filter((one) => inScope(one) && (which === 'all' || one.live === (which === 'open')))
          .filter(({ at, seq }) => at >= (from ?? 0) && at <= (to ?? 1e9) && seq < (before ?? 1e9))
          .reverse();
        const scope = { line, symbol };
        const page = pageOf(
          ledger.sources(scope, which),
          { from, to, before, limit },
          ({ at }) => at,
          () => true,
        );
        expect(page.items.map(({ seq }) => seq)).toEqual(wanted.slice(0, limit).map(({ seq }) => seq));
        expect(page.more).toBe(wanted.length > limit);
        const open = all.filter((one) => inScope(one) && one.live);
        expect(ledger.opened(scope)).toEqual(open);
        expect(ledger.hasOpen(scope)).toBe(open.length > 0);
      }
    }),
    { numRuns: 60 },
  );
});
