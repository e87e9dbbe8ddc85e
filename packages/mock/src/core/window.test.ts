import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SlidingWindow } from './window.js';

it('never lets more than count into any window of its length, and no fewer than it may', () => {
  const steps = fc.array(fc.nat(400), { minLength: 1, maxLength: 200 });
  const property = fc.property(steps, fc.integer({ min: 1, max: 12 }), (gaps, count) => {
    const window = new SlidingWindow(count, 1000);
    const taken: number[] = [];
    let now = 0;
    for (const gap of gaps) {
      now += gap;
      const within = taken.filter((time) => now - time < 1000).length;
      expect(window.left(now)).toBe(count - within);
      if (within < count) {
        window.take(now);
        taken.push(now);
      } else {
        const wait = window.wait(now);
        expect(taken.filter((time) => now + wait - time < 1000).length).toBeLessThan(count);
        expect(taken.filter((time) => now + wait - 1 - time < 1000).length).toBe(count);
      }
    }
  });
  fc.assert(property);
});

it('starts anew when the clock is set back', () => {
  const window = new SlidingWindow(1, 1000);
  window.take(5000);
  expect(window.left(5500)).toBe(0);
  expect(window.left(100)).toBe(1);
});
