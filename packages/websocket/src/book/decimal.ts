/** Powers of ten that a double holds exactly, as many as a short decimal can need. */
const POWERS = Array.from({ length: 15 }, (_, scale) => Number(`1e${scale}`));

/** As many characters hold at most 15 digits, and decimals of 15 digits are told apart by their doubles. */
export const SHORT = POWERS.length;

/**
 * The double nearest to a short run of digits with `scale` of them behind the point: both integers are exact, and a
 * division rounds once, so that it is what `Number` gives.
 */
export const scaled = (digits: number, scale: number): number => digits / (POWERS[scale] ?? Number.NaN);

/**
 * The double nearest to a decimal without sign and exponent; NaN for all else. Zero for nothing but zero. Two decimals
 * can share a double only where one is longer than `SHORT`; their order is never turned round.
 */
export function parseDecimal(text: string): number {
  const { length } = text;
  if (length > SHORT) return parseLong(text);
  let digits = 0;
  let point = -1;
  for (let index = 0; index < length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
    else if (digit === -2 && point < 0) point = index;
    else return Number.NaN;
  }
  if (point < 0) return length ? digits : Number.NaN;
  return length > 1 ? scaled(digits, length - 1 - point) : Number.NaN;
}

function parseLong(text: string): number {
  if (!/^\d*\.?\d*$/.test(text)) return Number.NaN;
  return Number(text) || (/[1-9]/.test(text) ? Number.MIN_VALUE : 0);
}

/** Whole and fraction without the zeros that add nothing. */
function parts(text: string): [whole: string, fraction: string] {
  const [whole = '', fraction = ''] = text.split('.');
  return [whole.replace(/^0+/, ''), fraction.replace(/0+$/, '')];
}

/** Negative, zero or positive, exact at any length. */
export function compareDecimals(left: string, right: string): number {
  const [[leftWhole, leftFraction], [rightWhole, rightFraction]] = [parts(left), parts(right)];
  return compareDigits(leftWhole, rightWhole) || order(leftFraction, rightFraction);
}

/** Of whole numbers that do not begin with 0. */
export const compareDigits = (left: string, right: string): number => left.length - right.length || order(left, right);

const order = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

/** Exact, with as many decimals as the finest has: `0.10` and `0.2` are `0.30`. */
export function sumDecimals(texts: readonly string[]): string {
  const scale = Math.max(0, ...texts.map((text) => (text.split('.')[1] ?? '').length));
  const units = texts.reduce((total, text) => {
    const [whole = '', fraction = ''] = text.split('.');
    return total + BigInt(whole + fraction.padEnd(scale, '0'));
  }, 0n);
  const digits = `${units}`.padStart(scale + 1, '0');
  return scale ? `${digits.slice(0, -scale)}.${digits.slice(-scale)}` : digits;
}
