import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startVitest } from 'vitest/node';
import { run } from './cli.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);

// Within the package, so that its imports are found.
const folder = fileURLToPath(new URL('../.snippet-readme/', import.meta.url));
beforeAll(() => mkdirSync(folder, { recursive: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('has examples that run', async () => {
  const examples = blocks('ts');
  expect(examples.length).toBeGreaterThanOrEqual(4);
  for (const [index, text] of examples.entries()) writeFileSync(`${folder}example-${index + 1}.test.ts`, text);
  const source = (file: string) => fileURLToPath(new URL(file, import.meta.url));
  const alias = [
    { find: /^@bitget-spec\/mock$/, replacement: source('./index.ts') },
    { find: /^@bitget-spec\/mock\/node$/, replacement: source('./hosts/node.ts') },
  ];
  const options = { root: folder, config: false as const, watch: false, include: ['*.test.ts'], reporters: [] };
  const vitest = await startVitest('test', [], options, { resolve: { alias } });
  const modules = vitest.state.getTestModules();
  const failed = modules.flatMap((module) => [
    ...module.errors().map(({ message }) => `${module.moduleId}: ${message}`),
    ...[...module.children.allTests('failed')].map((test) => `${test.name}: ${test.result().errors?.[0]?.message}`),
  ]);
  await vitest.close();
  expect(failed).toEqual([]);
  expect(modules).toHaveLength(examples.length);
});

it('names options that the command has', async () => {
  const lines = blocks('sh').flatMap((text) => text.split('\n'));
  const commands = lines.filter((line) => line.startsWith('npx --no bitget-mock'));
  expect(commands.length).toBeGreaterThan(2);
  writeFileSync(`${folder}accounts.json`, /\[\{ "apiKey".*\]/.exec(commands.join('\n'))?.[0] ?? '');
  const write = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  for (const command of commands) {
    const [, args = ''] = /^npx --no bitget-mock ([^#]*)/.exec(command) ?? [];
    const words = args
      .trim()
      .replace('accounts.json', `${folder}accounts.json`)
      .replace(/--port \d+/, '')
      .split(/\s+/);
    const before = process.listeners('SIGTERM');
    expect(await run([...words.filter(Boolean), '--port', '0']), `${command}: ${write.mock.calls}`).toBeUndefined();
    for (const stop of process.listeners('SIGTERM').filter((listener) => !before.includes(listener))) stop('SIGTERM');
  }
  vi.restoreAllMocks();
});

it('names every route of the control interface', async () => {
  const { createMockExchange } = await import('./index.js');
  const response = await createMockExchange().fetch('/__mock/');
  const { routes }: { routes: string[] } = JSON.parse(await response.text());
  const section = readme.slice(readme.indexOf('## Control'), readme.indexOf('### Faults'));
  const unnamed = routes.filter((route) => {
    const [method = '', path = ''] = route.split(' ');
    return path !== '/__mock/' && !section.split('\n').some((line) => line.includes(path) && line.includes(method));
  });
  expect(unnamed).toEqual([]);
});
