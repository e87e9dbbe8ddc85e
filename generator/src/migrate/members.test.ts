import { describe, expect, test } from 'vitest';
import { data, projectFolder } from '../../test/migrate/project.js';
import { loadProject } from '../project/program.js';
import { attempt, Directory } from './attempt.js';
import { findCalls } from './find.js';
import { librariesOf } from './libraries.js';

const HEAD = `import { createClient } from '@bitget-spec/v2';
const client = createClient();
declare const key: string;
declare const anyKey: any;
export {};
`;
const CALL = `client.mix.order.ordersPending({ productType: 'USDT-FUTURES' })`;

/** A function that returns a response, as a member of `jobs`. */
const FORMS: Record<string, string> = {
  'a method': `const jobs = { pending() { return ${CALL}; } };`,
  'an async method': `const jobs = { async pending() { return ${CALL}; } };`,
  'an arrow function': `const jobs = { pending: () => ${CALL} };`,
  'a function in a property': `const jobs = { pending: function () { return ${CALL}; } };`,
  'a method of a class': `class Jobs { pending() { return ${CALL}; } }\nconst jobs = new Jobs();`,
  'an arrow function of a class': `class Jobs { pending = () => ${CALL}; }\nconst jobs = new Jobs();`,
  'a static method': `class Jobs { static pending() { return ${CALL}; } }\nconst jobs = Jobs;`,
  'a method of a base class': `class Base { pending() { return ${CALL}; } }\nclass Jobs extends Base { other() {} }\nconst jobs = new Jobs();`,
};
const READ = `for (const one of page.entrustedList ?? []) console.log('cancel', one.size);`;
const read = (call: string): string => `const page = await ${call};\n${READ}`;

/** Where it gets out of sight. */
const HIDDEN: Record<string, string> = {
  'a record': `const all = jobs as unknown as Record<string, () => Promise<any>>;\n${read('all[key]!()')}`,
  'a record by its type': `const all: Record<string, () => Promise<any>> = jobs;\n${read('all[key]!()')}`,
  any: `${read('(jobs as any)[key]()')}`,
  'any by a key of any type': `${read('(jobs as any)[anyKey]()')}`,
  'any, taken out': `const run = (jobs as any)[key];\n${read('run()')}`,
  'any by a pattern': `const { [key]: run } = jobs as any;\n${read('run()')}`,
  'any in a variable': `const all: any = jobs;\n${read('all[key]()')}`,
  'any in an object': `const all: any = { jobs };\n${read('all.jobs[key]()')}`,
  'any in a list': `const all: any[] = [jobs];\n${read('all[0][key]()')}`,
  'any as a parameter': `const run = async (all: any) => { ${read('all[key]()')} };\nawait run(jobs);`,
  'any of JSON or it': `const all = key ? jobs : JSON.parse('{}');\n${read('all[key]()')}`,
  unknown: `const all: unknown = jobs;\n${read('(all as any)[key]()')}`,
  'a parameter': `const run = async (all: { [name: string]: () => Promise<any> }) => { ${read('all[key]!()')} };\nawait run(jobs);`,
  'a type parameter': `const run = async <T extends object>(all: T, name: keyof T) => { ${read('(all[name] as () => Promise<any>)()')} };\nawait run(jobs, 'pending');`,
  'a type parameter, for its values': `const run = async <T extends object>(all: T) => { for (const job of Object.values(all)) { ${read('job()')} } };\nawait run(jobs);`,
  'a type parameter, and is given back': `const get = <T, K extends keyof T>(all: T, name: K): T[K] => all[name];\n${read(`(get(jobs, key as 'pending') as () => Promise<any>)()`)}`,
  'a mock by its name': `declare function spyOn(on: object, name: string): void;\nspyOn(jobs, 'pending');\n${read('jobs.pending()')}`,
  'a library': `import { EventEmitter } from 'node:events';\nnew EventEmitter().emit('jobs', jobs);\n${read('jobs.pending()')}`,
  'a library, in an object': `import { EventEmitter } from 'node:events';\nnew EventEmitter().emit('jobs', [{ jobs }]);\n${read('jobs.pending()')}`,
  'a return type': `const make = (): Record<string, () => Promise<any>> => jobs;\n${read('make()[key]!()')}`,
  'a field': `class Desk { all: Record<string, () => Promise<any>> = jobs; }\n${read('new Desk().all[key]!()')}`,
  'an assignment': `let all: Record<string, () => Promise<any>>;\nall = jobs;\n${read('all[key]!()')}`,
  'its values': `for (const job of Object.values<() => Promise<any>>(jobs as never)) { ${read('job()')} }\nObject.values(jobs);`,
  'its values by their type': `for (const job of Object.values<() => Promise<any>>(jobs)) { ${read('job()')} }`,
  'its values, bare': `for (const job of Object.values(jobs) as (() => Promise<any>)[]) { ${read('job()')} }`,
  'its entries': `for (const [, job] of Object.entries(jobs)) { ${read('(job as () => Promise<any>)()')} }`,
  'a map of its entries': `const all = new Map<string, () => Promise<any>>(Object.entries(jobs));\n${read('all.get(key)!()')}`,
  Reflect: `${read('Reflect.get(jobs, key)()')}`,
  'a copy': `const all: Record<string, () => Promise<any>> = { ...jobs };\n${read('all[key]!()')}`,
  'an assignment of a pattern': `let run: () => Promise<any>;\n({ pending: run } = jobs);\n${read('run()')}`,
  'an assignment of a short pattern': `let pending: () => Promise<any>;\n({ pending } = jobs);\n${read('pending()')}`,
};

const OTHER = `async () => ({ entrustedList: [{ size: '2' }] }) as never`;

/** Where another takes its place. */
const REPLACED: Record<string, string> = {
  'an assignment': `jobs.pending = ${OTHER};\n${read('jobs.pending()')}`,
  'an assignment of any': `jobs.pending = JSON.parse('0');\n${read('jobs.pending()')}`,
  'an assignment by a quoted name': `jobs['pending'] = ${OTHER};\n${read(`jobs['pending']()`)}`,
  'an assignment by a key': `jobs[key as 'pending'] = ${OTHER};\n${read('jobs.pending()')}`,
  'an assignment by an open key': `jobs[key as keyof typeof jobs] = ${OTHER};\n${read('jobs.pending()')}`,
  'an assignment to any': `(jobs as any).pending = ${OTHER};\n${read('jobs.pending()')}`,
  'Object.assign': `Object.assign(jobs, { pending: ${OTHER} });\n${read('jobs.pending()')}`,
  'Object.defineProperty': `Object.defineProperty(jobs, 'pending', { value: ${OTHER} });\n${read('jobs.pending()')}`,
  'an object of its type': `const run = async (one: typeof jobs) => { ${read('one.pending()')} };\nawait run({ pending: ${OTHER} } as never);\nconst fake: typeof jobs = { pending: ${OTHER} };\nawait run(fake);`,
};
const CLASS = `class A { async pending() { return ${CALL}; } }\n`;
const OVERRIDDEN: Record<string, string> = {
  'a class': `${CLASS}class B extends A { override async pending() { return { entrustedList: [] } as never; } }\nconst a: A = new B();\n${read('a.pending()')}`,
  'an arrow function': `class A { pending = () => ${CALL}; }\nclass B extends A { override pending = ${OTHER}; }\nconst a: A = new B();\n${read('a.pending()')}`,
  'a class of a class': `${CLASS}class B extends A { more() {} }\nclass C extends B { override async pending() { return { entrustedList: [] } as never; } }\nconst a: A = new C();\n${read('a.pending()')}`,
  'a class that is read in the base': `class A { async pending() { return ${CALL}; }\nasync run() { ${read('this.pending()')} } }\nclass B extends A { override async pending() { return { entrustedList: [] } as never; } }\nawait new B().run();`,
  'a static method': `class A { static async pending() { return ${CALL}; } }\nclass B extends A { static override async pending() { return { entrustedList: [] } as never; } }\nconst a: typeof A = B;\n${read('a.pending()')}`,
};

/** Forms that were followed before, and read in plain sight. */
const FOLLOWED = Object.keys(FORMS).filter((form) => !form.includes('function') || form.endsWith('class'));
const SEEN: Record<string, string> = {
  'by its name': read('jobs.pending()'),
  'by a quoted name': read(`jobs['pending']()`),
  'through a pattern': `const { pending: run } = jobs;\n${read('run()')}`,
  'beside a log of it': `console.log(jobs, Object.keys(jobs));\n${read('jobs.pending()')}`,
  'beside a function for all': `const same = <T>(one: T): T => one;\nimport { inspect } from 'node:util';\nconsole.log(inspect(jobs));\n${read('same(jobs).pending()')}`,
  'beside other keys': `declare const prices: Record<string, string>;\ndeclare const row: any;\ndeclare const all: Record<string, unknown>;\nall[key] = 1;\nrow[key] = prices[key];\nconsole.log(prices[key], row[key], all[key], Object.entries(prices), Object.values(all));\n${read('jobs.pending()')}`,
  'beside functions of another form': `const table: Record<string, (text: string) => number> = { a: (text) => text.length };\nconsole.log(table[key]?.('b'));\ntable[key] = Number;\n${read('jobs.pending()')}`,
  'through its own type': `const run = async (one: typeof jobs) => { ${read('one.pending()')} };\nawait run(jobs);`,
  'in a list of its type': `const all = [jobs];\nconst kept: (typeof jobs)[] = all;\n${read('kept[0]!.pending()')}`,
  'in an object': `const all = { jobs };\n${read('all.jobs.pending()')}`,
  'in a map of its type': `const all = new Map([['a', jobs]]);\n${read(`all.get('a')!.pending()`)}`,
  'beside one that satisfies a record': `const other = { pending() { return 1; } } satisfies Record<string, () => unknown>;\nconsole.log(other.pending());\n${read('jobs.pending()')}`,
};

/** A record takes no object of a class without being told to. */
const NESTED = `const outer = { jobs };\nconst all: Record<string, Record<string, () => Promise<any>>> = outer;\n${read(`all['jobs']![key]!()`)}`;

/** Classes extend each other, and each response is read of its own class. */
const APART = `${CLASS}class B extends A { other() {} }\n${read('new B().pending()')}`;

type Case = [way: string, form: string, text: string];

const cases = (ways: Record<string, string>, forms: readonly string[]): Case[] =>
  Object.entries(ways).flatMap(([way, text]) => forms.map((form): Case => [way, form, `${FORMS[form]}\n${text}`]));
const hidden = [
  ...cases(HIDDEN, Object.keys(FORMS)),
  ...cases({ 'a record in an object': NESTED }, ['a method', 'an async method', 'an arrow function']),
];
const replaced = cases(REPLACED, Object.keys(FORMS));
const overridden = Object.entries(OVERRIDDEN);
const seen = cases(SEEN, FOLLOWED);

/** Why the calls of each text stay, each text a program of its own. */
function reasonsOf(texts: readonly string[]): Map<string, (string | undefined)[]> {
  const files = texts.map((text, index) => [`src/${index}.ts`, `${HEAD}${text}\n`]);
  const project = loadProject(projectFolder(Object.fromEntries(files)));
  const libraries = librariesOf(project);
  return new Map(
    project.files.map((file) => {
      const scope = { project: { ...project, files: [file] }, directory: new Directory(data), isLibrary: false };
      const attempts = findCalls(scope.project, libraries).map((found) => attempt(found, scope));
      return [file.text.slice(HEAD.length, -1), attempts.map(({ why }) => why)];
    }),
  );
}

describe('what a member returns', () => {
  const reasons = reasonsOf([
    ...[...hidden, ...replaced, ...seen].map(([, , text]) => text),
    ...overridden.map(([, text]) => text),
    APART,
  ]);

  test.each(hidden)('is left alone where its object goes to %s: %s', (_, __, text) => {
    expect(reasons.get(text)).toEqual([expect.stringMatching(/\w/)]);
  });

  test.each(replaced)('is left alone where another takes its place by %s: %s', (_, __, text) => {
    expect(reasons.get(text)).toEqual([expect.stringMatching(/\w/)]);
  });

  test.each(overridden)('is left alone where another takes its place in %s', (_, text) => {
    expect(reasons.get(text)).toEqual([expect.stringMatching(/\w/)]);
  });

  test.each([...seen, ['', 'a class that extends another and has it', APART] as Case])(
    'is followed where it is read %s: %s',
    (_, __, text) => {
      expect(reasons.get(text)).toEqual([undefined]);
    },
  );
});
