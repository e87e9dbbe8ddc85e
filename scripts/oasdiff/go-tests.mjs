// What oasdiff's own checker tests state, read from their Go source: two files, the checks that run, and what they must find.
// Only what is plainly stated is taken; a test that does more in Go, or asks for a policy of its own, is left out with the reason.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { literalOf, readEdit } from './go-edits.mjs';

/** @typedef {'ERR' | 'WARN' | 'INFO'} Level */
/** @typedef {{ file: string, edits: import('./go-edits.mjs').Edit[] }} Document a file, and what a test changes in it first */
/**
 * One call of the checker and what a test states of it.
 * @typedef {object} Statement
 * @property {string} test
 * @property {Document} base
 * @property {Document} head
 * @property {string[]} scope ids that the checks of the call can give; all of them where all checks run
 * @property {boolean} all whether all checks run
 * @property {Level} least the least level that the call gives
 * @property {{ id: string, operation?: string, args?: string[] }[]} found what must be among the changes
 * @property {Level} [level] of the one change that there is, where no id is stated
 * @property {boolean} some whether there must be a change, whatever it is
 * @property {string[]} absent ids that must not be
 * @property {boolean} complete whether what is found is all there is
 */

/** @param {string} folder of oasdiff's sources */
export function readOasdiff(folder) {
  const checker = join(folder, 'checker');
  if (!existsSync(join(checker, 'rules.go')))
    throw new Error(`${folder} has no checker/rules.go: name a folder with the sources of oasdiff`);
  const sources = readdirSync(checker).filter((name) => name.endsWith('.go'));
  const text = (/** @type {string} */ name) => readFileSync(join(checker, name), 'utf8');
  const ids = new Map();
  for (const name of sources)
    for (const [, constant, id] of text(name).matchAll(/^\s*(\w+Id)\s*=\s*"([^"]+)"/gm)) ids.set(constant, id);
  /** @type {Map<string, Level>} */
  const levels = new Map();
  /** @type {Map<string, string[]>} */
  const checks = new Map();
  for (const [, constant, level, check] of text('rules.go').matchAll(
    /newBackwardCompatibilityRule\((\w+), (\w+), (\w+)/g,
  )) {
    const id = ids.get(constant);
    levels.set(id, /** @type {Level} */ (level));
    checks.set(check, [...(checks.get(check) ?? []), id]);
  }
  const folders = new Map();
  const constants = new Map();
  for (const name of sources)
    for (const [, constant, text1, from, text2] of text(name).matchAll(
      /^\s*(\w+Path\w*)\s*=\s*(?:"([^"]*)"|(\w+) \+ "([^"]*)")$/gm,
    ))
      constants.set(constant, text1 ?? constants.get(from) + text2);
  for (const name of sources)
    for (const [, fn, sub] of text(name).matchAll(/(\w+)\s*=\s*dataFileFn\("([^"]+)"\)/g)) folders.set(fn, sub);
  /** Functions that assign what they are given to one part of a document. */
  const setters = new Map();
  for (const name of sources)
    for (const [, fn, , , path] of text(name).matchAll(
      /^func (\w+)\(t \*testing\.T, (\w+) \*load\.SpecInfo, (\w+) [^)]*\) \{\n(?:\tt\.Helper\(\)\n)?\t\2\.Spec\.(.+) = \3\n\}/gm,
    ))
      setters.set(fn, path);
  /** Functions that give a part of a document. */
  const getters = new Map();
  for (const name of sources)
    for (const [, fn, side, path] of text(name).matchAll(
      /^func (\w+)\((\w+) \*load\.SpecInfo\) \*?openapi3\.\w+ \{\n\s*return \2\.Spec\.(.+)\n\}/gm,
    ))
      if (side) getters.set(fn, path);
  /** @type {Statement[]} */
  const statements = [];
  /** @type {{ test: string, reason: string }[]} */
  const left = [];
  for (const name of sources.filter((source) => source.endsWith('_test.go'))) {
    for (const [, test, body] of text(name).matchAll(/^func (Test\w+)\(t \*testing\.T\) \{\n(.*?)^\}/gms)) {
      const context = { test, body, ids, checks, folders, checker, constants, setters, getters };
      const result = statementsOf(context);
      if (typeof result === 'string') left.push({ test, reason: result });
      else statements.push(...result);
    }
  }
  return { statements, left, levels };
}

/** @returns {Statement[] | string} or why there are none */
function statementsOf({ test, body, ids, checks, folders, checker, constants, setters, getters }) {
  if (/for _, |t\.Run\(/.test(body) && /open\(\w+\.\w+\)/.test(body)) return 'runs over a table';
  /** @type {Map<string, Document>} */
  const files = new Map();
  const variables = new Map(constants);
  /** @type {Statement[]} */
  const statements = [];
  const configs = new Map();
  let sides;
  let current;
  /** Names of parts of documents: `param := s2.Spec.…` */
  const aliases = new Map();
  for (const spoken of joined(body)) {
    const written = spoken.replace(/^((?:\w+ := )?)(\w+)\((\w+)\)(?=\.|$)/, (all, start, fn, side) =>
      getters.has(fn) ? `${start}${side}.Spec.${getters.get(fn)}` : all,
    );
    const alias = /^(\w+) := (\w+\.Spec\..+(?:\.Value|\.GetByInAndName\([^()]*\)))$/.exec(written);
    if (alias) {
      aliases.set(alias[1], alias[2]);
      continue;
    }
    const [first = ''] = /^\w+(?=\.)/.exec(written) ?? [];
    const [, setter, side, given] = /^(\w+)\(t, (\w+), (.+)\)$/.exec(written) ?? [];
    const line = setters.has(setter)
      ? `${side}.Spec.${setters.get(setter)} = ${given}`
      : aliases.has(first)
        ? aliases.get(first) + written.slice(first.length)
        : written;
    const opened =
      /^(\w+)(?:, \w+)? :?= (?:open\((.*?)(?:, (?:loader|newLoaderWithOriginTracking\(\)))?\)|load\.NewSpecInfo\(loader, load\.NewSource\((.*)\)\)|l\(t, (\d+)\b.*\))$/.exec(
        line,
      );
    if (opened) {
      const [, name, one, other, number] = opened;
      const expression = one ?? other;
      const path = number ? `../data/openapi-test${number}.yaml` : pathOf(expression, folders, variables);
      if (path === undefined) return 'names no two files';
      files.set(name, { file: resolve(checker, path), edits: [] });
      continue;
    }
    const assigned = /^(\w+) := (.+)$/.exec(line);
    const literal = assigned && literalOf(assigned[2], variables);
    if (literal) variables.set(assigned[1], literal.value);
    if (/^(\w+\.Spec\b|delete\(|deleteParam\()/.test(line) && !/ :?= .*diff\.Get/.test(line)) {
      const edit = readEdit(line, variables);
      const document = edit && files.get(edit.side);
      if (!document) return 'changes a document in Go in a way that is not read';
      document.edits.push(edit.edit);
      continue;
    }
    const compared = /diff\.GetWithOperationsSourcesMap\((.*?\)|\w+), (\w+), (\w+)\)/.exec(line);
    if (compared) {
      const [, config, one, other] = compared;
      if (config !== 'diff.NewConfig()') return `compares with a configuration of its own, ${config}`;
      sides = [files.get(one), files.get(other)];
      continue;
    }
    const numbered = /^(\w+) := d\(t, diff\.NewConfig\(\), (\d+), (\d+)(?:, \w+)?\)$/.exec(line);
    if (numbered) {
      const [, variable, one, other] = numbered;
      sides = [one, other].map((number) => ({
        file: resolve(checker, `../data/openapi-test${number}.yaml`),
        edits: [],
      }));
      current = { variable, config: 'allChecksConfig()', least: 'WARN' };
    }
    const stability = /^(\w+) := stabilityChanges\(t, "([^"]+)", "([^"]+)", checker\.StabilityLevelDraft\)$/.exec(line);
    if (stability) {
      const [, variable, one, other] = stability;
      sides = [one, other].map((name) => ({ file: resolve(checker, `../data/stability/${name}`), edits: [] }));
      current = { variable, config: 'allChecksConfig()', least: 'INFO' };
    }
    const configured = /^(\w+) := (allChecksConfig\(.*\)|singleCheckConfig\(.*\))$/.exec(line);
    if (configured) {
      configs.set(configured[1], configured[2]);
      continue;
    }
    const checked = /^(\w+) :?= checker\.CheckBackwardCompatibility(UntilLevel)?\((.*)\)$/.exec(line);
    if (checked) {
      const [, variable, until, rest] = checked;
      const parts = /^(.*), \w+, \w+(?:, checker\.(\w+))?$/.exec(rest);
      if (!parts) return `calls the checker in a way that is not read: ${rest}`;
      current = { variable, config: configs.get(parts[1]) ?? parts[1], least: until ? (parts[2] ?? 'INFO') : 'WARN' };
    }
    if (checked || numbered || stability) {
      if (!sides?.[0] || !sides[1]) return 'names no two files';
      const one = /^singleCheckConfig\(checker\.(\w+)\)$/.exec(current.config);
      if (!one && current.config !== 'allChecksConfig()') return `checks by a policy of its own, ${current.config}`;
      const scope = one ? (checks.get(one[1]) ?? []) : [];
      // What a test changes between the comparison and the call counts: the checks read the documents.
      const [base, head] = sides.map(({ file, edits }) => ({ file, edits: [...edits] }));
      // Nothing of a document is named, so that nothing of it is changed.
      const same = base.file === head.file && !base.edits.length && !head.edits.length;
      if (same && /\.Spec\b|Schema\(/.test(body)) return 'changes a document in Go in a way that is not read';
      statements.push({
        ...{ test, base, head, scope, all: !one, least: /** @type {Level} */ (current.least) },
        ...{ found: [], absent: [], complete: false, some: false },
      });
      continue;
    }
    const statement = statements.at(-1);
    if (statement) assertion(line, statement, ids);
  }
  const telling = statements.filter(
    ({ found, absent, complete, some, level }) => found.length || absent.length || complete || some || level,
  );
  return telling.length ? telling : 'states nothing of two files that is plainly readable';
}

/** What one line asserts of the last call. */
function assertion(line, statement, ids) {
  const level = /require\.Equal\(t, checker\.(ERR|WARN|INFO), \w+\[0\]\.GetLevel\(\)\)/.exec(line)?.[1];
  if (level) statement.level = /** @type {Level} */ (level);
  const named = [...line.matchAll(/checker\.(\w+Id)\b/g)].map(([, constant]) => ids.get(constant)).filter(Boolean);
  if (/require\.NotEmpty\(t, \w+\)$|require\.Len\(t, \w+, [1-9]\d*\)$/.test(line)) statement.some = true;
  else if (/require\.Empty\(t, \w+(,|\))|require\.Len\(t, \w+, 0\)/.test(line)) statement.complete = true;
  else if (/requireNoChange\(|require\.False\(t, containsId\(|NotContains\(|NotEqual\(/.test(line))
    statement.absent.push(...named);
  else if (/ApiChange\{/.test(line)) {
    for (const [, inner] of line.matchAll(
      /\{([^{}]*(?:\{[^{}]*\}[^{}]*)*Id:\s*checker\.\w+Id[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/g,
    )) {
      const id = ids.get(/Id:\s*checker\.(\w+Id)/.exec(inner)?.[1]);
      const [method, path] = [/Operation:\s*"(\w+)"/, /Path:\s*"([^"]+)"/].map((pattern) => pattern.exec(inner)?.[1]);
      const args = [...(/Args:\s*\[\]any\{([^}]*)\}/.exec(inner)?.[1] ?? '').matchAll(/"([^"]*)"/g)].map(
        ([, arg]) => arg,
      );
      if (id) statement.found.push({ id, args, ...(method && path && { operation: `${method} ${path}` }) });
    }
    if (/requireSingleApiChange|requireApiChanges/.test(line)) statement.complete = true;
  } else if (/requireSingleChange\(/.test(line)) {
    statement.complete = true;
    statement.found.push(...named.map((id) => ({ id })));
  } else if (
    /requireChange\(|require\.True\(t, (containsId\(|\w+\[)|require\.Contains\(|require\.Equal\(|ElementsMatch\(/.test(
      line,
    )
  )
    statement.found.push(...[...named, ...quoted(line, ids)].map((id) => ({ id })));
  // A loop that looks for an id sets what is required to be true after it.
  else if (/GetId\(\) == checker/.test(line)) statement.found.push(...named.map((id) => ({ id })));
}

/** Ids that stand in a line as they are. */
function quoted(line, ids) {
  const known = new Set(ids.values());
  return [...line.matchAll(/"([a-z0-9-]+)"/g)].map(([, id]) => id).filter((id) => known.has(id));
}

/** Statements of Go, one a line: those that go on over several lines put together, comments left out. */
function* joined(body) {
  let text = '';
  let depth = 0;
  for (const raw of body.split('\n')) {
    const line = raw.replace(/^\s*\/\/.*$/, '').trim();
    text += (text && line ? ' ' : '') + line;
    const bare = line.replace(/"(?:\\.|[^"\\])*"|`[^`]*`/g, '');
    depth += (bare.match(/[({[]/g) ?? []).length - (bare.match(/[)}\]]/g) ?? []).length;
    if (depth > 0) continue;
    if (text) yield text;
    text = '';
    depth = 0;
  }
}

function pathOf(expression, folders, variables) {
  const literal = literalOf(expression, variables)?.value;
  if (typeof literal === 'string') return literal;
  const call = /^(\w+)\("([^"]+)"\)$/.exec(expression);
  return call && folders.has(call[1]) ? `../data/${folders.get(call[1])}/${call[2]}` : undefined;
}
