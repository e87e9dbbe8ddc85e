import { describe, expect, test } from 'vitest';
import { account, DAY_MS, FILL, type Fields, POSITION } from '../../test/account.js';

const ids = (items: Fields[]) => items.map(({ execId }) => execId);
const states = (items: Fields[]) => items.map(({ orderId, orderStatus }) => `${orderId} ${orderStatus}`);

describe('while what was missed is read', () => {
  test.each([
    ['another connection takes over', {}],
    ['the stream is asked for anew', {}],
    ['the stream moves to another connection', { subscriptionsPerHour: 2 }],
  ])('%s, and nothing is lost', async (what, limits) => {
    const { exchange, pass, got, said, fill, socket, stream } = account('fill', { restMs: () => 700, limits });
    await pass(1_000);
    fill('1');
    await pass(1_000);
    exchange.open[0]?.cut();
    fill('2');
    await pass(600);
    fill('3');
    if (what.startsWith('another')) socket.rollover();
    else stream.resubscribe();
    await pass(100);
    fill('4');
    await pass(60_000);
    fill('5');
    await pass(1_000);
    expect(ids(got).sort()).toEqual(['1', '2', '3', '4', '5']);
    expect(said()).toEqual([true, 'lost', true]);
    socket.close();
  });

  test('the connection is lost again and REST fails: what has come is told', async () => {
    let fails = false;
    const { exchange, pass, got, said, fill, socket } = account('fill', { fails: () => fails });
    await pass(1_000);
    exchange.open[0]?.cut();
    await pass(600);
    fill('1');
    await pass(10);
    fails = true;
    exchange.open[0]?.cut();
    await pass(20_000);
    expect([ids(got), said()]).toEqual([['1'], [true, 'lost', false]]);
    socket.close();
  });

  test('what comes is held back for 15 s at most, and a reading that takes longer changes nothing any more', async () => {
    let ms = 9_000;
    const { exchange, pass, got, said, change, forget, socket } = account('order', {
      restMs: (name) => (name === 'trade/order-info' ? ms : 0),
    });
    await pass(3_000);
    for (let n = 0; n < 30; n++) change(`${n}`, 'live');
    await pass(100);
    exchange.open[0]?.cut();
    change('gap', 'filled');
    for (let n = 0; n < 30; n++) forget(`${n}`);
    await pass(600);
    change('new', 'filled');
    await pass(14_000);
    expect(states(got)).not.toContain('new filled');
    await pass(2_000);
    expect(states(got).slice(30)).toEqual(['new filled']);
    expect(said()).toEqual([true, 'lost', false]);
    ms = 0;
    await pass(300_000);
    expect(states(got).slice(30)).toEqual(['new filled']);
    socket.close();
  });
});

describe('orders of before the stream', () => {
  test('are read slowly, and what was missed meanwhile is read from the beginning of the gap', async () => {
    let ms = 9_000;
    const { pass, gap, got, said, change, socket } = account('order', {
      restMs: (name) => (name === 'trade/unfilled-orders' ? ms : 0),
    });
    await pass(2_400);
    change('0', 'filled');
    await pass(100);
    ms = 0;
    await gap(() => change('1', 'filled'), 60_000);
    expect([states(got), said()]).toEqual([
      ['0 filled', '1 filled'],
      [true, 'lost', true],
    ]);
    socket.close();
  });

  test('are known though REST shows them late', async () => {
    const { pass, gap, got, said, change, socket } = account('order', { lagMs: 500 });
    change('1', 'live');
    await pass(60_000);
    await gap(() => change('1', 'filled'));
    expect([states(got), said()]).toEqual([['1 filled'], [true, 'lost', true]]);
    socket.close();
  });

  test('are not those that were placed in a gap meanwhile', async () => {
    for (const ms of [1_500, 1_900, 1_990, 2_000, 2_500]) {
      const { exchange, pass, got, said, change, socket } = account('order');
      await pass(ms);
      exchange.open[0]?.cut();
      change('1', 'live');
      await pass(20_000);
      expect([states(got), said()]).toEqual([['1 live'], [true, 'lost', true]]);
      socket.close();
    }
  });

  test.each([300, 2_300])('are read for a stream that follows at once on another of %i ms', async (ms) => {
    const { pass, change, socket, stream, gap } = account('order', { restMs: () => 700 });
    change('1', 'live');
    const said: unknown[] = [];
    const got: Fields[] = [];
    socket.private.position();
    await pass(ms);
    stream.close();
    socket.private.order(undefined, {
      onItem: (item) => got.push(Object(item)),
      onEvent: (event) => event.type === 'live' && said.push(event.continuous),
    });
    await pass(60_000);
    await gap(() => change('1', 'filled'), 20_000);
    expect([states(got), said]).toEqual([['1 filled'], [true, true]]);
    socket.close();
  });

  test('are asked for again every half minute, however often that failed, and not once the socket is closed', async () => {
    const { exchange, pass, asked, socket, timers } = account('order', { fails: () => true });
    await pass(3_000);
    for (let n = 0; n < 5; n++) {
      exchange.open[0]?.cut();
      await pass(8_000);
    }
    const before = asked.length;
    await pass(64_000);
    expect(asked.slice(before)).toEqual(['trade/unfilled-orders', 'trade/unfilled-orders']);
    socket.close();
    await pass(10);
    expect(timers.size).toBe(0);
    const { length } = asked;
    await pass(120_000);
    expect(asked.length).toBe(length);
  });
});

test('what a stream missed that was asked for anew, and not given again before its connection ended, is read', async () => {
  const { exchange, pass, got, said, fill, socket, stream } = account('fill');
  socket.private.position();
  await pass(1_000);
  let deaf = true;
  exchange.behave = (_, { op, args }) => deaf && op === 'subscribe' && JSON.stringify(args).includes(FILL.topic);
  stream.resubscribe();
  await pass(1_000);
  fill('1');
  for (let n = 0; n < 9; n++) {
    await pass(1_000);
    exchange.push(POSITION, [{ symbol: 'BTCUSDT', marginCoin: 'USDT', posSide: 'long', size: `${n}` }]);
  }
  deaf = false;
  exchange.open[0]?.cut();
  await pass(20_000);
  expect([ids(got), said()]).toEqual([['1'], [true, 'lost', true]]);
  socket.close();
});

describe('a position that was opened 40 days ago and is closed in a gap', () => {
  test.each([
    ['is found', true, [true, 'lost', true, 'lost', true]],
    ['holds up no other where it is not found, which is said once', false, [true, 'lost', false, 'lost', true]],
  ])('%s', async (_, isFound, expected) => {
    const { exchange, pass, got, said, hold, system, socket } = account('position', {
      history: (startTime) => isFound && startTime < system.now() - 30 * DAY_MS,
    });
    await pass(1_000);
    const createdTime = `${system.now() - 40 * DAY_MS}`;
    hold('OLD', '1', { createdTime });
    hold('NEW', '1');
    await pass(60_000);
    for (const size of ['2', '3']) {
      exchange.open[0]?.cut();
      await pass(10);
      if (size === '2') hold('OLD', '0', { createdTime });
      hold('NEW', size);
      await pass(20_000);
    }
    expect(got.map(({ symbol, size }) => `${symbol} ${size}`)).toEqual(['OLD 1', 'NEW 1', 'NEW 2', 'OLD 0', 'NEW 3']);
    expect(said()).toEqual(expected);
    socket.close();
  });
});

test('why REST did not say what was missed is told once a gap, and never with a secret', async () => {
  let fails = false;
  const { exchange, pass, notices, said, socket } = account('order', { fails: () => fails });
  await pass(5_000);
  fails = true;
  for (let n = 0; n < 2; n++) {
    exchange.open[0]?.cut();
    await pass(10_000);
  }
  expect(said()).toEqual([true, 'lost', false, 'lost', false]);
  expect(notices).toEqual(
    Array.from({ length: 2 }, () => ({
      access: 'private',
      code: '40725',
      message: expect.stringMatching(/^what private\.order missed could not be read: .*busy/),
    })),
  );
  expect(JSON.stringify(notices)).not.toMatch(/test-(key|secret|passphrase)/);
  socket.close();
});
