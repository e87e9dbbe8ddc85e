import { expect, test } from 'vitest';
import { formatDiagnostic } from './diagnostic.js';

const location = { file: '/repo/spec/v3/x.yaml', line: 12, column: 7, severity: 'error' as const };

test('a diagnostic is one line: location, rule, what, how to mend it', () => {
  const text = formatDiagnostic({ ...location, rule: 'r', message: 'two\n  lines', fix: 'do this' }, '/repo');
  expect(text).toBe('spec/v3/x.yaml:12:7 error [r] two lines; do this');
});

test('a file outside of the working directory keeps its whole path', () => {
  expect(formatDiagnostic({ ...location, message: 'm' }, '/repo/other')).toBe('/repo/spec/v3/x.yaml:12:7 error m');
});
