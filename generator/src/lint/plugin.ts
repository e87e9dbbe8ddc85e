import type { NodeType, Plugin } from '@redocly/openapi-core';
import { rules, rulesOfSockets } from './rules/index.js';

/** What every OpenAPI document must satisfy for the emitters to make sense of it. */
const any = {
  struct: 'error',
  'no-unresolved-refs': 'error',
  'path-parameters-defined': 'error',
  'operation-parameters-unique': 'error',
  'no-identical-paths': 'error',
} as const;

/** Sockets have our schemas, too, in JSON Schema 2020-12; what is bundled has them in draft 7 (model/sockets/draft-7.ts). */
const withColumns = (types: Record<string, NodeType>): Record<string, NodeType> => {
  const { Schema } = types;
  if (!Schema) return types;
  return { ...types, Schema: { ...Schema, properties: { ...Schema.properties, prefixItems: COLUMNS } } };
};

const COLUMNS = { name: 'Schema_List', properties: {}, items: 'Schema' };

/** The rules of this project as a Redocly plugin: `plugins: [bitget-spec/lint]`, `extends: [bitget-spec/strict]`. */
export const plugin: Plugin = {
  id: 'bitget-spec',
  rules: { oas3: rules, async3: rulesOfSockets },
  typeExtension: { async3: withColumns },
  configs: {
    any: { rules: any },
    strict: {
      extends: ['recommended-strict'],
      rules: {
        ...any,
        // Any failure may come with any status: one `default` response describes them all.
        'operation-4xx-response': 'off',
        // Responses are checked as callers get them, tolerant, by `examples-validate`; these know only the strict form.
        'no-invalid-media-type-examples': 'off',
        'no-invalid-parameter-examples': 'off',
        'no-invalid-schema-examples': 'off',
        ...Object.fromEntries(Object.keys(rules).map((name) => [`bitget-spec/${name}`, 'error'])),
      },
      async3Rules: {
        // In JSON Schema 2020-12 what stands beside a reference counts.
        'spec-ref-siblings': 'off',
        // Who may connect is said once, of the server.
        'security-defined': 'off',
      },
    },
  },
} as Plugin;

/** Redocly wants a function where it loads a plugin by path. */
export default (): Plugin => plugin;
