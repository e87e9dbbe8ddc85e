import { expect, it } from 'vitest';
import { START, World } from './world.js';

it('runs timers when they are due, those of one moment in the order they were set, and costs no time', async () => {
  const world = new World();
  const { system } = world.owner('a', 1);
  const log: [string, number][] = [];
  const note = (name: string) => () => void log.push([name, system.monotonic()]);
  system.setTimeout(note('late'), 32_000);
  system.setTimeout(note('first'), 10);
  system.setTimeout(note('second'), 9.2);
  system.setTimeout(note('now'), 0);
  const before = performance.now();
  await world.run();
  expect(log).toEqual([
    ['now', 0],
    ['first', 10],
    ['second', 10],
    ['late', 32_000],
  ]);
  expect(system.now()).toBe(START + 32_000);
  expect(performance.now() - before).toBeLessThan(5_000);
});

it('keeps every promise of a moment before it goes on', async () => {
  const world = new World();
  const { system } = world.owner('a', 1);
  const log: number[] = [];
  const sleep = (ms: number) => new Promise<void>((resolve) => system.setTimeout(resolve, ms));
  const work = async () => {
    for (let i = 0; i < 3; i++) {
      await sleep(5);
      for (let j = 0; j < 50; j++) await Promise.resolve();
      log.push(system.monotonic());
    }
  };
  void work();
  system.setTimeout(() => log.push(-1), 7);
  await world.run();
  expect(log).toEqual([5, -1, 10, 15]);
});

it('stops at a time, and goes on from there', async () => {
  const world = new World();
  const { system } = world.owner('a', 1);
  let ran = 0;
  system.setTimeout(() => ran++, 100);
  await world.run(99);
  expect([ran, world.time]).toEqual([0, 99]);
  await world.run(100);
  expect([ran, world.time]).toEqual([1, 100]);
});

it('forgets what is cleared, and all of a process that dies', async () => {
  const world = new World();
  const [one, other] = [world.owner('one', 1), world.owner('other', 2)];
  const log: string[] = [];
  one.system.clearTimeout(one.system.setTimeout(() => log.push('cleared'), 1));
  one.system.setTimeout(() => log.push('dead'), 5);
  other.system.setTimeout(() => log.push('alive'), 5);
  other.system.setTimeout(() => world.kill(one), 2);
  expect(world.pending(one)).toBe(1);
  await world.run();
  one.system.setTimeout(() => log.push('from the grave'), 1);
  await world.run();
  expect(log).toEqual(['alive']);
  expect(world.pending(one)).toBe(0);
});

it('has clocks that can be wrong, waiting that is not, and chance that repeats with its seed alone', () => {
  const world = new World();
  const [one, same, other] = [world.owner('one', 7), world.owner('same', 7), world.owner('other', 8)];
  one.skewMs = -60_000;
  expect([one.system.now(), one.system.monotonic()]).toEqual([START - 60_000, 0]);
  const draws = ({ system }: typeof one) => [...Array.from({ length: 5 }, system.random), ...system.randomBytes(5)];
  const mine = draws(one);
  expect(draws(same)).toEqual(mine);
  expect(draws(other)).not.toEqual(mine);
});
