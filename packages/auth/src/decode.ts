/** Escapes of URLs, JSON and HTML: a code, or a name. */
const LANGUAGES = [
  /%([\da-f]{2})/gi,
  /\\(?:u([\da-f]{4})|(.))/gi,
  /&(?:#x([\da-f]{1,6})|(#\d{1,7}|quot|amp|lt|gt|apos));/gi,
];

const NAMED: Record<string, string> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'", n: '\n', r: '\r', t: '\t' };

/** A text, and where each of its characters, and its end, was in the text that escaping made of it. */
interface Inner {
  text: string;
  from: number[];
}

/** What a text may have been before it was escaped, by each language that it shows escapes of. */
export const unescaped = (text: string): Inner[] =>
  LANGUAGES.flatMap((escapes) => (text.search(escapes) < 0 ? [] : [undo(text, escapes)]));

function undo(text: string, escapes: RegExp): Inner {
  const inner: Inner = { text: '', from: [] };
  const add = (part: string, index: number, step: number) => {
    for (let at = 0; at < part.length; at++) inner.from.push(index + at * step);
    inner.text += part;
  };
  let done = 0;
  for (const { 0: all, 1: hex, 2: name = '', index } of text.matchAll(escapes)) {
    add(text.slice(done, index), done, 1);
    const code = hex ? Number(`0x${hex}`) : Number(name.slice(1) || Number.NaN);
    const known = code >= 0 ? String.fromCodePoint(Math.min(code, 0x10ffff)) : NAMED[name];
    add(known ?? name, index, 0);
    done = index + all.length;
  }
  add(text.slice(done), done, 1);
  inner.from.push(text.length);
  return inner;
}

/** What a run may say as hexadecimal or base64, begun wherever it may begin; a character a byte. */
export function decoded(run: string): string[] {
  const hex = [...run.matchAll(/[\da-f]{8,}/gi)].flatMap(([digits]) => [digits, digits.slice(1)]);
  const base64 = run.replaceAll('=', '').replaceAll('-', '+').replaceAll('_', '/');
  const parts = [0, 1, 2, 3].map((start) => base64.slice(start));
  return [
    ...hex.map((digits) =>
      digits.replace(/(..)|./g, (_, pair) => (pair ? String.fromCharCode(Number(`0x${pair}`)) : '')),
    ),
    ...parts.map((part) => atob(part.length % 4 === 1 ? part.slice(0, -1) : part)),
  ];
}
