/** What YAML takes for no printable sign (YAML 1.2, 5.1), or for the end of a line. */
const UNPRINTABLE = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g;

/** What VitePress would put a file in place of, wherever on a page it stands. */
const INCLUDE = /<(?=!--)/g;

/** Text as a scalar: JSON is YAML, once all of it can be printed. */
export const yaml = (text: string): string =>
  JSON.stringify(text)
    .replace(INCLUDE, '\\u003c')
    .replace(UNPRINTABLE, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
