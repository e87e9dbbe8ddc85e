import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allPages, problemsOf, root, type Sample, samplesOf } from './samples.js';

/** Checked elsewhere, each for a reason. */
const ELSEWHERE: Record<string, string> = {
  'generator/README.md': 'imports the package that its own commands generate: generator/src/readme.test.ts makes it',
};

/** What the compiler must find, or it looks at nothing. */
const PLANTED: Sample = {
  page: 'packages/docs/planted.md',
  line: 7,
  language: 'ts',
  code: [
    "import { createClient } from '@bitget-spec/v3';",
    '',
    "const order = { category: 'SPOT', symbol: 'BTCUSDT', orderType: 'market', qty: '1' } as const;",
    "await createClient().trade.placeOrder({ ...order, side: 'byu' });",
  ].join('\n'),
};

test('every TypeScript sample of READMEs, guides and generated pages compiles, strictly', () => {
  const samples = allPages().flatMap(samplesOf);
  const pages = new Set(samples.map(({ page }) => page));
  expect(samples.filter(({ page }) => page.startsWith('generated/docs/')).length).toBeGreaterThan(600);
  expect([...pages].filter((page) => page.endsWith('README.md')).length).toBeGreaterThan(8);
  expect([...pages].filter((page) => page.startsWith('packages/docs/guides/')).length).toBeGreaterThan(7);
  for (const page of Object.keys(ELSEWHERE)) expect(pages).toContain(page);

  const problems = problemsOf([...samples.filter(({ page }) => !ELSEWHERE[page]), PLANTED]);
  const [planted, ...others] = [
    ...problems.filter((problem) => problem.startsWith(PLANTED.page)),
    ...problems.filter((problem) => !problem.startsWith(PLANTED.page)),
  ];
  expect(others).toEqual([]);
  expect(planted).toMatch(/^packages\/docs\/planted\.md:11: [\s\S]*'"byu"'/);
});

test('no page lets npx fetch a package: whoever owns the name of a command would run', () => {
  const fetching = (text: string) => text.match(/\bnpx (?!--no\b)\S*/g) ?? [];
  expect(fetching('npx bitget-mock and npx --no bitget-mock')).toEqual(['npx bitget-mock']);
  const found = allPages().flatMap((page) =>
    fetching(readFileSync(root + page, 'utf8')).map((command) => `${page}: ${command}`),
  );
  expect(found).toEqual([]);
});
