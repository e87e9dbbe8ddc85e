// What oasdiff's own checker tests state, read from their Go source: two files, the checks that run, and what they must find.
// Only what is plainly stated is taken; a test that changes a document in Go, or asks for a policy of its own, is left out with
// the reason.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** @typedef {'ERR' | 'WARN' | 'INFO'} Level */
/**
 * One call of the checker and what a test states of it.
 * @typedef {object} Statement
 * @property {string} test
 * @property {string} base path of a document
 * @property {string} head
 * @property {string[]} scope ids that the checks of the call can give; all of them where all checks run
 * @property {boolean} all whether all checks run
 * @property {Level} least the least level that the call gives
 * @property {{ id: string, operation?: string }[]} found what must be among the changes
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
  for (const name of sources)
    for (const [, fn, sub] of text(name).matchAll(/(\w+)\s*=\s*dataFileFn\("([^"]+)"\)/g)) folders.set(fn, sub);
  /** @type {Statement[]} */
  const statements = [];
  /** @type {{ test: string, reason: string }[]} */
  const left = [];
  for (const name of sources.filter((source) => source.endsWith('_test.go'))) {
    for (const [, test, body] of text(name).matchAll(/^func (Test\w+)\(t \*testing\.T\) \{\n(.*?)^\}/gms)) {
      const context = { test, body, ids, checks, folders, checker };
      const result = statementsOf(context);
      if (typeof result === 'string') left.push({ test, reason: result });
      else statements.push(...result);
    }
  }
  return { statements, left, levels };
}

/** @returns {Statement[] | string} or why there are none */
function statementsOf({ test, body, ids, checks, folders, checker }) {
  if (/^\s*(\w+\.Spec\b.*[^=!:]=[^=]|delete\(|\w+\.Spec\..*\.(Set|Delete|Map)\()/m.test(body))
    return 'changes a document in Go';
  if (/deleteParam\(/.test(body)) return 'changes a document in Go';
  if (/for _, |t\.Run\(/.test(body) && /open\(\w+\.\w+\)/.test(body)) return 'runs over a table';
  const files = new Map();
  /** @type {Statement[]} */
  const statements = [];
  const configs = new Map();
  let sides;
  let current;
  for (const line of joined(body)) {
    const opened = /^(\w+)(?:, \w+)? :?= (?:open\((.*?)\)|l\(t, (\d+)\b.*\))$/.exec(line);
    if (opened) {
      const [, name, expression, number] = opened;
      files.set(name, number ? `../data/openapi-test${number}.yaml` : pathOf(expression, folders));
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
      sides = [`../data/openapi-test${one}.yaml`, `../data/openapi-test${other}.yaml`];
      current = { variable, config: 'allChecksConfig()', least: 'WARN' };
    }
    const configured = /^(\w+) := ((?:single|all)ChecksConfig\(.*\)|singleCheckConfig\(.*\))$/.exec(line);
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
    if (checked || numbered) {
      if (!sides?.[0] || !sides[1]) return 'names no two files';
      const one = /^singleCheckConfig\(checker\.(\w+)\)$/.exec(current.config);
      if (!one && current.config !== 'allChecksConfig()') return `checks by a policy of its own, ${current.config}`;
      const scope = one ? (checks.get(one[1]) ?? []) : [];
      const [base, head] = sides.map((file) => resolve(checker, file));
      if (base === head) return 'changes a document in Go';
      statements.push({
        ...{ test, base, head, scope, all: !one, least: /** @type {Level} */ (current.least) },
        ...{ found: [], absent: [], complete: false },
      });
      continue;
    }
    const statement = statements.at(-1);
    if (statement) assertion(line, statement, ids);
  }
  const telling = statements.filter(({ found, absent, complete }) => found.length || absent.length || complete);
  return telling.length ? telling : 'states nothing of two files that is plainly readable';
}

/** What one line asserts of the last call. */
function assertion(line, statement, ids) {
  const named = [...line.matchAll(/checker\.(\w+Id)\b/g)].map(([, constant]) => ids.get(constant)).filter(Boolean);
  if (/require\.Empty\(t, \w+(,|\))|require\.Len\(t, \w+, 0\)/.test(line)) statement.complete = true;
  else if (/requireNoChange\(|require\.False\(t, containsId\(|NotContains\(|NotEqual\(/.test(line))
    statement.absent.push(...named);
  else if (/ApiChange\{/.test(line)) {
    for (const [, inner] of line.matchAll(
      /\{([^{}]*(?:\{[^{}]*\}[^{}]*)*Id:\s*checker\.\w+Id[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/g,
    )) {
      const id = ids.get(/Id:\s*checker\.(\w+Id)/.exec(inner)?.[1]);
      const [method, path] = [/Operation:\s*"(\w+)"/, /Path:\s*"([^"]+)"/].map((pattern) => pattern.exec(inner)?.[1]);
      if (id) statement.found.push({ id, ...(method && path && { operation: `${method} ${path}` }) });
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

function pathOf(expression, folders) {
  const literal = /^"([^"]+)"(, \w+)?$/.exec(expression);
  if (literal) return literal[1];
  const call = /^(\w+)\("([^"]+)"$/.exec(expression) ?? /^(\w+)\("([^"]+)"\)(, \w+)?$/.exec(expression);
  return call && folders.has(call[1]) ? `../data/${folders.get(call[1])}/${call[2]}` : undefined;
}
