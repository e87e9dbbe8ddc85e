import { expect, test } from 'vitest';
import { formatDiagnostic } from './diagnostic.js';

const place = { file: '/repo/spec/v3/x.yaml', line: 12, column: 7, severity: 'error' as const };

test('a diagnostic is one line: place, rule, what, how to mend it', () => {
  const text = formatDiagnostic({ ...place, rule: 'r', message: 'two\n  lines', fix: 'do this' }, '/repo');
  expect(text).toBe('spec/v3/x.yaml:12:7 error [r] two lines; do this');
});

test('a file outside of the working directory keeps its whole path', () => {
  expect(formatDiagnostic({ ...place, message: 'm' }, '/repo/other')).toBe('/repo/spec/v3/x.yaml:12:7 error m');
});
