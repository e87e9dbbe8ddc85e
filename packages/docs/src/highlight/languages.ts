/** What a language looks like: the groups of `tokens` name the classes; a `word` counts when it is a keyword. */
export interface Language {
  tokens: RegExp;
  keywords: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const NUMBER = /(?<number>\b\d[\d_]*(?:\.\d+)?\b)/;
const WORD = /(?<word>\b[A-Za-z_]\w*\b)/;

const of = (keywords: string, ...parts: RegExp[]): Language => ({
  tokens: new RegExp(parts.map(({ source }) => source).join('|'), 'gm'),
  keywords: words(keywords),
});

const typescript = of(
  'import from export const let function return await async if else for of in new type interface as try catch throw ' +
    'typeof extends default class null undefined true false while break continue satisfies',
  /(?<comment>\/\/.*$|\/\*[\s\S]*?\*\/)/,
  /(?<string>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)/,
  /(?<property>[A-Za-z_$][\w$]*(?=\??:\s))/,
  NUMBER,
  WORD,
);

const python = of(
  'import from as def return if elif else for in not and or try except with lambda None True False class while ' +
    'raise pass await async print',
  /(?<comment>#.*$)/,
  /(?<string>\bf?(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")/,
  NUMBER,
  WORD,
);

const go = of(
  'package import func return if else for range var const type struct map string nil true false defer err chan go',
  /(?<comment>\/\/.*$)/,
  /(?<string>"(?:[^"\\\n]|\\.)*"|`[^`]*`)/,
  NUMBER,
  WORD,
);

const bash = of(
  'if then fi for do done export npm npx node curl openssl printf date cd',
  /(?<comment>(?<=^|\s)#.*$)/,
  /(?<string>'[^']*'|"(?:[^"\\]|\\.)*")/,
  /(?<property>\$\{?\w+\}?|(?<=\s)--?[a-z][\w-]*)/,
  WORD,
);

const json = of(
  'true false null',
  /(?<property>"(?:[^"\\]|\\.)*"(?=\s*:))/,
  /(?<string>"(?:[^"\\]|\\.)*")/,
  /(?<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)/,
  WORD,
);

const yaml = of(
  'true false null',
  /(?<comment>(?<=^|\s)#.*$)/,
  /(?<property>^\s*(?:- )?[\w$./{}-]+(?=:(?:\s|$))|(?<=[{,]\s)[\w-]+(?=:\s))/,
  /(?<string>'[^'\n]*'|"(?:[^"\\\n]|\\.)*")/,
  NUMBER,
  WORD,
);

const LANGUAGES: Record<string, Language> = {
  ts: typescript,
  tsx: typescript,
  js: typescript,
  typescript,
  python,
  py: python,
  go,
  bash,
  sh: bash,
  json,
  yaml,
};

/** Undefined where a text is shown as it is. */
export const languageOf = (name: string): Language | undefined => LANGUAGES[name];
