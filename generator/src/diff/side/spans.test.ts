import { describe, expect, it } from 'vitest';
import { UsageError } from '../../options.js';
import { spansIn } from './spans.js';

const files = [
  { name: 'a.yaml', blob: 'a1' },
  { name: 'b.yaml', blob: 'b2' },
];
const printed = 'a1 blob 3\na\n\n\nb2 blob 2\nb\n\n';
const read = (text: string) => spansIn(Buffer.from(text), files, 'main');

describe('what git prints of files', () => {
  it('is told apart by the sizes', () => {
    expect([...read(printed)]).toEqual([
      ['a.yaml', { start: 10, end: 13, blob: 'a1' }],
      ['b.yaml', { start: 24, end: 26, blob: 'b2' }],
    ]);
  });

  it('is refused where a file is missing', () => {
    expect(() => read('a1 missing\nb2 blob 2\nb\n\n')).toThrow(
      'git has no object a1, which is a.yaml of main: fetch it',
    );
    expect(() => read('a1 blob 3\na\n\n\nb2 missing\n')).toThrow(
      'git has no object b2, which is b.yaml of main: fetch it',
    );
  });

  it('is refused where it is cut short, wherever', () => {
    for (let length = 0; length < printed.length; length++)
      expect(() => read(printed.slice(0, length)), `${length}`).toThrow(UsageError);
  });

  it.each([
    ['another file', printed.replace('b2', 'b3')],
    ['no file', printed.replace('b2 blob', 'b2 tree')],
    ['a size that is none', printed.replace('blob 3', 'blob x')],
    ['a size that is too small', printed.replace('blob 3', 'blob 1')],
  ])('is refused where it has %s', (_, text) => {
    expect(() => read(text)).toThrow(/git does not print all of [ab]\.yaml of main: try again/);
  });
});
