import { expect, test } from 'vitest';
import type { Diagnostic } from '../load/diagnostic.js';
import { unique } from './unique.js';

const finding = (rule: string | undefined, message: string, column = 3): Diagnostic => ({
  ...{ file: 'a.yaml', line: 2, column, message, severity: 'error' },
  ...(rule !== undefined && { rule }),
});

test('findings of the same location do not hide each other', () => {
  const all = [finding('bitget-spec/a', 'one'), finding('bitget-spec/a', 'two'), finding('bitget-spec/b', 'one')];
  expect(unique([...all, ...all])).toEqual(all);
});

test('what the loader or the model says of a location, Redocly need not say again', () => {
  const model = finding(undefined, 'type is no word');
  const own = finding('bitget-spec/a', 'no description');
  const all = [model, finding('no-unresolved-refs', 'same'), finding('struct', 'same', 9), own];
  expect(unique(all)).toEqual([model, own]);
  const elsewhere = [finding('struct', 'same', 9), finding('no-unresolved-refs', 'same', 9)];
  expect(unique(elsewhere)).toEqual(elsewhere);
});
