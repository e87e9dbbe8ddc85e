/** A bare number of 16 digits or more may begin here. Ids come in quotes, so that most responses have none. */
const LONG_NUMBER = /(?:^|[[:,\s])-?\d{16}/;

/** A string, passed over as a whole, or a number. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const keepInteger = (token: string) =>
  /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token;

/**
 * JSON.parse, except that integers beyond ±(2^53 - 1) arrive as strings with all their digits.
 * (JSON.parse gives the source text of a number from Node 21 only.)
 * @throws SyntaxError
 */
export function parseLossless(text: string): unknown {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text);
  JSON.parse(text); // only valid JSON has tokens to look for
  return JSON.parse(text.replace(TOKENS, keepInteger));
}
