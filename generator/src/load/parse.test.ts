import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseYaml } from '@redocly/openapi-core';
import { array, assert, asyncProperty, constantFrom, nat } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, SyntaxProblem } from './parse.js';

const SPEC = join(import.meta.dirname, '../../../spec');
const texts = readdirSync(SPEC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => readFileSync(join(SPEC, file), 'utf8'))
  .filter((text) => text.length < 6000);

const refused = (value: unknown): SyntaxProblem | undefined => (value instanceof SyntaxProblem ? value : undefined);
const ours = (text: string) => parse(text, 'a.yaml').catch((error: unknown) => error);
function redoclys(text: string): unknown {
  try {
    return parseYaml(text, { filename: 'a.yaml' });
  } catch (error) {
    return error;
  }
}

describe('what is read is what Redocly reads', () => {
  test.each([
    'a: 0b1',
    'a: [-0x1F, +.5, 0o17, 007, 1_000, 1e3, .inf, ~]',
    'base: &b { x: 1 }\na: { <<: *b, y: 2 }',
    '? [a, b]\n: c',
    '[a, b]: c',
    'a: { {b}: c }',
    'a: { [b]: c }',
    'a: [{ b: 1 }, [c], { d: [e] }]',
    'a: !!set { x, y }',
    'a: 2020-01-01',
    '',
    '# nothing',
    'a: 1\n---\nb: 2',
    'a: 1\na: 2',
    'a: [',
    'a: "x\n b',
    'a: *nobody',
    '\ta: 1',
  ])('%j', async (text) => {
    const expected = redoclys(text);
    const value = await ours(text);
    if (!(expected instanceof Error)) return expect(value).toEqual(expected);
    const [line = ''] = expected.message.split('\n');
    expect(refused(value)).toMatchObject({ message: line });
  });

  test('of any description, whatever is wrong with it', async () => {
    const pieces = constantFrom(
      ...['\t', ' ', '\n', '#', ': ', '- ', '[', ']', '{', '}', ',', '"', "'", '|', '>', '&a '],
    );
    const edits = array(pieces, { minLength: 1, maxLength: 3 });
    await assert(
      asyncProperty(constantFrom(...texts), edits, nat(), async (text, inserted, at) => {
        const place = at % text.length;
        const edited = text.slice(0, place) + inserted.join('') + text.slice(place + (at % 3));
        const expected = redoclys(edited);
        const value = await ours(edited);
        if (!(expected instanceof Error)) expect(value).toEqual(expected);
        else if (!/deficient indentation|complex keys/.test(expected.message)) expect(refused(value)).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});
