import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { applyEdits, readEdit } from './go-edits.mjs';
import { readOasdiff } from './go-tests.mjs';

const folder = mkdtempSync(join(tmpdir(), 'bitget-spec-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RULES = `
	newBackwardCompatibilityRule(RequestBodyMaxDecreasedId, ERR, RequestBodyMaxCheck, DirectionRequest),
	newBackwardCompatibilityRule(RequestBodyMaxIncreasedId, INFO, RequestBodyMaxCheck, DirectionRequest),
`;
const IDS = `const (
	RequestBodyMaxDecreasedId = "request-body-max-decreased"
	RequestBodyMaxIncreasedId = "request-body-max-increased"
)`;
const test = (name: string, ...lines: string[]) =>
  `func ${name}(t *testing.T) {\n${lines.map((line) => `\t${line}`).join('\n')}\n}\n`;
const OPEN = ['s1, err := open("../data/a.yaml")', 's2, err := open("../data/b.yaml")'];
const DIFF = 'd, osm, err := diff.GetWithOperationsSourcesMap(diff.NewConfig(), s1, s2)';
const ALL = 'errs := checker.CheckBackwardCompatibility(allChecksConfig(), d, osm)';
const ONE =
  'errs := checker.CheckBackwardCompatibilityUntilLevel(singleCheckConfig(checker.RequestBodyMaxCheck), d, osm, checker.INFO)';

function read(...tests: string[]) {
  mkdirSync(join(folder, 'checker'), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(folder, 'checker', name), text);
  write('rules.go', RULES);
  write('check.go', IDS);
  write('check_test.go', tests.join('\n'));
  return readOasdiff(folder);
}

describe('what tests in Go state', () => {
  it('two files, and the one change that must be found', () => {
    const { statements, levels } = read(
      test('TestA', ...OPEN, DIFF, ALL, 'requireSingleChange(t, errs, checker.RequestBodyMaxDecreasedId)'),
    );
    expect(statements).toMatchObject([
      {
        ...{ test: 'TestA', all: true, least: 'WARN', complete: true },
        ...{ base: { file: join(folder, 'data/a.yaml'), edits: [] }, head: { file: join(folder, 'data/b.yaml') } },
        found: [{ id: 'request-body-max-decreased' }],
      },
    ]);
    expect(levels.get('request-body-max-decreased')).toBe('ERR');
  });

  it('a change over several lines, of one check, at an operation', () => {
    const change = ['requireSingleApiChange(t, checker.ApiChange{', '\tId: checker.RequestBodyMaxIncreasedId,'];
    const { statements } = read(
      test(
        'TestB',
        ...OPEN,
        DIFF,
        ONE,
        ...change,
        '\tArgs: []any{"a/b"},',
        '\tOperation: "POST", Path: "/pets",',
        '}, errs)',
      ),
    );
    expect(statements).toMatchObject([
      { all: false, found: [{ id: 'request-body-max-increased', operation: 'POST /pets', args: ['a/b'] }] },
    ]);
    expect(statements[0]?.scope).toEqual(['request-body-max-decreased', 'request-body-max-increased']);
  });

  it('nothing, and what must not be', () => {
    const { statements } = read(
      test('TestC', ...OPEN, DIFF, ALL, 'require.Empty(t, errs)'),
      test('TestD', ...OPEN, DIFF, ALL, 'requireNoChange(t, errs, checker.RequestBodyMaxDecreasedId)'),
    );
    expect(statements).toMatchObject([
      { complete: true, found: [] },
      { complete: false, absent: ['request-body-max-decreased'] },
    ]);
  });

  it('what is changed first; what is not read is left out with the reason', () => {
    const { statements, left } = read(
      test('TestE', ...OPEN, 's2.Spec.Info.Version = "2"', DIFF, ALL, 'require.Empty(t, errs)'),
      test('TestF', ...OPEN, 's2.Spec.Info.Version = next()', DIFF, ALL, 'require.Empty(t, errs)'),
      test(
        'TestG',
        ...OPEN,
        DIFF,
        'errs := checker.CheckBackwardCompatibility(mine(), d, osm)',
        'require.Empty(t, errs)',
      ),
    );
    expect(statements.map(({ test: name, head }) => [name, head.edits])).toEqual([
      ['TestE', [{ keys: [{ name: 'Info' }], field: 'version', value: '2' }]],
    ]);
    expect(left).toEqual([
      { test: 'TestF', reason: 'changes a document in Go in a way that is not read' },
      { test: 'TestG', reason: 'checks by a policy of its own, mine()' },
    ]);
  });
});

describe('assignments', () => {
  const document = () => ({
    paths: { '/pets': { get: { parameters: [{ $ref: '#/components/parameters/kind' }] } } },
    components: { parameters: { kind: { name: 'kind', in: 'query', schema: { type: 'string' } } } },
  });
  const applied = (line: string, variables = new Map<string, unknown>()) => {
    const read = readEdit(line, variables);
    return read && applyEdits(document(), [read.edit]).components.parameters.kind;
  };
  const KIND = 's1.Spec.Paths.Value("/pets").Get.Parameters.GetByInAndName(openapi3.ParameterInQuery, "kind")';

  it.each([
    [`${KIND}.Required = true`, { required: true }],
    [`${KIND}.Schema.Value.MaxLength = &most`, { schema: { type: 'string', maxLength: 7 } }],
    [`${KIND}.Schema.Value.Type = &openapi3.Types{"string", "null"}`, { schema: { type: ['string', 'null'] } }],
    [`${KIND}.Schema.Value.Type = nil`, { schema: {} }],
    [
      `${KIND}.Schema = &openapi3.SchemaRef{ Value: &openapi3.Schema{ Enum: []any{"a", 1}, }, }`,
      { schema: { enum: ['a', 1] } },
    ],
    ['s1.Spec.Paths.Value("/pets").Get.Parameters[0].Value.Extensions["x-a"] = "b"', { 'x-a': 'b' }],
  ])('%s', (line, expected) => {
    expect(applied(line, new Map([['most', 7]]))).toMatchObject(expected);
  });

  it('an edit that leads nowhere is an error, not a change that is missed', () => {
    expect(() => applied('s1.Spec.Paths.Value("/cats").Get.Summary = "b"')).toThrow('leads nowhere');
    expect(readEdit('s1.Spec.Paths = all()', new Map())).toBeUndefined();
  });
});
