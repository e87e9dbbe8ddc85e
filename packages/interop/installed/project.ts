import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockExchange } from '@bitget-spec/mock/node';
import type { TestProject } from 'vitest/node';
import { PROGRAMS, socketPrograms } from './programs.js';
import { startRegistry } from './registry.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The project into which the packages are installed. */
    project: string;
    /** Where a mock exchange listens. */
    mock: string;
  }
}

/** What programs use beside our packages, in the version that is locked here. */
const BESIDE = [
  '@tanstack/react-query',
  '@types/node',
  '@types/react',
  '@types/react-dom',
  'openapi-react-query',
  'react',
  'react-dom',
];

/** Installs the packages from a registry on loopback into a fresh project outside of the workspace, once for all tests. */
export default async function setup({ provide }: TestProject) {
  process.chdir(join(import.meta.dirname, '../../..'));
  const { dependencies } = JSON.parse(readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'));
  const packages = ['@bitget-spec/v3', '@bitget-spec/mock', ...BESIDE.map((name) => `${name}@${dependencies[name]}`)];
  const project = mkdtempSync(join(tmpdir(), 'bitget-spec-installed-'));
  const registry = await startRegistry(4874);
  try {
    writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true }));
    const options = ['--registry', registry.url, '--no-audit', '--no-fund'];
    execFileSync('npm', ['install', ...options, ...packages], { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] });
  } finally {
    registry.close();
  }
  const mock = await createMockExchange().listen({ port: 0 });
  const programs = { ...PROGRAMS, ...socketPrograms(mock.url) };
  for (const [name, text] of Object.entries(programs)) writeFileSync(join(project, name), text);
  provide('project', project);
  provide('mock', mock.url);
  return async () => {
    await mock.close();
    rmSync(project, { recursive: true, force: true });
  };
}
