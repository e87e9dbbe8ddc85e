import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { folderOf } from '../../test/documents.js';
import { main } from '../cli.js';

const cwd = process.cwd();
const SPEC = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths:
  /pets:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties: { kind: { type: string, enum: [cat, dog] } }
      responses: { '200': { description: Fine. } }
  /cats:
    get: { responses: { '200': { description: Fine. } } }
`;
const BREAKING = SPEC.replace('[cat, dog]', '[cat]');
const ADDING = SPEC.replace('/cats', '/dogs: { get: { responses: {} } }\n  /cats');

let folder: string;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@a.test', ...args], { cwd: folder, stdio: 'pipe' });

/** Runs the command and returns its exit code and what it prints. */
async function diff(...args: string[]) {
  const printed: Record<'log' | 'error', string[]> = { log: [], error: [] };
  for (const way of ['log', 'error'] as const)
    vi.spyOn(console, way).mockImplementation((line: string) => {
      printed[way].push(`${line}\n`);
    });
  const code = await main(['diff', ...args]);
  vi.restoreAllMocks();
  return { code, out: printed.log.join(''), err: printed.error.join('') };
}
const write = (path: string, text: string) => writeFileSync(join(folder, path), text);

/** A workspace as ours is, whose first release is tagged. */
beforeEach(() => {
  folder = folderOf({
    'spec/v3/openapi.yaml': SPEC,
    'generated/v3/package.json': JSON.stringify({ name: '@bitget-spec/v3', version: '0.1.0' }),
    '.changeset/config.json': JSON.stringify({ fixed: [['bitget-spec', '@bitget-spec/*']] }),
  });
  process.chdir(folder);
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'first');
});
afterEach(() => process.chdir(cwd));

describe('sides', () => {
  it('compares a revision with what is here', async () => {
    write('spec/v3/openapi.yaml', BREAKING);
    const { code, out } = await diff('HEAD');
    expect(code).toBe(0);
    expect(out).toBe(`breaking
  POST /pets, request body, kind: the value dog is gone [enum-value-removed]
      → stop sending dog
      spec/v3/openapi.yaml:11

HEAD → working tree: 1 breaking, 0 dangerous, 0 compatible, 0 notes
@bitget-spec/v3 0.1.0: minor, its changes are breaking
`);
  });

  it('compares two revisions, and a file of one with a file here', async () => {
    write('spec/v3/openapi.yaml', BREAKING);
    git('commit', '-qam', 'second');
    expect((await diff('HEAD~1', 'HEAD')).out).toMatch(/1 breaking/);
    write('other.yaml', ADDING);
    expect((await diff('HEAD~1:spec/v3/openapi.yaml', 'other.yaml')).out).toMatch(/GET \/dogs: is new/);
    expect((await diff('HEAD~1:spec', 'HEAD')).out).toMatch(/1 breaking/);
  });

  it('reads a revision from a folder below, and writes nothing beside its own folder', async () => {
    write('spec/v3/openapi.yaml', BREAKING);
    process.chdir(join(folder, 'generated/v3'));
    const { out } = await diff('HEAD:../../spec', '../../spec');
    expect(out).toContain('the value dog is gone');
    expect(out).toContain('../../spec/v3/openapi.yaml:11');
  });

  it('names what a revision lacks by the revision, and a name that is near it', async () => {
    write('spec/v3/openapi.yaml', 'openapi: 3.1.0\npaths: { /a: { $ref: ./cat.yaml } }\n');
    write('spec/v3/cats.yaml', 'get: {}\n');
    write('spec/v3/note.txt', '');
    git('add', '.');
    git('commit', '-qm', 'second');
    const { code, err } = await diff('HEAD', 'HEAD~1');
    expect(code).toBe(1);
    expect(err).toMatch(
      /^HEAD:\/spec\/v3\/openapi\.yaml:2:\d+ error refers to \S+cat\.yaml, which is not there; did you mean cats\.yaml\?/,
    );
  });

  it('refuses what a revision refers to outside of its descriptions', async () => {
    write('spec/v3/openapi.yaml', 'openapi: 3.1.0\npaths: { /a: { $ref: ../../other.yaml } }\n');
    write('other.yaml', 'get: {}\n');
    git('add', '.');
    git('commit', '-qm', 'second');
    expect(await diff('HEAD', 'HEAD~1')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/other\.yaml, which lies outside of/),
    });
  });

  it.each(['../../../shared.yaml', '../../../../../../../../../../shared.yaml'])(
    'refuses %s, which lies here or nowhere, and not in the revision',
    async (path) => {
      write('shared.yaml', 'get: {}\n');
      write('spec/v3/openapi.yaml', `openapi: 3.1.0\npaths: { /a: { $ref: ${path} } }\n`);
      git('commit', '-qam', 'second');
      for (const root of ['.', '..', folder, '/'])
        expect(await diff('HEAD~1', 'HEAD', '--root', root)).toMatchObject({
          code: 1,
          err: expect.stringMatching(
            /^HEAD:\/spec\/v3\/openapi\.yaml:2:\d+ error refers to \S+\/HEAD:\/\.\.\/\S+, which lies outside of HEAD:;/,
          ),
        });
    },
  );

  it('reads at most 64 MB of a file of a revision', async () => {
    write('openapi.yaml', 'openapi: 3.1.0\npaths: { /a: { $ref: ./large.yaml } }\n');
    write('large.yaml', '');
    truncateSync(join(folder, 'large.yaml'), 65 * 1024 * 1024);
    git('add', '.');
    git('commit', '-qm', 'second');
    expect(await diff('HEAD:openapi.yaml', 'spec/v3/openapi.yaml')).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^HEAD:\/openapi\.yaml:2:\d+ error refers to \S+large\.yaml, which has 65 MB, and at most 64/,
      ),
    });
  });

  it.each([
    ['ok:', 'empty string'],
    ['ok:/etc/x.yaml', 'outside repository'],
    ['ok:../../../x.yaml', 'outside repository'],
  ])('%s is refused with what git says', async (side, why) => {
    git('tag', 'ok');
    expect(await diff(side)).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        new RegExp(
          `^\\[bitget-spec\\] git cannot read ${side} \\((?!Error|fatal).*${why}.*\\): name a file or folder of the repository, .*\n$`,
        ),
      ),
    });
  });

  it('calls a document at the top of a repository as its folder is called, of a revision, too', async () => {
    write('openapi.yaml', SPEC);
    git('add', '.');
    git('commit', '-qm', 'second');
    write('openapi.yaml', BREAKING);
    const apis = async (...sides: string[]) => {
      const { changes } = JSON.parse((await diff(...sides, '--format', 'json')).out);
      return changes.map(({ api }: { api: string }) => api);
    };
    expect(await apis('HEAD:openapi.yaml', 'openapi.yaml')).toEqual([basename(folder)]);
    git('commit', '-qam', 'third');
    expect(await apis('HEAD~1:.', 'HEAD:.')).toEqual([basename(folder)]);
    process.chdir(join(folder, 'spec'));
    expect(await apis('HEAD~1:../openapi.yaml', 'HEAD:..')).toEqual([basename(folder)]);
  });

  it('names a file of a revision that this clone lacks', async () => {
    const blob = git('rev-parse', 'HEAD:spec/v3/openapi.yaml').toString().trim();
    rmSync(join(folder, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    expect(await diff('HEAD')).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        `[bitget-spec] git has no object ${blob}, which is spec/v3/openapi.yaml of HEAD: fetch it`,
      ),
    });
  });

  it('lists no folder of the working tree for a revision', async () => {
    const settings = 'x-bitget-spec: { migration: ../other/ }\n';
    write('openapi.yaml', `openapi: 3.1.0\n${settings}paths: {}\n`);
    git('add', '.');
    git('commit', '-qm', 'second');
    mkdirSync(join(folder, 'other'));
    write('other/secret.yaml', 'a: 1\n');
    const { code, err } = await diff('HEAD:openapi.yaml', 'HEAD:openapi.yaml', '--root', '.');
    expect(code).toBe(1);
    expect(err).toMatch(/^HEAD:\/openapi\.yaml:2:\d+ error names \S+other, which lies outside of HEAD:;/);
    expect(err).not.toContain('secret');
  });

  it('says which side it cannot read, and how to name one', async () => {
    expect(await diff('nowhere')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/nowhere is neither .* name one/),
    });
    for (const option of ['--format=%(objectname)', '--full-tree', '-d:spec'])
      expect(await diff('--', option, 'HEAD')).toMatchObject({
        code: 2,
        err: expect.stringMatching(/^\[bitget-spec\] -\S+ is no revision: name a branch/),
      });
    expect(await diff()).toMatchObject({ code: 2, err: expect.stringMatching(/say what to compare with/) });
    expect(await diff('HEAD', '.', 'more')).toMatchObject({ code: 2, err: expect.stringMatching(/two sides/) });
    expect(await diff('HEAD:docs')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/HEAD has no descriptions in docs/),
    });
    expect(await diff('generated')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/generated holds no description/),
    });
    write('spec/v3/openapi.yaml', 'openapi: 3.1.0\npaths: { /a: { $ref: ./gone.yaml } }\n');
    expect(await diff('HEAD')).toMatchObject({ code: 1, err: expect.stringMatching(/openapi.yaml:2:.*gone.yaml/) });
  });

  it('takes AsyncAPI 3, told whom it describes, and no earlier one', async () => {
    const sockets = (words: string, version = '3.0.0') => `asyncapi: ${version}
info: { title: Lights, version: 1.0.0 }
channels:
  light: { messages: { measured: { payload: { type: string, enum: [${words}] } } } }
operations:
  measure: { action: receive, channel: { $ref: '#/channels/light' } }
`;
    write('a.yaml', sockets('on'));
    write('b.yaml', sockets('on, off'));
    expect((await diff('a.yaml', 'b.yaml')).out).toContain('1 breaking');
    expect((await diff('a.yaml', 'b.yaml', '--describes', 'server')).out).toContain(
      '0 breaking, 0 dangerous, 1 compatible',
    );
    write('b.yaml', sockets('on', '2.6.0'));
    expect(await diff('a.yaml', 'b.yaml')).toMatchObject({
      code: 1,
      err: expect.stringContaining(
        'b.yaml:1:1 error asyncapi 2.6.0 is not supported; convert the document to AsyncAPI 3.0',
      ),
    });
  });

  it('an option that is not one is an error that names those there are', async () => {
    expect(await diff('HEAD', '--format', 'xml')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/text, json, markdown/),
    });
    expect(await diff('HEAD', '--level', 'bad')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/breaking, dangerous/),
    });
  });
});

describe('formats', () => {
  beforeEach(() => write('spec/v3/openapi.yaml', BREAKING));

  it('JSON holds every change, with its effect and where it is written', async () => {
    const { out } = await diff('HEAD', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      base: 'HEAD',
      counts: { breaking: 1, dangerous: 0, compatible: 0, note: 0 },
      bumps: [{ package: '@bitget-spec/v3', type: 'minor', because: 'breaking' }],
      changes: [
        {
          ...{ kind: 'enum-value-removed', level: 'breaking', wire: 'breaking', polarity: 'request', api: 'v3' },
          ...{ subject: 'POST /pets', part: 'request body', field: 'kind', name: 'dog', hint: 'stop sending dog' },
          ...{ file: 'spec/v3/openapi.yaml', line: 11, also: [] },
        },
      ],
      ignored: [],
    });
    // Findings stand there once, and the folder that the revision was written to is gone.
    expect(out.match(/the value dog is gone/g)).toHaveLength(1);
    expect(out).not.toContain('bitget-spec-');
  });

  it('annotations stand at the line, and nothing in them is a command', async () => {
    write('spec/v3/openapi.yaml', BREAKING.replace('kind:', '"a%,b":'));
    const { out } = await diff('HEAD', '--format', 'github');
    expect(out).toContain(
      '::error file=spec/v3/openapi.yaml,line=9,title=breaking%3A field-removed::POST /pets, request body: the optional field kind is gone; stop using kind',
    );
    expect(out).toContain('::notice');
    expect(out).toContain('the optional field a%25,b is new');
  });

  it('Markdown is a table for each level, and names are data in it', async () => {
    write('spec/v3/openapi.yaml', SPEC.replace('[cat, dog]', '[cat, dog, "a|b"]'));
    const { out } = await diff('HEAD', '--format', 'markdown');
    expect(out).toContain('### Compatible\n\n| Where | What | What to do |\n| --- | --- | --- |\n');
    expect(out).toContain(String.raw`| POST /pets, request body, kind | the value a\|b is new |  |`);
  });

  it('--fail-on is for CI, --level for readers', async () => {
    expect((await diff('HEAD', '--fail-on', 'breaking')).code).toBe(1);
    write('spec/v3/openapi.yaml', ADDING);
    expect((await diff('HEAD', '--fail-on', 'dangerous')).code).toBe(0);
    expect((await diff('HEAD', '--fail-on', 'compatible')).code).toBe(1);
    expect((await diff('HEAD', '--level', 'breaking')).out).toMatch(/^HEAD → working tree: .*1 compatible.* \(--level/);
  });

  it('--kinds prints the table', async () => {
    const { out } = await diff('--kinds');
    expect(out).toMatch(
      /^enum-value-removed +breaking +compatible +breaking +the value \{name\} is gone; stop sending/m,
    );
    expect(out).toMatch(/\d+ kinds: 2\d\d of any description, 1\d\d of/);
  });
});

describe('what is ignored', () => {
  const entry = (more = '') =>
    `- { kind: enum-value-removed, at: 'POST /pets, *', reason: dogs never worked, until: '2999-01-31'${more} }\n`;
  beforeEach(() => write('spec/v3/openapi.yaml', BREAKING));

  it('does not count, and is told', async () => {
    write('spec/diff-ignore.yaml', entry());
    expect(await diff('HEAD', '--fail-on', 'breaking')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/0 breaking.*1 ignored/),
    });
    const { out } = await diff('HEAD', '--format', 'json');
    expect(JSON.parse(out).ignored).toMatchObject([{ kind: 'enum-value-removed', reason: 'dogs never worked' }]);
  });

  it('is hidden by an entry that was decided anew beside one that has expired', async () => {
    write('i.yaml', entry().replace('2999-01-31', '2020-01-31') + entry());
    expect((await diff('HEAD', '--fail-on', 'breaking', '--ignore', 'i.yaml')).code).toBe(0);
  });

  it('counts again once the entry has expired, and an entry that fits nothing is named', async () => {
    write('i.yaml', entry().replace('2999-01-31', '2020-01-31') + entry().replace('/pets', '/cats'));
    const { code, out } = await diff('HEAD', '--fail-on', 'breaking', '--ignore', 'i.yaml');
    expect(code).toBe(1);
    expect(out).toMatch(/ignored until 2020-01-31, which is past/);
    expect(out).toMatch(/POST \/cats, \* is ignored and has not changed: delete the entry/);
  });

  it.each([
    ['{ at: a, reason: b, until: "2999-01-31" }', 'entry 1 names no kind of change'],
    ['{ kind: enum-value-remove, at: a, reason: b, until: "2999-01-31" }', 'did you mean enum-value-removed?'],
    ['{ kind: field-removed, reason: b, until: "2999-01-31" }', 'says not where'],
    ['{ kind: field-removed, at: a, until: "2999-01-31" }', 'gives no reason'],
    ['{ kind: field-removed, at: a, reason: b }', 'has no end'],
    ['{ kind: field-removed, at: a, reason: b, until: soon }', 'has no end'],
    ['{ kind: field-removed, at: a, reason: b, until: "2027-02-31" }', 'has no end'],
    ['{ kind: field-removed, at: a, reason: b, till: soon }', 'has the key till'],
    ['field-removed', 'is no mapping'],
  ])('%s is refused', async (text, message) => {
    write('i.yaml', `- ${text}\n`);
    expect(await diff('HEAD', '--ignore', 'i.yaml')).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });
});

describe('bumps', () => {
  const changeset = (type: string, name = '@bitget-spec/v3') =>
    write('.changeset/a.md', `---\n'${name}': ${type}\n---\n\nA.\n`);

  it('--check says that there is nothing to compare with where no release is known', async () => {
    expect(await diff('--check')).toEqual({
      ...{ code: 0, err: '' },
      out: 'no release tag is known here (a first release, or a clone without tags): no bump to check\n',
    });
  });

  it('--check compares with the last release, and fails where the changesets announce less', async () => {
    git('tag', '@bitget-spec/v3@0.1.0');
    write('spec/v3/openapi.yaml', BREAKING);
    const none = await diff('--check');
    expect(none).toMatchObject({
      code: 1,
      err: expect.stringContaining('a minor bump is due; no changeset announces one'),
    });
    changeset('patch');
    expect((await diff('--check')).err).toContain('changesets announce a patch one; run `bitget-spec diff');
    // Released together with what is announced.
    changeset('minor', 'bitget-spec');
    expect((await diff('--check')).code).toBe(0);
    expect((await diff('HEAD', '--check')).code).toBe(0);
  });

  it('--check counts what the version has taken up, once the changesets are used up', async () => {
    git('tag', 'v0.1.0');
    write('spec/v3/openapi.yaml', BREAKING);
    const version = (version: string) =>
      write('generated/v3/package.json', JSON.stringify({ name: '@bitget-spec/v3', version }));
    version('0.1.1');
    expect((await diff('--check')).code).toBe(1);
    version('0.2.0');
    expect(await diff('--check')).toMatchObject({ code: 0, err: '' });
  });

  it('--changeset writes what --check wants', async () => {
    git('tag', 'v0.1.0');
    write('spec/v3/openapi.yaml', BREAKING);
    expect((await diff('HEAD', '--changeset')).err).toContain('wrote .changeset/spec-changes.md');
    expect(readFileSync(join(folder, '.changeset/spec-changes.md'), 'utf8')).toBe(
      `---\n'@bitget-spec/v3': minor\n---\n\nThe descriptions have changed.\n\n- breaking: POST /pets, request body, kind: the value dog is gone\n`,
    );
    expect((await diff('--check')).code).toBe(0);
  });

  it.each([
    ['0.1.0', BREAKING, 'minor'],
    ['0.1.0', ADDING, 'patch'],
    ['1.2.0', BREAKING, 'major'],
    ['1.2.0', ADDING, 'minor'],
    ['1.2.0', SPEC.replace('Fine', 'Good'), 'patch'],
  ])('of %s', async (version, text, type) => {
    write('generated/v3/package.json', JSON.stringify({ name: '@bitget-spec/v3', version }));
    write('spec/v3/openapi.yaml', text);
    expect((await diff('HEAD')).out).toContain(`@bitget-spec/v3 ${version}: ${type}`);
  });
});

describe('records of releases', () => {
  const version = (version: string) => {
    mkdirSync(join(folder, 'generator'), { recursive: true });
    write('generator/package.json', JSON.stringify({ version }));
  };
  const recorded = (name: string) => parse(readFileSync(join(folder, `spec/changes/${name}.yaml`), 'utf8'));
  beforeEach(() => {
    version('0.1.0');
    git('add', '.');
    git('commit', '-qm', 'version');
    write(
      'spec/v3/openapi.yaml',
      BREAKING.replace('/cats', '/dogs: { get: { responses: {} } }\n  /cats').replace('Fine', 'Good'),
    );
  });

  it('what has changed since the base is written, notes by kind', async () => {
    const today = () => new Date().toISOString().slice(0, 10);
    const before = today();
    expect((await diff('HEAD', '--record')).err).toContain('wrote spec/changes/unreleased.yaml');
    const base = git('rev-parse', 'HEAD').toString().trim();
    expect(recorded('unreleased')).toEqual({
      ...{ base, date: expect.toBeOneOf([before, today()]) },
      changes: [
        {
          ...{ api: 'v3', effect: 'breaking', kind: 'enum-value-removed', message: 'the value dog is gone' },
          ...{ hint: 'stop sending dog', at: [['POST /pets', 'request body, kind']] },
        },
        { api: 'v3', effect: 'compatible', kind: 'operation-added', message: 'is new', at: [['GET /dogs']] },
        {
          ...{ api: 'v3', effect: 'note', kind: 'response-description-changed' },
          ...{ message: 'the response is described in other words', at: [['POST /pets']] },
        },
      ],
    });
  });

  it('takes the base of what is not released, keeps what was said of it, and is called as the version that has it', async () => {
    await diff('HEAD', '--record');
    const file = join(folder, 'spec/changes/unreleased.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('base:', 'about: Dogs left.\nbase:'));
    version('0.2.0');
    expect((await diff('--record')).err).toContain('wrote spec/changes/0.2.0.yaml');
    expect(recorded('0.2.0')).toMatchObject({ about: 'Dogs left.', changes: [{ kind: 'enum-value-removed' }, {}, {}] });
    expect(existsSync(file)).toBe(false);
    git('add', '.');
    git('commit', '-qm', 'release');
    git('tag', 'v0.2.0');
    expect((await diff('--record')).err).toContain('wrote spec/changes/unreleased.yaml');
    expect(recorded('unreleased')).toMatchObject({ changes: [] });
    expect(recorded('unreleased').about).toBeUndefined();
  });

  it('needs a base that stays', async () => {
    write('old.yaml', SPEC);
    expect(await diff('old.yaml', 'spec/v3/openapi.yaml', '--record')).toMatchObject({
      code: 2,
      err: expect.stringContaining('old.yaml is no revision'),
    });
  });
});
