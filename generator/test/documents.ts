import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { SpecError } from '../src/load/diagnostic.js';
import type { JsonObject } from '../src/load/json.js';
import { Source } from '../src/load/source.js';
import { buildApi } from '../src/model/build.js';
import type { Reading } from '../src/model/component-names.js';
import type { Schema } from '../src/model/schema/kinds.js';
import { SchemaReader } from '../src/model/schema/read.js';
import type { Api, Operation } from '../src/model/types.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Text by path. */
export type Files = Record<string, string>;

/** A new folder with these files, removed after the test file. */
export function folderOf(files: Files = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'bitget-spec-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Loads `openapi.yaml` of a new folder with these files. */
export const sourceOf = (files: Files): Promise<Source> => Source.load(join(folderOf(files), 'openapi.yaml'));

/** The model of a document of ten lines; further files beside it. */
export async function apiOf(document: string, files: Files = {}, name = 'pets'): Promise<Api> {
  const source = await sourceOf({ 'openapi.yaml': document, ...files });
  return buildApi(source, name, dirname(source.file));
}

/** The first operation of a document. */
export async function operationOf(document: string, files: Files = {}): Promise<Operation> {
  const [operation] = (await apiOf(document, files)).operations;
  if (!operation) throw new Error('the document has no operation');
  return operation;
}

/** A schema as the tree has it, with the components that it refers to. */
export function schemaOf(
  json: JsonObject,
  components: Record<string, JsonObject> = {},
  readings: Record<string, Reading> = {},
): Schema {
  const bundled = { schemas: new Map(Object.entries(components)), readings: new Map(Object.entries(readings)) };
  return new SchemaReader({ ...bundled, locations: new Map() }).read(json);
}

/** What is wrong, a line each, paths relative to the document: `openapi.yaml:3:5 what; fix`. */
export async function problemsOf(work: Promise<unknown>): Promise<string[]> {
  try {
    await work;
    return [];
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return error.diagnostics.map(({ file, line, column, message, fix }) => {
      const path = file.replace(/^.*\/bitget-spec-\w+\//, '');
      return `${path}:${line}:${column} ${message.replace(/\/\S*\/bitget-spec-\w+\//g, '')}; ${fix}`;
    });
  }
}

/** The head of a document of ours; what is appended goes on with `paths` or `components`. */
export const OURS = `openapi: 3.1.0
info: { title: Test API, version: 1.0.0, description: Ten lines. }
x-bitget-spec: { names: url, envelope: data, responses: open }
`;

/** The head of a document of anybody. */
export const THEIRS = `openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
servers: [{ url: 'https://pets.example/v1' }]
`;
