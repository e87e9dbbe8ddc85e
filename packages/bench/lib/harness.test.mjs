import { createServer } from 'node:http';
import { describe, expect, it } from 'vitest';
import { interleave, summary } from './interleave.mjs';
import { load } from './load.mjs';
import { withSection } from './results.mjs';
import { freePort, startServer } from './server.mjs';
import { median, quantile } from './stats.mjs';
import { goal, table } from './table.mjs';

describe('stats', () => {
  it('takes the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow('no values');
  });
  it('takes the nearest rank', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2);
    expect(quantile([1, 2, 3, 4], 0.99)).toBe(4);
  });
});

describe('interleave', () => {
  it('runs in turn, starts each round with another one and does not count the warm-up', async () => {
    /** @type {string[]} */
    const calls = [];
    const candidate = (/** @type {string} */ name) => ({
      name,
      before: () => void calls.push(`-${name}`),
      run: (/** @type {number} */ round) => {
        calls.push(`${name}${round}`);
        return { n: round };
      },
      teardown: () => void calls.push(`end ${name}`),
    });
    const samples = await interleave([candidate('a'), candidate('b')], 2);
    expect(calls).toEqual(['-a', 'a0', '-b', 'b0', '-b', 'b1', '-a', 'a1', '-a', 'a2', '-b', 'b2', 'end a', 'end b']);
    expect(samples.get('a')).toEqual([{ n: 1 }, { n: 2 }]);
    expect(summary(samples.get('b'), 'n')).toEqual({ median: 1.5, least: 1, most: 2 });
  });
  it('tears down after a failure and measures time by itself', async () => {
    let ended = false;
    const bad = {
      name: 'bad',
      run: () => Promise.reject(new Error('no')),
      teardown: () => {
        ended = true;
      },
    };
    await expect(interleave([bad], 1)).rejects.toThrow('no');
    expect(ended).toBe(true);
    const samples = await interleave([{ name: 'good', run: () => {} }], 1);
    expect(samples.get('good')?.[0].ms).toBeGreaterThanOrEqual(0);
  });
});

describe('results', () => {
  const part = { name: 'generate', order: 10, title: 'Generate', text: 'fast' };
  it('rewrites its own section only, in a fixed order', () => {
    const both = withSection(withSection('', { name: 'mock', order: 20, title: 'Mock', text: 'kept' }), part);
    expect(both.indexOf('fast')).toBeLessThan(both.indexOf('kept'));
    const again = withSection(both, { ...part, text: 'faster' });
    expect(again).toBe(both.replace('fast\n', 'faster\n'));
  });
});

describe('table', () => {
  it('aligns', () => {
    expect(
      table(
        ['tool', 'ms'],
        [
          ['a', '10'],
          ['longer', '5'],
        ],
      ),
    ).toBe('| tool   |  ms |\n| ------ | --: |\n| a      |  10 |\n| longer |   5 |');
  });
  it('says whether a goal was reached', () => {
    expect(goal('x', 0.61, '<=', 0.6)).toEqual(['x', 'at most 0.6', '0.61', 'no']);
    expect(goal('x', 21, '>=', 20)).toEqual(['x', 'at least 20', '21.00', 'yes']);
  });
});

describe('servers under load', () => {
  it('keeps as many calls open as there are connections', async () => {
    let open = 0;
    let most = 0;
    const result = await load(
      async () => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 1));
        open--;
      },
      { calls: 50, connections: 4 },
    );
    expect(most).toBe(4);
    expect(result.perSecond).toBeGreaterThan(0);
    expect(result.p99).toBeGreaterThanOrEqual(result.p50);
  });
  it('waits for the first response and stops what it started', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const code = `require('http').createServer((q, a) => a.end('ok')).listen(${port}, '127.0.0.1')`;
    const server = await startServer([process.execPath, '-e', code], { cwd: '.', url });
    expect(server.readyMs).toBeGreaterThan(0);
    expect(await (await fetch(url)).text()).toBe('ok');
    await server.stop();
    await expect(fetch(url)).rejects.toThrow();
    const taken = createServer().listen(port, '127.0.0.1'); // the port is free again
    await new Promise((resolve) => taken.close(resolve));
    await expect(startServer([process.execPath, '-e', ''], { cwd: '.', url })).rejects.toThrow('no response');
  });
});
