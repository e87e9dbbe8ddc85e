import { expect, it } from 'vitest';
import type { ErrorEntry } from './catalogue.js';
import { classesOf, writeCodes } from './code-classes.js';
import { isOf } from './is-of.js';

const entry = (more: Partial<ErrorEntry>): ErrorEntry => ({ message: '', kind: 'other', hint: '', ...more });

const catalogue: [string, ErrorEntry][] = [
  ['40005', entry({ kind: 'clock', retry: true })],
  ['40010', entry({ kind: 'unknown-outcome', outcome: 'unknown' })],
  ['40015', entry({ kind: 'unavailable' })],
  ['40725', entry({ kind: 'unavailable', retry: true })],
  ['25212', entry({ kind: 'duplicate', outcome: 'taken' })],
  ['25204', entry({ kind: 'not-found', message: 'Order does not exist' })],
  ['40404', entry({ kind: 'not-found', message: 'order URL not found' })],
];

it('writes a class a line, and reads it back', () => {
  const codes = writeCodes(catalogue);
  expect(codes).toBe('clock 40005\nunknown 40010 40015\ntaken 25212\nabsent 25204');
  for (const [code, error] of catalogue)
    for (const name of ['clock', 'unknown', 'taken', 'absent'] as const)
      expect(isOf(codes, name, code)).toBe(classesOf(code, error).includes(name));
});

it('knows no code without a catalogue', () => {
  expect(isOf('', 'clock', '40005')).toBe(false);
});
