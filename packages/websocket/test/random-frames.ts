/** Numbers from 0 to below `limit`, the same ones for the same seed (mulberry32). */
export type Random = (limit: number) => number;

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const DECIMALS = [
  '0',
  '0.0',
  '0.000',
  '.5',
  '5.',
  '007',
  '1e5',
  '-1',
  'ten',
  '',
  '9007199254740993',
  '0.30000000000000000001',
];
const INTEGERS = [
  '0',
  '00',
  '01',
  '-1',
  '1.0',
  '1e3',
  'null',
  '"1"',
  '"01"',
  '""',
  '"x"',
  '9007199254740991',
  '9007199254740992',
];
const BITS = [
  '"',
  '\\',
  ',',
  ':',
  '[',
  ']',
  '{',
  '}',
  '0',
  '1',
  '.',
  '-',
  'e',
  ' ',
  '\n',
  '\\u0030',
  '"a":',
  '"ts":1',
  'é',
  '"data":[{',
  '[]',
];

/** A push of an order book: mostly as the exchange writes it, now and then in some other way, or broken. */
export function randomFrame(random: Random): string {
  const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
  const often = <T>(usual: () => T, odd: () => T) => (random(40) ? usual() : odd());
  const digits = (length: number) => `${1 + random(9)}${Array.from({ length: length - 1 }, () => random(10)).join('')}`;
  const decimal = () =>
    often(
      () => (random(4) ? `${random(2) ? digits(1 + random(6)) : 0}.${digits(1 + random(6))}` : digits(1 + random(6))),
      () => pick(DECIMALS),
    );
  const row = () => {
    const size = random(4) ? decimal() : '0';
    return often(
      () => `["${decimal()}","${size}"]`,
      () => `["${decimal()}","${size}","${decimal()}"]`,
    );
  };
  const rows = () => `[${Array.from({ length: random(6) }, row).join(',')}]`;
  const integer = () =>
    often(
      () => digits(1 + random(19)),
      () => pick(INTEGERS),
    );
  const v2 = random(2) === 0;
  const space = often(
    () => '',
    () => ' ',
  );
  const members = (list: readonly string[]) => {
    const all = often(
      () => [...list],
      () => [...list].sort(() => random(3) - 1),
    );
    if (!random(40)) all.push(pick(list));
    if (!random(40)) all.splice(random(all.length), 1);
    return `{${all.join(`,${space}`)}}`;
  };
  const item = members([
    `"${v2 ? 'asks' : 'a'}":${rows()}`,
    `"${v2 ? 'bids' : 'b'}":${space}${rows()}`,
    ...(random(8) ? [] : ['"checksum":0']),
    ...[`"seq":${integer()}`, `"pseq":${integer()}`].sort(() => random(2) - 0.5),
    `"ts":"${often(
      () => digits(13),
      () => pick(DECIMALS),
    )}"`,
    ...(v2 || random(2) ? [] : [`"${pick(['maxdepth', 'maxDepth'])}":"1000"`]),
  ]);
  const frame = members([
    `"action":"${often(
      () => pick(['snapshot', 'update', 'update']),
      () => 'patch',
    )}"`,
    `"arg":${members([`"instType":"usdt-futures"`, `"topic":"books"`, `"symbol":"${pick(['BTCUSDT', 'ETHUSDT', '币安人生USDT'])}"`])}`,
    `"data":[${often(
      () => item,
      () => `${item},${item}`,
    )}]`,
    ...often(
      () => [`"ts":${digits(13)}`],
      () => [`"ts":${integer()}`, '"id":"7"'],
    ),
  ]);
  return random(3) ? frame : mutated(frame, random);
}

function mutated(text: string, random: Random): string {
  let result = text;
  for (let edits = 1 + random(3); edits > 0; edits--) {
    const at = random(result.length + 1);
    const bit = random(3) ? (BITS[random(BITS.length)] ?? '') : '';
    result = result.slice(0, at) + bit + result.slice(at + random(3));
  }
  return result;
}
