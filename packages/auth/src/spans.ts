import { decoded, unescaped } from './decode.js';

/** What may not be shown. */
export interface Secrets {
  texts: readonly string[];
  /** The base64 of private keys, without the breaks of its lines. */
  pem: string;
}

export type Span = [start: number, end: number];

/** Fields of an echoed body that hold somebody's secret: those of a sub-account's new key, say. */
const FIELDS = /("\w{0,40}(?:passphrase|password|secret)\w{0,40}"\s*:\s*")((?:[^"\\]|\\.)+)/gi;

/** What may be base64, such as a line of a PEM, or hexadecimal. */
const RUNS = /[\w+/=-]{8,}/g;

/** What is shorter stands in any noise that is decoded. */
const SURE = 4;

/** Where secrets stand in a text that was encoded so many times. */
export function spansOf(text: string, { texts, pem }: Secrets, depth: number): Span[] {
  const spans: Span[] = [];
  const found = (start: number, { length }: string) => void spans.push([start, start + length]);
  const plain = spaced(text);
  for (const secret of texts.map(spaced))
    for (let at = plain.indexOf(secret); at >= 0; at = plain.indexOf(secret, at + 1)) found(at, secret);
  for (const { index, 1: name = '', 2: value = '' } of text.matchAll(FIELDS)) found(index + name.length, value);
  const sure = { texts: texts.filter(({ length }) => length >= SURE), pem };
  const hides = (inner: string) => spansOf(inner, sure, depth - 1).length > 0;
  for (const { index, 0: run } of text.matchAll(RUNS))
    if (pem.includes(run) || (depth && decoded(run).some(hides))) found(index, run);
  for (const inner of depth ? unescaped(text) : [])
    for (const [start, end] of spansOf(inner.text, { texts, pem }, depth - 1))
      spans.push([inner.from[start] ?? 0, inner.from[end] ?? text.length]);
  return spans;
}

/** Forms write a space as `+`: here either is the other. */
const spaced = (text: string) => text.replaceAll('+', ' ');
