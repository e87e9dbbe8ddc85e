/** Signs that are not seen but steer what shows or runs a text: terminals, and the order in which letters are drawn. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the signs to be taken out
const STEERING = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/g;

/** Nearly all text is of nothing else. */
const PLAIN = /^[\t\n -~]*$/;

/** Text that is what it looks like: no control characters but tab and line feed, which ends every line. */
export const visible = (text: string): string =>
  PLAIN.test(text) ? text : wellFormed(text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n').replace(STEERING, ''));

/** Text without halves of characters, which no file can hold. */
export const wellFormed = (text: string): string =>
  /[\uD800-\uDFFF]/.test(text) ? text.replaceAll(/\p{Surrogate}/gu, '\uFFFD') : text;

/** Text that is what it looks like, on one line. */
export const oneLine = (text: string): string =>
  visible(text)
    .trim()
    .replace(/\s*\n\s*/g, ' ');
