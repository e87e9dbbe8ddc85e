import { describe, expect, test } from 'vitest';
import { account, type Fields } from '../../test/account.js';
import { ORDER, type TestSocket } from '../../test/socket.js';
import type { Stream } from '../streams/stream.js';

const states = (items: Fields[]) => items.map(({ orderId, orderStatus }) => `${orderId} ${orderStatus}`);

describe('orders that were missed', () => {
  test('are read before the stream says that it is live, once each, in the order of the time', async () => {
    const { pass, gap, got, said, change, socket } = account('order');
    await pass(1_000);
    change('1', 'live');
    change('2', 'live');
    await pass(1_000);
    await gap(() => change('3', 'live'), 10); // missed, and open
    change('4', 'filled'); // missed, and over
    await pass(10);
    change('1', 'cancelled'); // missed; of before the cut
    await pass(10_000);
    expect(states(got)).toEqual(['1 live', '2 live', '3 live', '4 filled', '1 cancelled']);
    expect(said()).toEqual([true, 'lost', true]);
    expect(got.every(({ category }) => category === 'spot')).toBe(true);
    socket.close();
  });

  test('are those, too, of which the stream has never said anything', async () => {
    const { pass, gap, got, said, change, socket } = account('order');
    change('old', 'live');
    await pass(2_000);
    await gap(() => change('old', 'cancelled'));
    expect(states(got)).toEqual(['old cancelled']);
    expect(said()).toEqual([true, 'lost', true]);
    socket.close();
  });

  test('are not brought again by what comes meanwhile', async () => {
    const { exchange, pass, got, change, socket } = account('order');
    await pass(1_000);
    exchange.open[0]?.cut();
    await pass(10);
    for (let n = 0; n < 200; n++) {
      change(`${n}`, n % 3 ? 'live' : 'filled');
      if (n > 100) change(`${n - 100}`, 'cancelled');
      await pass(10);
    }
    await pass(5_000);
    expect(new Set(states(got)).size).toBe(got.length);
    const last = new Map(got.map(({ orderId, orderStatus }) => [orderId, orderStatus]));
    expect([last.size, last.get('50'), last.get('199'), last.get('102')]).toEqual([200, 'cancelled', 'live', 'filled']);
    socket.close();
  });

  test('are those of orders that are open, however many others were over meanwhile', async () => {
    const { exchange, pass, gap, got, change, socket } = account('order');
    await pass(1_000);
    change('old', 'live');
    const over = { orderStatus: 'filled', category: 'spot', updatedTime: '1' };
    exchange.push(
      ORDER,
      Array.from({ length: 10_001 }, (_, n) => ({ ...over, orderId: `over-${n}` })),
    );
    await pass(60_000);
    await gap(() => change('old', 'cancelled'));
    expect(states(got).filter((state) => state.startsWith('old'))).toEqual(['old live', 'old cancelled']);
    socket.close();
  });

  test('without a client are not, and the stream says so', async () => {
    const { pass, gap, got, said, change, socket, asked } = account('order', { client: false });
    await pass(1_000);
    await gap(() => change('1', 'live'));
    expect([got, said(), asked]).toEqual([[], [true, 'lost', false], []]);
    socket.close();
  });

  test('that can not be read are said to be missing', async () => {
    let fails = false;
    const { pass, gap, got, said, change, socket } = account('order', { fails: () => fails });
    await pass(1_000);
    fails = true;
    await gap(() => change('1', 'live'), 5_000);
    change('2', 'live');
    await pass(1_000);
    expect([states(got), said()]).toEqual([['2 live'], [true, 'lost', false]]);
    socket.close();
  });

  test('are told where what there was before the stream could not be read, which is said, and read again', async () => {
    for (const [waitMs, expected] of [
      [1_000, [true, 'lost', false, 'lost', true]],
      [60_000, [true, 'lost', true, 'lost', true]],
    ] as const) {
      let fails = true;
      const { pass, gap, got, said, change, socket } = account('order', { fails: () => fails });
      await pass(3_000);
      fails = false;
      await pass(waitMs);
      for (const orderId of ['1', '2']) {
        await gap(() => change(orderId, 'live'));
      }
      expect([states(got), said()]).toEqual([['1 live', '2 live'], expected]);
      socket.close();
    }
  });

  test('are whole again after a gap that could not be read', async () => {
    let fails = false;
    const { pass, gap, got, said, change, socket } = account('order', { fails: () => fails });
    await pass(1_000);
    fails = true;
    await gap(() => change('unseen', 'live'));
    fails = false;
    await pass(60_000);
    await gap(() => change('unseen', 'filled'));
    expect([states(got), said()]).toEqual([['unseen filled'], [true, 'lost', false, 'lost', true]]);
    socket.close();
  });

  test('are told though one of them is not to be found any more, which is said once', async () => {
    const { exchange, pass, got, said, change, forget, socket } = account('order');
    await pass(1_000);
    change('1', 'live');
    change('2', 'live');
    await pass(1_000);
    for (const orderId of ['2', '3']) {
      exchange.open[0]?.cut();
      await pass(10);
      forget('1');
      change(orderId, 'filled');
      await pass(10_000);
    }
    expect(states(got)).toEqual(['1 live', '2 live', '2 filled', '3 filled']);
    expect(said()).toEqual([true, 'lost', false, 'lost', true]);
    socket.close();
  });

  test('are told though one of them can not be read, which is read the next time', async () => {
    let fails = false;
    const { exchange, pass, got, said, change, socket } = account('order', {
      fails: (name) => fails && name === 'trade/order-info',
    });
    await pass(1_000);
    change('1', 'live');
    await pass(60_000);
    fails = true;
    exchange.open[0]?.cut();
    await pass(10);
    change('1', 'filled');
    change('2', 'filled');
    await pass(10_000);
    expect([states(got), said()]).toEqual([
      ['1 live', '2 filled'],
      [true, 'lost', false],
    ]);
    fails = false;
    exchange.open[0]?.cut();
    await pass(10_000);
    expect([states(got).at(-1), said().at(-1)]).toEqual(['1 filled', true]);
    socket.close();
  });

  test.each([
    ['the socket', (socket: TestSocket) => socket.close()],
    ['the stream', (_: TestSocket, stream: Stream) => stream.close()],
  ])('are not read on once %s is closed', async (_, close) => {
    const { exchange, pass, asked, socket, stream, timers } = account('order');
    await pass(1_000);
    exchange.open[0]?.cut();
    const before = asked.length;
    for (let ms = 0; asked.length === before && ms < 5_000; ms += 10) await pass(10);
    close(socket, stream);
    await pass(10);
    expect(timers.size).toBe(0);
    const { length } = asked;
    await pass(10_000);
    expect([length > before, asked.slice(length)]).toEqual([true, []]);
    socket.close();
  });

  test('are read whole where the connection is lost again before', async () => {
    const { exchange, pass, got, said, change, socket } = account('order');
    await pass(1_000);
    for (let n = 0; n < 10; n++) {
      exchange.open[0]?.cut();
      change(`${n}`, 'filled');
      await pass(300);
    }
    await pass(60_000);
    expect(states(got).sort()).toEqual(Array.from({ length: 10 }, (_, n) => `${n} filled`));
    expect(said().at(-1)).toBe(true);
    expect(said()).not.toContain(false);
    socket.close();
  });
});

test('fills that were missed are read, once each', async () => {
  const { pass, gap, got, said, fill, socket } = account('fill');
  await pass(1_000);
  fill('1');
  await pass(1_000);
  await gap(() => fill('2'));
  fill('3');
  await pass(1_000);
  expect(got.map(({ execId, holdSide }) => `${execId} ${holdSide}`)).toEqual(['1 long', '2 long', '3 long']);
  expect(got.every(({ execTime }) => Number(execTime) > 0)).toBe(true);
  expect(said()).toEqual([true, 'lost', true]);
  socket.close();
});

const ids = (items: Fields[]) => items.map(({ execId }) => execId);

test('fills of one symbol stay those of one symbol', async () => {
  const { exchange, pass, got, said, fill, socket } = account('fastFill', { symbol: 'BTCUSDT' });
  await pass(1_000);
  exchange.open[0]?.cut();
  await pass(10);
  fill('1', 'ETHUSDT');
  fill('2', 'BTCUSDT');
  await pass(10_000);
  expect([ids(got), said()]).toEqual([['2'], [true, 'lost', true]]);
  socket.close();
});

test('fills of all symbols are those of all', async () => {
  const { exchange, pass, got, fill, socket } = account('fastFill', { symbol: 'default' });
  await pass(1_000);
  exchange.open[0]?.cut();
  await pass(10);
  fill('1', 'ETHUSDT');
  fill('2', 'BTCUSDT');
  await pass(10_000);
  expect(ids(got)).toEqual(['1', '2']);
  socket.close();
});

test('fills that REST shows late, and on short pages, are read before the stream says that nothing is missing', async () => {
  const { exchange, pass, got, said, fill, socket } = account('fill', { lagMs: 1_900, pageSize: 2 });
  await pass(1_000);
  exchange.open[0]?.cut();
  exchange.behave = (_, { op }) => {
    if (op === 'subscribe') for (const execId of ['1', '2', '3', '4', '5']) fill(execId);
    return false;
  };
  await pass(10_000);
  expect([ids(got), said()]).toEqual([
    ['1', '2', '3', '4', '5'],
    [true, 'lost', true],
  ]);
  socket.close();
});

test('positions that were opened, changed and closed meanwhile are read', async () => {
  const { pass, gap, got, said, hold, socket } = account('position');
  await pass(1_000);
  for (const symbol of ['A', 'B', 'C']) hold(symbol, '1');
  await pass(1_000);
  await gap(() => hold('B', '2'), 10);
  hold('C', '0');
  await pass(10);
  hold('D', '1');
  await pass(10_000);
  expect(got.map(({ symbol, size }) => `${symbol} ${size}`)).toEqual(['A 1', 'B 1', 'C 1', 'B 2', 'C 0', 'D 1']);
  expect(said()).toEqual([true, 'lost', true]);
  socket.close();
});

describe('a position that was closed and is not among those that were closed since', () => {
  const closeUnseen = async (history: (startTime: number) => boolean) => {
    const { pass, gap, got, said, hold, socket, system } = account('position', { history });
    await pass(1_000);
    const openedAt = system.now();
    hold('A', '1');
    await pass(60_000);
    for (const symbol of ['A', 'B']) {
      await gap(() => hold(symbol, symbol === 'A' ? '0' : '1'));
    }
    socket.close();
    const shown = got.map(({ symbol, size, positionStatus }) => `${symbol} ${size} ${positionStatus ?? ''}`.trim());
    return { shown, said: said(), ended: got[1], openedAt };
  };

  test('is looked for among those since it was opened', async () => {
    const { shown, said } = await closeUnseen((startTime) => startTime < 1_700_000_010_000);
    expect([shown, said]).toEqual([
      ['A 1', 'A 0 ended', 'B 1 opening'],
      [true, 'lost', true, 'lost', true],
    ]);
  });

  test('is told as ended where it is found nowhere, and that something is missing, once', async () => {
    const { shown, said, ended, openedAt } = await closeUnseen(() => false);
    expect([shown, said]).toEqual([
      ['A 1', 'A 0 ended', 'B 1 opening'],
      [true, 'lost', false, 'lost', true],
    ]);
    expect(ended).toMatchObject({ symbol: 'A', marginCoin: 'USDT', posSide: 'long', available: '0', avgPrice: '0' });
    expect(Number(ended?.updatedTime)).toBeGreaterThan(openedAt);
  });
});

test('what was missed while the machine slept is read, too, though one of its clocks stood still', async () => {
  const { exchange, system, pass, got, said, fill, socket } = account('fill');
  const { now } = system;
  await pass(1_000);
  fill('1');
  await pass(1_000);
  exchange.silent = true;
  for (const hours of [1, 2]) {
    system.now = () => now() + hours * 3_600_000;
    fill(`asleep for ${hours}`);
  }
  await pass(36_000);
  exchange.silent = false;
  await pass(20_000);
  expect(got.map(({ execId }) => execId)).toEqual(['1', 'asleep for 1', 'asleep for 2']);
  expect(said()).toEqual([true, 'lost', true]);
  socket.close();
});

test('an account is read though a push has come, which is newer, and coins that are gone come with zeros', async () => {
  const { exchange, pass, got, said, socket } = account('account');
  const arg = { instType: 'UTA', topic: 'account' };
  await pass(1_000);
  exchange.push(arg, [{ totalEquity: '8', coin: [{ coin: 'BTC', balance: '1' }] }]);
  await pass(1_000);
  exchange.open[0]?.cut();
  await pass(1_500);
  exchange.push(arg, [{ totalEquity: '9', coin: [{ coin: 'USDT', balance: '9' }] }]);
  await pass(10_000);
  const balances = got.map(({ totalEquity, coin }) => [
    totalEquity,
    ...[coin].flat().map((one) => `${Object(one).coin} ${Object(one).balance}`),
  ]);
  expect(balances).toEqual([
    ['8', 'BTC 1'],
    ['9', 'USDT 9'],
    ['9', 'BTC 0', 'USDT 9'],
  ]);
  expect(said()).toEqual([true, 'lost', true]);
  socket.close();
});
